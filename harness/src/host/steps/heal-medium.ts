import type { PlannedMedium } from '../../life/life-plan.js';
import { MEDIUM_SIZE } from '../../life/medium-size.js';
import type { LifeContext } from '../life-context.js';
import { pid } from '../primordials.js';
import { runCommand } from './medium-command.js';
import { refusalOfWrite } from './probe-medium.js';

/**
 * From here on the medium of the data is whole again, as far as a write of our own can tell; where that is not possible, the
 * journal says why. One that could not be broken is whole anyway.
 */
export function healMedium({ journal, plan: { medium, dataDirectories } }: LifeContext): void {
  if (medium === null) return;
  const problem = medium.missing === null ? runCommand(commandFor(medium), medium) : null;
  const refusal = problem === null ? refusalOfWrite(dataDirectories[0] ?? '', 0) : null;
  const detail = problem ?? (refusal === null ? '' : `a write was still refused with ${refusal}`);
  journal.write({ e: 'healed', healed: detail === '', detail });
}

function commandFor({ fault, mount }: PlannedMedium): readonly string[] {
  if (fault === 'file-size' || mount === null) return ['prlimit', '--pid', String(pid), '--fsize=unlimited:'];
  return ['mount', '-o', fault === 'read-only' ? 'remount,rw' : `remount,size=${MEDIUM_SIZE}`, mount];
}
