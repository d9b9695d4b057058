import { S_OK } from '@mapi-kit/sdk';
import { EXIT } from '../../life/exit-codes.js';
import type { Life } from '../life.js';
import { exit, now, peakRss, killSelf as sendKill, sleep } from '../own.js';
import { logoff } from './logoff.js';
import { notify, query, shutDown } from './shutdown-calls.js';

/** How long the kill may take, in nanoseconds. */
const KILL_NS = 1_000_000_000n;

/**
 * Ends the process without a further word. Nothing of it goes on after this, whatever the provider has replaced.
 *
 * @param life - its journal, and those of the lives that end with it, say so before
 * @param after - the step that came before
 */
export function killSelf({ journal, earlier }: Pick<Life, 'journal' | 'earlier'>, after: string): never {
  for (const ended of [...earlier, { journal, lastStep: after }]) {
    ended.journal.write({ e: 'resources', peakRssBytes: peakRss() });
    ended.journal.write({ e: 'kill', after: ended.lastStep });
  }
  try {
    sendKill();
  } catch {
    // Then it survives, which the next lines report.
  }
  // The signal may take a moment to arrive.
  const until = now() + KILL_NS;
  while (now() < until);
  journal.write({ e: 'survived-kill' });
  return exit(EXIT.survivedKill);
}

/** Ends the process normally. */
export function exitNormally(life: Life): never {
  life.exit.expected = true;
  return exit(EXIT.done);
}

/**
 * The client's own way out: it asks; with S_OK it tells, shuts down and dies; otherwise it leaves the classic way. Where
 * Outlook obeys a refusal, MFCMAPI calls NotifyProcessShutdown all the same.
 *
 * @param gapMs - milliseconds between the calls; 0: all in one turn
 */
export async function leave(life: Life, gapMs: number): Promise<void> {
  const answer = query(life);
  if (answer === S_OK) {
    if (gapMs > 0) await sleep(gapMs);
    notify(life);
    if (gapMs > 0) await sleep(gapMs);
    shutDown(life);
    killSelf(life, 'leave');
  }
  if (life.plan.client === 'mfcmapi') {
    notify(life);
    if (gapMs > 0) await sleep(gapMs);
  }
  logoff(life);
  exitNormally(life);
}
