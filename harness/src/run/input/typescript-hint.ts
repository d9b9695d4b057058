import { existsSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { displayPath } from './display-path.js';

const outputFolders: readonly string[] = ['dist', 'build', 'lib', 'out'];

/**
 * Guesses the compiled module of a TypeScript source file.
 *
 * @param file - the absolute path of the source
 * @param cwd - the folder to which the answer is relative
 * @returns the path of a module that exists, when one is found in the usual places; otherwise the likeliest
 */
export function compiledModule(file: string, cwd: string): string {
  const name = basename(file).replace(/\.([cm]?)tsx?$/i, '.$1js');
  const folder = dirname(file);
  const candidates = outputFolders.flatMap((output) => [
    // src/a/b.ts is compiled to dist/a/b.js, whichever of the folders above is named src.
    ...sourceFolders(folder).map((source) => join(folder.replace(source, source.replace(/src$/, output)), name)),
    join(folder, output, name),
    join(dirname(folder), output, name),
  ]);
  candidates.push(join(folder, name));
  const found = candidates.find((candidate) => existsSync(candidate)) ?? candidates[0] ?? join(folder, name);
  const path = displayPath(found, cwd);
  return path === found ? path : `./${path}`;
}

function sourceFolders(folder: string): readonly string[] {
  const parts = folder.split(sep);
  return parts.flatMap((part, index) => (part === 'src' ? [parts.slice(0, index + 1).join(sep)] : []));
}
