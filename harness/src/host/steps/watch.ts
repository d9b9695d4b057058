import type { StepOf } from '../../scenarios/step-kinds.js';
import { changesBetween, takeSnapshot } from '../activity/data-watch.js';
import { readStatus } from '../activity/status-watch.js';
import { Tally } from '../activity/tally.js';
import type { LifeContext } from '../life-context.js';
import { sleep } from '../primordials.js';

const LOOK_EVERY_MS = 20;
const LOOKS_PER_SLICE = 5;
/**
 * On a machine so busy that its timers come late, watching ends after this many times the time that was asked for: before
 * the two seconds are over after which the SDK's providers give up waiting for the shutdown.
 */
const LONGEST = 1.9;

/**
 * Stays alive and counts what the provider does meanwhile: `activity` for each thing that went on, then `watched`.
 *
 * Time is counted in looks, of 20 ms and as much more as the machine is late: what is late with the harness is late with the
 * provider, so that a share of the looks is the same share of the provider's work on any machine.
 */
export async function watch(life: LifeContext, { ms, span }: StepOf<'watch'>): Promise<void> {
  const { journal, plan, activity } = life;
  const tally = new Tally();
  const start = journal.elapsed;
  const elapsedMs = (): number => (journal.elapsed - start) / 1e6;
  const planned = Math.ceil(ms / LOOK_EVERY_MS);
  activity.collect();
  let files = takeSnapshot(plan.dataDirectories, false);
  let status = readStatus(life);
  let looks = 0;
  while (looks < planned) {
    await sleep(LOOK_EVERY_MS);
    if (elapsedMs() > LONGEST * ms) break;
    const slice = Math.floor(looks / LOOKS_PER_SLICE);
    looks += 1;
    for (const occurrence of activity.collect()) tally.add(occurrence, slice);
    const [filesNow, statusNow] = [takeSnapshot(plan.dataDirectories, false), readStatus(life)];
    for (const { file } of changesBetween(files, filesNow)) {
      tally.add({ kind: 'data', what: file, repeats: false }, slice);
    }
    for (const [row, text] of statusNow) {
      if (status.get(row) !== text) tally.add({ kind: 'status', what: row, repeats: false }, slice);
    }
    [files, status] = [filesNow, statusNow];
  }
  for (const entry of tally.entries) journal.write({ e: 'activity', span, ...entry });
  journal.write({ e: 'watched', span, ms: elapsedMs(), slices: Math.floor(looks / LOOKS_PER_SLICE) });
}
