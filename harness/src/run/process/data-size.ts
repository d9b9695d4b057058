import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The size of everything in some folders.
 *
 * @param folders - folders that need not exist; links are not followed
 * @returns bytes
 */
export async function dataSize(folders: readonly string[]): Promise<number> {
  const sizes = await Promise.all(folders.map(folderSize));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  let size = 0;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // A file may go while the folder is being read.
    if (entry.isDirectory()) size += await folderSize(path);
    else
      size += await lstat(path).then(
        (stat) => stat.size,
        () => 0,
      );
  }
  return size;
}
