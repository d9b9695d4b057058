import { EXIT } from '../../life/exit-codes.js';
import { type EarlierLife, noteLaterChanges } from '../earlier-life.js';
import type { Journal } from '../journal.js';
import { exit, killAtOnce, now, peakRss } from '../primordials.js';

/** The life that a kill ends, and the lives that end with it. */
export interface DyingLife {
  readonly journal: Journal;
  readonly earlier: readonly EarlierLife[];
}

/** How long the kill may take, in nanoseconds. */
const KILL_NS = 1_000_000_000n;

/**
 * Ends the process without a further word. Nothing of it goes on after this, whatever the provider has replaced.
 *
 * @param life - its journal, and those of the lives that end with it, say so before
 * @param after - the step that came before
 */
export function killSelf({ journal, earlier }: DyingLife, after: string): never {
  noteLaterChanges(earlier);
  for (const ended of [...earlier, { journal, lastStep: after }]) {
    ended.journal.write({ e: 'resources', peakRssBytes: peakRss() });
    ended.journal.write({ e: 'kill', after: ended.lastStep });
  }
  try {
    killAtOnce();
  } catch {
    // Then it survives, which the next lines report.
  }
  // The signal may take a moment to arrive.
  const until = now() + KILL_NS;
  while (now() < until);
  journal.write({ e: 'survived-kill' });
  return exit(EXIT.survivedKill);
}
