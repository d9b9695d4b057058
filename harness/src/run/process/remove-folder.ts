import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

const EVERYTHING = { recursive: true, force: true, maxRetries: 3 } as const;
const OWN_FOLDER = 0o700;

/**
 * Removes a file, or a folder with all that is in it, also where a provider has made a folder of its data read-only.
 *
 * @param path - need not exist
 * @throws the error of `node:fs` for the first thing that stays
 */
export async function removeFolder(path: string): Promise<void> {
  try {
    await rm(path, EVERYTHING);
  } catch {
    makeWritable(path);
    await rm(path, EVERYTHING);
  }
}

/**
 * The same, at once: for the end of a process.
 *
 * @param path - need not exist
 * @throws the error of `node:fs` for the first thing that stays
 */
export function removeFolderSync(path: string): void {
  try {
    rmSync(path, EVERYTHING);
  } catch {
    makeWritable(path);
    rmSync(path, EVERYTHING);
  }
}

/** As far as it can be done: what is still in the way says so itself. */
function makeWritable(folder: string): void {
  try {
    chmodSync(folder, OWN_FOLDER);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) makeWritable(join(folder, entry.name));
    }
  } catch {
    // Somebody else's, or gone.
  }
}
