import { join } from 'node:path';
import { closeSync, openSync, unlinkSync, writeSync } from '../primordials.js';

/** No provider has a file of this name. */
const PROBE_FILE = '.mapi-certify-probe';

/**
 * Tries to write one byte to a new file, which goes away again.
 *
 * @param folder - where the file is to be
 * @param position - of the byte in the file: nothing is written before it
 * @returns the code of the error, for example `ENOSPC`; null: the byte was written
 */
export function refusalOfWrite(folder: string, position: number): string | null {
  const file = join(folder, PROBE_FILE);
  try {
    const descriptor = openSync(file, 'w');
    try {
      writeSync(descriptor, 'x', position);
      return null;
    } finally {
      closeSync(descriptor);
      unlinkSync(file);
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
