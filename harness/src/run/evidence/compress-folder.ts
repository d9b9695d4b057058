import { createReadStream } from 'node:fs';
import { appendFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { BLOCK_BYTES, COMPRESSED } from '../../recording/compressed-file.js';

/** A smaller file is read by more people as it is than room is saved. */
const SMALLEST_BYTES = 4 * 1024;

const compress = promisify(gzip);

/**
 * Compresses what a run has left, as far as it is large: journals, what the far side saw, listings.
 *
 * @param folder - the run's folder; nobody writes there any more
 * @throws the error of `node:fs`, when there is no room; a file is then there as it was
 */
export async function compressFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if (name.endsWith('.ndjson') && (await stat(file)).size >= SMALLEST_BYTES) await compressFile(file);
  }
}

async function compressFile(file: string): Promise<void> {
  const compressed = file + COMPRESSED;
  await rm(compressed, { force: true });
  for await (const block of createReadStream(file, { highWaterMark: BLOCK_BYTES })) {
    await appendFile(compressed, await compress(block as Buffer));
  }
  await rm(file);
}
