import { join } from 'node:path';
import { existsSync, readdirSync, statSync } from '../primordials.js';

/**
 * The size of the largest file in a folder and those below it, in bytes; 0 where there is no such folder.
 *
 * What goes away meanwhile does not count: threads of a compiled provider may rename and remove files at any time.
 */
export function largestFile(folder: string): number {
  if (!existsSync(folder)) return 0;
  let largest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) largest = Math.max(largest, largestFile(path));
    else if (entry.isFile()) largest = Math.max(largest, statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  }
  return largest;
}
