import { relative, resolve, sep } from 'node:path';

/**
 * A path as a reader wants it: relative to a folder when it is inside, absolute otherwise, with forward slashes.
 *
 * @param file - an absolute path
 * @param cwd - the folder
 * @returns for example `dist/box-store.js`
 */
export function displayPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  const inside =
    path !== '' &&
    path !== '..' &&
    !path.startsWith(`..${sep}`) &&
    resolve(cwd, path) === file &&
    !/^[a-z]:/i.test(path);
  return inside ? path.split(sep).join('/') : file;
}
