import { statSync } from 'node:fs';
import { MAPI_E_NO_ACCESS, MAPI_E_NOT_ENOUGH_DISK, MapiError } from '@mapi-kit/sdk';
import { lockDirectory } from '@mapi-kit/sdk/address-book';

/** That of a file with cards. */
export const EXTENSION = '.vcf';

/** Keeps other processes out of a folder; not out of one that takes no files, and so no changes either. */
export function lock(folder: string): () => void {
  try {
    return lockDirectory(folder);
  } catch (error) {
    if (['EACCES', 'EROFS'].includes(codeOf(error) ?? '')) return () => {};
    throw error;
  }
}

/** Undefined when there is no such file. */
export function stampOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? `${stats.ino} ${stats.mtimeMs} ${stats.size}` : undefined;
}

/** Another program may have removed a file before: undefined then. */
export function unlessGone<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** What a client is told about trouble with files. */
export function mapiErrorOf(error: unknown): unknown {
  const code = codeOf(error) ?? '';
  if (['ENOSPC', 'EDQUOT'].includes(code)) return new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'the disk is full');
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return new MapiError(MAPI_E_NO_ACCESS, 'the folder is read-only');
  return error;
}

/** Says why a file cannot be an entry. */
export function leftAlone(path: string, error: unknown): void {
  process.emitWarning(`${path} is left alone: ${(error as Error).message}`, { type: 'VCardWarning' });
}

/** The entry id depends on the name of the file, so that it is the same for ever. */
export function idOf(name: string): string {
  return encodeURIComponent(name.endsWith(EXTENSION) ? name.slice(0, -EXTENSION.length) : name);
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
