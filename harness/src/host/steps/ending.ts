import { S_OK } from '@mapi-kit/sdk';
import { EXIT } from '../../life/exit-codes.js';
import { noteLaterChanges } from '../earlier-life.js';
import { killSelf } from '../kill/kill-self.js';
import type { LifeContext } from '../life-context.js';
import { exit, sleep } from '../primordials.js';
import { Problem } from '../problem.js';
import { logoff } from './logoff.js';
import { notify, query, shutDown } from './shutdown-calls.js';

/** Ends the process normally. */
export function exitNormally(life: LifeContext): never {
  noteLaterChanges(life.earlier);
  life.exit.expected = true;
  return exit(EXIT.done);
}

/**
 * The client's own way out: it asks; with S_OK it tells, shuts down and dies; otherwise it leaves the classic way. Where
 * Outlook obeys a refusal, MFCMAPI calls NotifyProcessShutdown all the same.
 *
 * @param gapMs - milliseconds between the calls; 0: all in one turn
 * @throws Problem when the process goes on, and is going to end otherwise than this life does
 */
export async function leave(life: LifeContext, gapMs: number): Promise<void> {
  const answer = query(life);
  const wanted = answer === S_OK ? 'kill' : 'exit';
  if (life.endsLater !== null && life.endsLater !== wanted)
    throw new Problem(`the provider's answer makes this life end by its ${wanted}, and others that end with it do not`);
  if (answer === S_OK) {
    if (gapMs > 0) await sleep(gapMs);
    notify(life);
    if (gapMs > 0) await sleep(gapMs);
    shutDown(life);
    if (life.endsLater !== null) return;
    killSelf(life, 'leave');
  }
  if (life.plan.client === 'mfcmapi') {
    notify(life);
    if (gapMs > 0) await sleep(gapMs);
  }
  logoff(life);
  if (life.endsLater === null) exitNormally(life);
}
