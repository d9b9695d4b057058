import { constants } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { journalFile } from '../../recording/layout.js';
import type { Observation } from '../../recording/observation.js';
import { observe } from '../../recording/observe.js';
import { type LifeRecording, scriptOf } from '../../recording/recording.js';
import { kindsOf } from '../input/kinds.js';
import { removeFolder } from '../process/remove-folder.js';
import { keep, live, loadedIn, prepare } from './live.js';
import { itemsUpTo, planLife } from './plan-life.js';
import type { RunContext } from './run-environment.js';
import type { RunManner } from './run-result.js';

/** Where there is more to be read than this, the start of a process is not what costs. */
const MOST_ITEMS = 1_000;

/** The life that has read a run back. */
export interface ReadBack {
  readonly life: LifeRecording;
  /** What the run shows with it; null: nobody has looked yet. */
  readonly observation: Observation | null;
}

/**
 * Lives the life that reads a run back, by a process that knows nothing of the lives before.
 *
 * As a rule that process reads several runs back, one after the other. It is believed only when it finds everything as it
 * must be; otherwise the data is put back as the script had left it, and a process of the run's own reads it.
 *
 * @param context - the run, whose script is over
 * @param before - its lives
 * @param manner - whether it is read alone
 * @returns the last life
 */
export async function readBack(
  context: RunContext,
  before: readonly LifeRecording[],
  { alone = false }: RunManner,
): Promise<ReadBack> {
  const shared = !alone && canShare(context, before) ? await readTogether(context, before) : null;
  return shared ?? { life: await live(context, before.length, before), observation: null };
}

/** Whether nothing but its own data tells this run from others. */
function canShare({ run, environment, farSide, medium }: RunContext, before: readonly LifeRecording[]): boolean {
  const { readings, subject, items } = environment;
  if (environment.debugging?.isFor(run.identity) === true) return false;
  // A control loses what it is there to lose.
  if (!readings.isOpen || run.identity.control || farSide !== null || medium !== null) return false;
  const loaded = loadedIn(before);
  if (loaded.length < subject.modules.length || kindsOf(loaded).includes('transport')) return false;
  if (before.some(({ facts }) => facts.timedOut || facts.spawnError !== null || facts.journalError !== null))
    return false;
  return itemsUpTo(run, before.length, items) <= MOST_ITEMS;
}

/** Null: it has to be read alone. */
async function readTogether(context: RunContext, before: readonly LifeRecording[]): Promise<ReadBack | null> {
  const { run, folder, work, environment } = context;
  const life = before.length;
  const copy = `${work}.before`;
  try {
    await cp(work, copy, COPYING);
  } catch {
    // What cannot be copied, as a socket, cannot be put back.
    await removeFolder(copy).catch(() => {});
    return null;
  }
  try {
    const plan = planLife(context, life, before);
    await prepare(plan, folder, work, life);
    const items = itemsUpTo(run, life, environment.items);
    const script = scriptOf(run.scenario, run.lives);
    const facts = await environment.readings.add({ plan, planFile: join(work, 'plan.json'), cwd: work, items });
    if (facts !== null) {
      const recording = await keep(facts, context, plan);
      const observation = observe({ ...run.identity, script, lives: [...before, recording], farSide: [] });
      if (isAsExpected(observation)) return { life: recording, observation };
      environment.readings.noteUnexpected();
    }
    await rm(journalFile(folder, life), { force: true });
    await removeFolder(work);
    await rename(copy, work);
    return null;
  } finally {
    await removeFolder(copy).catch(() => {});
  }
}

const COPYING = {
  recursive: true,
  preserveTimestamps: true,
  verbatimSymlinks: true,
  mode: constants.COPYFILE_FICLONE,
} as const;

/** Whether everything is there as it must be, and the life that read it back had nothing else to say. */
export function isAsExpected({ lives, ledger }: Observation): boolean {
  const last = lives.at(-1);
  if (last === undefined || last.ending !== 'exited' || !ledger.readBackComplete || ledger.counts.length > 0)
    return false;
  const references = last.references;
  if (references === null || references.violations.length + references.leaks.length > 0) return false;
  // Warnings are about the client, which is the harness.
  const conspicuous = [last.problems, last.uncaught, last.refused, last.supportCalls, last.written];
  return conspicuous.every((list) => list.length === 0);
}
