import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, messageOf } from '../input/configuration-error.js';
import type { Leftovers } from '../process/leftovers.js';
import { removeFolder } from '../process/remove-folder.js';

/**
 * Lends a temporary folder, and removes it.
 *
 * @throws ConfigurationError when there can be none
 */
export async function withWorkFolder<T>(leftovers: Leftovers, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mapi-')).catch((error: unknown) => {
    throw new ConfigurationError(
      `no temporary folder can be made in ${tmpdir()}: ${messageOf(error)}; is the disk full?`,
    );
  });
  leftovers.addPath(folder);
  try {
    return await use(folder);
  } finally {
    await removeFolder(folder).then(
      () => leftovers.removePath(folder),
      // Tried once more at the end.
      () => {},
    );
  }
}
