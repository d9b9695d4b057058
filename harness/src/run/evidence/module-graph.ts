import { readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { init, parse } from 'es-module-lexer';

/** What a module brings with it, as far as its text says. */
export interface ModuleGraph {
  /** Each file with its content: the module itself, and what it imports or names by a path, and so on. */
  readonly contents: ReadonlyMap<string, Buffer>;
  /** What they import that is no file of theirs: names of packages, each with the file that has it. */
  readonly imports: readonly { readonly from: string; readonly specifier: string }[];
  /** The paths of files that they name, and that are not there. */
  readonly missing: readonly string[];
}

const MODULE = /\.[cm]?js$/i;
/** What a path without an extension may lead to, where it is given to `require`. */
const ENDINGS: readonly string[] = ['', '.js', '.cjs', '.mjs', '.json', '.node', '/index.js'];
const PATH = /^(?:\.{1,2}\/|\/|file:)/;
const REQUIRED = /\brequire(?:\.resolve)?\(\s*(["'])(?<specifier>[^"'\n]+)\1/g;
const WORKER = /\bnew URL\(\s*(["'])(?<specifier>[^"'\n]+)\1\s*,\s*import\.meta\.url/g;

/**
 * Follows a module through its files, and not into other packages.
 *
 * A path that is put together while it runs is not found.
 *
 * @param module - its absolute path
 * @throws the error of `node:fs`
 */
export async function moduleGraph(module: string): Promise<ModuleGraph> {
  await init;
  const contents = new Map<string, Buffer>();
  const imports: { from: string; specifier: string }[] = [];
  const missing = new Set<string>();
  const waiting = [realpathSync(module)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (contents.has(file)) continue;
    const content = readFileSync(file);
    contents.set(file, content);
    for (const specifier of specifiersIn(file, content)) {
      const found = resolveOwn(file, specifier);
      if (found !== null) waiting.push(found);
      else if (PATH.test(specifier)) for (const path of candidatesFor(file, specifier)) missing.add(path);
      else imports.push({ from: file, specifier });
    }
  }
  return { contents, imports, missing: [...missing] };
}

function specifiersIn(file: string, content: Buffer): readonly string[] {
  if (!MODULE.test(file)) return [];
  const source = content.toString('utf8');
  const named = [...source.matchAll(REQUIRED), ...source.matchAll(WORKER)].map((match) => match.groups?.['specifier']);
  return [...imported(source), ...named].filter((specifier) => specifier !== undefined);
}

function imported(source: string): readonly (string | undefined)[] {
  try {
    const [imports] = parse(source);
    return imports.map((each) => ('specifier' in each ? (each.specifier ?? undefined) : undefined));
  } catch {
    // No module that could be loaded, either: node says so better.
    return [];
  }
}

/** A file of the provider's own; null: there is none of that name, or it is another package's. */
function resolveOwn(from: string, specifier: string): string | null {
  if (specifier.startsWith('#')) {
    try {
      const found = createRequire(from).resolve(specifier);
      return found.split(sep).includes('node_modules') ? null : realpathSync(found);
    } catch {
      return null;
    }
  }
  if (!PATH.test(specifier)) return null;
  const found = candidatesFor(from, specifier).find(
    (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  );
  return found === undefined ? null : realpathSync(found);
}

function candidatesFor(from: string, specifier: string): readonly string[] {
  try {
    const path = fileURLToPath(new URL(specifier, pathToFileURL(from)));
    return extname(path) === '' ? ENDINGS.map((ending) => path + ending) : [path];
  } catch {
    return [];
  }
}
