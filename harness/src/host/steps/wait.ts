import { FLUSH_UPLOAD } from '@mapi-kit/sdk';
import type { StepOf } from '../../scenarios/step-kinds.js';
import type { LifeContext } from '../life-context.js';
import { now, readFileSync, sleep } from '../primordials.js';

/** A user who sees that something does not leave asks for it again and again. */
const FLUSH_EVERY_MS = 25;

/** Lets the event loop run for a while. */
export function wait(life: LifeContext, { ms, spoolerRests, attempts }: StepOf<'wait'>): Promise<void> {
  const { spooler } = life.subsystem;
  if (spoolerRests === true) spooler.stop();
  return attempts === undefined ? sleep(ms) : flushUntil(life, attempts, ms);
}

async function flushUntil({ plan, subsystem }: LifeContext, attempts: number, ms: number): Promise<void> {
  const began = now();
  while (Number(now() - began) / 1e6 < ms && cutsIn(plan.farSide?.file) < attempts) {
    subsystem.spooler.FlushQueues(FLUSH_UPLOAD);
    await sleep(FLUSH_EVERY_MS);
  }
}

/** How many connections the far side has cut. */
function cutsIn(file: string | undefined): number {
  if (file === undefined) return 0;
  try {
    return readFileSync(file, 'utf8').split('{"e":"cut"').length - 1;
  } catch {
    return 0;
  }
}
