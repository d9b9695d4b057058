import type { LifePlan, PlannedMedium } from '../../life/life-plan.js';
import type { LifeContext } from '../life-context.js';
import { pid, statfsSync } from '../primordials.js';
import { largestFile } from './largest-file.js';
import { runCommand } from './medium-command.js';
import { refusalOfWrite } from './probe-medium.js';

/** A file size limit is one of the whole process: what the files of the harness's own may still grow by, in bytes. */
const MAIL_ROOM = 256 * 1024;
const PROFILE_ROOM = 4 * 1024;
/** A file system of no blocks at all would be one without a limit. */
const SMALLEST_BYTES = 4096;
/** A disk cannot be made smaller than what is on it, and a thread of the provider may write meanwhile. */
const ATTEMPTS = 10;

/**
 * From here on the medium of the data has the fault of the scenario, as far as a write of our own can tell; where that is
 * not possible, the journal says why.
 */
export function breakMedium({ journal, plan }: LifeContext): void {
  const { medium, dataDirectories } = plan;
  if (medium === null) return;
  const { fault } = medium;
  const largest = Math.max(0, ...dataDirectories.map(largestFile));
  if (medium.missing === null && medium.journal !== null) journal.goOnAt(medium.journal);
  const missing = medium.missing ?? breakWith(medium, () => commandFor(medium, largest, plan));
  const refusal =
    missing === null ? refusalOfWrite(dataDirectories[0] ?? '', fault === 'file-size' ? largest : 0) : null;
  journal.write({ e: 'medium', fault, broken: missing === null, detail: missing ?? '', refusal });
}

/** Null, or why it cannot be broken. */
function breakWith(medium: PlannedMedium, command: () => readonly string[]): string | null {
  let missing = runCommand(command(), medium);
  const mayHaveGrown = medium.fault === 'full';
  for (let attempt = 1; missing !== null && mayHaveGrown && attempt < ATTEMPTS; attempt += 1) {
    missing = runCommand(command(), medium);
  }
  return missing;
}

function commandFor(
  { fault, mount }: PlannedMedium,
  largest: number,
  { companionDirectory, profileDirectory }: LifePlan,
): readonly string[] {
  if (fault === 'file-size' || mount === null) {
    const mail = largestFile(companionDirectory);
    const limit = Math.max(
      largest,
      2 * largestFile(profileDirectory) + PROFILE_ROOM,
      mail === 0 ? 0 : mail + MAIL_ROOM,
    );
    // The soft limit alone: nobody but root could take back the hard one.
    return ['prlimit', '--pid', String(pid), `--fsize=${limit}:`];
  }
  if (fault === 'read-only') return ['mount', '-o', 'remount,ro', mount];
  // As large as what is on it: not a byte more fits in.
  const { blocks, bfree, bsize } = statfsSync(mount);
  return ['mount', '-o', `remount,size=${Math.max(SMALLEST_BYTES, (blocks - bfree) * bsize)}`, mount];
}
