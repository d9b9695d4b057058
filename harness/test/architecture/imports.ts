import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceFiles } from './source-files.js';

/** What one file imports, types included, and what it exports again from elsewhere. */
export interface Imports {
  /** Other source files, by their path from the root of the repository. */
  readonly files: readonly string[];
  /** Packages and their entries, as they are written: `@mapi-kit/sdk/store`, `node:fs`. */
  readonly packages: readonly string[];
}

/** The sources that `#` stands for, where a package of this repository has such names. */
const ALIASES: readonly (readonly [prefix: string, folder: string])[] = [
  ['#harness/', 'harness/src/'],
  ['#src/', 'sdk/src/'],
];

/** Reads the imports of all files: `import`, `import type`, `export … from`, `import()`. */
export function readImports(files: SourceFiles): ReadonlyMap<string, Imports> {
  return new Map([...files].map(([path, text]) => [path, importsOf(path, text)]));
}

function importsOf(path: string, text: string): Imports {
  const { importedFiles, referencedFiles } = ts.preProcessFile(text, true, true);
  const files = new Set<string>();
  const packages = new Set<string>();
  for (const { fileName } of [...importedFiles, ...referencedFiles]) {
    const file = sourceOf(path, fileName);
    if (file === undefined) packages.add(fileName);
    else files.add(file);
  }
  return { files: [...files], packages: [...packages] };
}

/** The source that an import stands for; undefined when it is of a package. */
function sourceOf(importer: string, specifier: string): string | undefined {
  const alias = ALIASES.find(([prefix, folder]) => specifier.startsWith(prefix) && importer.startsWith(folder));
  const path = specifier.startsWith('.')
    ? posix.join(posix.dirname(importer), specifier)
    : alias && `${alias[1]}${specifier.slice(alias[0].length)}`;
  return path?.replace(/\.js$/, '.ts');
}
