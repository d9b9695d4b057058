import { join } from 'node:path';
import type { PlannedMedium } from '../../life/life-plan.js';
import type { Life } from '../life.js';
import { pid, readdirSync, spawnSync, statfsSync, statSync } from '../own.js';

/** The journal has to go on where the data must not: what it may still grow by, in bytes. */
const JOURNAL_SLACK = 256 * 1024;
/** A file system of no blocks at all would be one without a limit. */
const SMALLEST_BYTES = 4096;

/** From here on the medium of the data has the fault of the scenario; where that is not possible, the journal says why. */
export function breakMedium({ journal, plan }: Life): void {
  const { medium } = plan;
  if (medium === null) return;
  const { fault } = medium;
  const missing = medium.missing ?? runCommand(commandFor(medium, plan.dataDirectories, plan.journalFile));
  journal.write({ e: 'medium', fault, broken: missing === null, detail: missing ?? '' });
}

function commandFor(
  { fault, mount }: PlannedMedium,
  dataDirectories: readonly string[],
  journal: string,
): readonly string[] {
  if (fault === 'file-size' || mount === null) {
    const limit = Math.max(statSync(journal).size + JOURNAL_SLACK, ...dataDirectories.map(largestFile));
    return ['prlimit', '--pid', String(pid), `--fsize=${limit}`];
  }
  if (fault === 'read-only') return ['mount', '-o', 'remount,ro', mount];
  // As large as what is on it: not a byte more fits in.
  const { blocks, bfree, bsize } = statfsSync(mount);
  return ['mount', '-o', `remount,size=${Math.max(SMALLEST_BYTES, (blocks - bfree) * bsize)}`, mount];
}

function largestFile(folder: string): number {
  let largest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) largest = Math.max(largest, largestFile(path));
    else if (entry.isFile()) largest = Math.max(largest, statSync(path).size);
  }
  return largest;
}

/** Null: it was done. */
function runCommand([command = '', ...args]: readonly string[]): string | null {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return null;
  if (/busy/.test(stderr ?? '')) return 'the provider keeps a file open for writing';
  return error?.message ?? stderr.trim();
}
