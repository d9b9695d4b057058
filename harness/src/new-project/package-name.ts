import { builtinModules } from 'node:module';

/** The longest that npm takes. */
const LONGEST = 214;
/** What npm refuses, whoever asks. */
const REFUSED = ['node_modules', 'favicon.ico'];

/**
 * Makes a name that npm takes, of that of a folder.
 *
 * @param folder - the name of the folder, without those above it
 * @param taken - names of packages that the project installs: npm refuses to install one in itself
 * @param otherwise - the name where nothing of the folder's can be kept
 * @returns lower-case letters, digits, `-`, `.` and `_`
 */
export function packageNameOf(folder: string, taken: readonly string[], otherwise: string): string {
  const name = folder
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/gu, '-')
    .replace(/^[._-]+/u, '')
    .slice(0, LONGEST)
    .replace(/-+$/u, '');
  if (name === '') return otherwise;
  return [...REFUSED, ...builtinModules, ...taken].includes(name) ? `my-${name}` : name;
}
