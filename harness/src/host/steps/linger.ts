import type { ActivityKind } from '../../recording/events.js';
import type { Occurrence } from '../activity/activity.js';
import { changesBetween, takeSnapshot } from '../activity/data-watch.js';
import type { LifeContext } from '../life-context.js';
import { sleep } from '../primordials.js';

const LOOK_EVERY_MS = 20;
/** So many connections are journalled; a provider that opens more says nothing new. */
const MOST_CONNECTIONS = 50;

/** What reaches out of the process, in words. */
const REACHING: Readonly<Partial<Record<ActivityKind, (what: string) => string>>> = {
  lookup: (what) => `${what} (its name is looked up)`,
  connection: (what) => what,
  datagram: (what) => `a UDP socket (${what})`,
  server: (what) => `a server socket (${what})`,
  process: (what) => `a child process (${what})`,
  worker: (what) => `a worker thread (${what})`,
};

/**
 * Stays alive for `ms` milliseconds after DoFastShutdown and journals what the provider still does: changes of its data
 * directory (`written`) and new connections, child processes and workers (`connected`).
 *
 * A change is journalled once for each time it is seen; its time is that of the look, which may be 20 ms late.
 */
export async function linger(life: LifeContext, ms: number): Promise<void> {
  const { journal, plan, activity } = life;
  const first = takeSnapshot(plan.dataDirectories, true);
  const start = journal.elapsed;
  const elapsed = () => journal.elapsed - start;
  activity.collect();
  let connections = 0;
  const seen = new Set<string>();
  let last = first;
  for (;;) {
    const left = ms - elapsed() / 1e6;
    if (left <= 0) break;
    await sleep(Math.min(LOOK_EVERY_MS, left));
    const now = takeSnapshot(plan.dataDirectories, false);
    const afterNs = elapsed();
    for (const { file, change } of changesBetween(last, now)) {
      seen.add(file);
      journal.write({ e: 'written', file, change, afterNs });
    }
    for (const to of activity.collect().flatMap(reachedBy)) {
      connections += 1;
      if (connections <= MOST_CONNECTIONS) journal.write({ e: 'connected', to, afterNs });
    }
    last = now;
  }
  const afterNs = elapsed();
  // What no time or size has shown, contents do.
  for (const { file, change } of changesBetween(first, takeSnapshot(plan.dataDirectories, true))) {
    if (!seen.has(file)) journal.write({ e: 'written', file, change, afterNs });
  }
}

function reachedBy({ kind, what }: Occurrence): readonly string[] {
  const words = REACHING[kind];
  return words === undefined ? [] : [words(what)];
}
