import { constants } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { journalFile } from '../../recording/layout.js';
import type { Observation, ObservedLife } from '../../recording/observation.js';
import { observe } from '../../recording/observe.js';
import { type LifeRecording, scriptOf } from '../../recording/recording.js';
import { isRealMail } from '../../scenarios/step-facts.js';
import { kindsOf } from '../input/kinds.js';
import { removeFolder } from '../process/remove-folder.js';
import { deliveryTime, keep, live, loadedIn, prepare } from './live.js';
import { READ_BACK } from './plan.js';
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
 * @returns the last life; null: the process that read others as well did not end as planned, and the run is to be played again
 */
export async function readBack(
  context: RunContext,
  before: readonly LifeRecording[],
  { alone = false }: RunManner,
): Promise<ReadBack | null> {
  if (!alone && canShare(context, before)) {
    // What has gone to a far side cannot be put back.
    if (context.farSide !== null) return await readOnce(context, before);
    const shared = await readTogether(context, before);
    if (shared !== null) return shared;
  }
  const life = await live(context, before.length, before);
  if (life === null) throw new Error('a life that reads back by itself shares no process');
  return { life, observation: null };
}

/** Whether nothing but its own data tells this run from others. */
function canShare({ run, environment, medium }: RunContext, before: readonly LifeRecording[]): boolean {
  const { readings, subject, items } = environment;
  if (environment.debugging?.isFor(run.identity) === true) return false;
  // A control loses what it is there to lose.
  if (!readings.isOpen || run.identity.control || medium !== null) return false;
  const loaded = loadedIn(before);
  if (loaded.length < subject.modules.length) return false;
  // What a transport still delivers is waited for, one run after the other: only where few processes are worth more than time.
  if (kindsOf(loaded).includes('transport') && !readings.gathers) return false;
  if (before.some(({ facts }) => facts.timedOut || facts.spawnError !== null || facts.journalError !== null))
    return false;
  // Real mail is much to be read as well, and goes on while others are still at work. What was sent takes long to be sent
  // again, as it would have to be where one of the others has lost something.
  if (run.lives.some(({ steps }) => steps.some(isRealMail))) return false;
  return itemsUpTo(run, before.length, items) <= MOST_ITEMS;
}

/** Null: the process did not end as planned. */
async function readOnce(context: RunContext, before: readonly LifeRecording[]): Promise<ReadBack | null> {
  const { run, folder, work, environment, farSide } = context;
  const plan = planLife(context, before.length, before);
  await farSide?.beginLife(before.length, READ_BACK);
  await prepare(plan, folder, work, before.length);
  const items = itemsUpTo(run, before.length, environment.items);
  const facts = await environment.readings.add({
    plan,
    planFile: join(work, 'plan.json'),
    cwd: work,
    items,
    deliveryMs: deliveryTime(items),
  });
  return facts === null ? null : { life: await keep(facts, context, plan), observation: null };
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
      // Where lives of the script were others' as well, to read it again shows nothing: the run is in doubt as a whole.
      const isBelieved = !isShared(recording) || isAsExpected(observation);
      if (isBelieved || before.some(isShared)) return { life: recording, observation };
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

/** Whether a life had its process together with others. */
export function isShared({ facts }: Pick<LifeRecording, 'facts'>): boolean {
  return facts.livedTogether !== undefined;
}

/** Whether everything is there as it must be, and the life that read it back had nothing else to say. */
export function isAsExpected({ lives, ledger }: Observation): boolean {
  const last = lives.at(-1);
  if (last === undefined || last.ending !== 'exited' || !ledger.readBackComplete || ledger.counts.length > 0)
    return false;
  const references = last.references;
  if (references === null || references.violations.length + references.leaks.length > 0) return false;
  return conspicuous(last).every((list) => list.length === 0);
}

/**
 * Whether nothing of a life can be the doing of the lives that it shared its process with: it has come to its end, and there
 * is nothing to be said against it.
 */
export function isAsPlanned(life: ObservedLife): boolean {
  if (life.ending !== 'killed' && life.ending !== 'exited') return false;
  const told = life.clientCalls.filter(({ method }) => TOLD.some((name) => method.endsWith(name)));
  if (told.some(({ hr }) => hr !== 0)) return false;
  return [...conspicuous(life), life.connected].every((list) => list.length === 0);
}

const TOLD = ['NotifyProcessShutdown', 'DoFastShutdown'] as const;

/** Warnings are about the client, which is the harness. */
function conspicuous(life: ObservedLife): readonly (readonly unknown[])[] {
  return [life.problems, life.uncaught, life.refused, life.supportCalls, life.written];
}
