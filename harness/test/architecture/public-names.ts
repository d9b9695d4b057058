import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { ROOT } from './source-files.js';

/** One entry of a package: what an author may import by its name. */
export interface PublicEntry {
  /** As it is imported: `@mapi-kit/sdk/store`. */
  readonly name: string;
  /** The declarations, from the root of the repository. */
  readonly types: string;
  /** The JavaScript, from the root of the repository. */
  readonly code: string;
}

interface Manifest {
  readonly name: string;
  /** What is no module, as schemas, is a text. */
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
}

/** The entries of a package of this repository. */
export function entriesOf(folder: string): readonly PublicEntry[] {
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
  return Object.entries(manifest.exports).flatMap(([entry, target]) => {
    if (typeof target === 'string') return [];
    const { types, default: code } = target;
    return [{ name: `${manifest.name}${entry.slice(1)}`, types: join(folder, types), code: join(folder, code) }];
  });
}

/**
 * The public names of each entry, in the order given: a value by its name, what is a type alone as `type Name`; sorted.
 *
 * @throws Error when nothing has been built, or the JavaScript of an entry exports what it does not declare
 */
export async function readPublicNames(entries: readonly PublicEntry[]): Promise<readonly (readonly string[])[]> {
  const files = entries.map(({ types }) => join(ROOT, types));
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.Node20,
    customConditions: ['types'],
    types: [],
    // Who exports what is known without the types of JavaScript's own.
    noLib: true,
  });
  const checker = program.getTypeChecker();
  return Promise.all(
    entries.map(async ({ name, types, code }) => {
      const source = program.getSourceFile(join(ROOT, types));
      const module = source && checker.getSymbolAtLocation(source);
      if (module === undefined) throw new Error(`${types} is not there, or exports nothing: build first`);
      const declared = checker.getExportsOfModule(module).map((symbol) => symbol.name);
      const exported = Object.keys((await import(pathToFileURL(join(ROOT, code)).href)) as object);
      const undeclared = exported.filter((value) => !declared.includes(value));
      if (undeclared.length > 0) throw new Error(`${name} does not declare ${undeclared.join(', ')}`);
      const typesAlone = declared.filter((each) => !exported.includes(each)).map((each) => `type ${each}`);
      return [...exported, ...typesAlone].sort();
    }),
  );
}

/** The checked-in list of an entry, a name a line. */
export function listOf(entry: PublicEntry): string {
  const file = `${entry.name.replace('@mapi-kit/', '').replaceAll('/', '-')}.txt`;
  return join(ROOT, 'harness/test/architecture/public-names', file);
}
