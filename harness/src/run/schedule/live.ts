import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DEFERRED_PATIENCE_MS } from '../../life/delivery-times.js';
import type { LifePlan } from '../../life/life-plan.js';
import { readJournal } from '../../recording/journal-file.js';
import { factsFile, journalFile, planFile } from '../../recording/layout.js';
import type { LifeFacts, LifeRecording } from '../../recording/recording.js';
import { keepData } from '../evidence/keep-data.js';
import { messageOf } from '../input/configuration-error.js';
import { redactProfile } from '../input/redact.js';
import { removeFolder } from '../process/remove-folder.js';
import { factsOf, runLife, writePlan } from '../process/run-life.js';
import { secondOutcome } from '../process/second-instance.js';
import { type PlannedRun, READ_BACK } from './plan.js';
import { itemsUpTo, planLife, plansBeside, secondOf, secondPlanFile } from './plan-life.js';
import type { RunContext } from './run-environment.js';
import { liveInPlace } from './run-places.js';
import type { TogetherPool } from './together-pool.js';

/** More time for lives of transports, in milliseconds: for waiting until nothing moves, and for each message. */
const DELIVERY_MS = 30_000;
const MS_PER_DELIVERY = 25;
/** No walk takes longer than this, besides what the provider's shutdown may take; in milliseconds. */
const STARTING_MS = 3_000;

/** What the lives of a script have left. */
export interface LivedScript {
  readonly context: RunContext;
  readonly lives: readonly LifeRecording[];
  /** The life that reads back is still to come. */
  readonly readsBack: boolean;
  /** A process that lived others as well did not end as planned, and has changed the data. */
  readonly isBroken?: true;
}

/**
 * Lives all lives of a script, one after the other, but the one that reads back in the end.
 *
 * @param started - the run, of which nothing has been lived yet
 * @returns the lives, and the run as it has become: a walk that went wrong ends it
 */
export async function liveScript(started: RunContext): Promise<LivedScript> {
  const { environment } = started;
  const lives: LifeRecording[] = [];
  let hung = 0;
  let context = started;
  for (let life = 0; life < context.run.lives.length; life += 1) {
    if (context.run.lives[life] === READ_BACK) return { context, lives, readsBack: true };
    const recording = await live(context, life, lives);
    if (recording === null) return { context, lives, readsBack: false, isBroken: true };
    lives.push(recording);
    // What comes after a walk that went wrong shows less than the walk itself.
    if (endsChain(context.run, recording, environment.budgetMs))
      context = { ...context, run: cutAfter(context.run, life) };
    const { timedOut, spawnError, journalError } = recording.facts;
    hung += timedOut ? 1 : 0;
    // What follows a life that nothing is known of says nothing; and no run is worth more than two watchdogs, or than
    // one for a module that did not come to be loaded.
    if (timedOut && (hung === 2 || loadedIn(lives).length < environment.subject.modules.length)) break;
    if (spawnError !== null || journalError !== null || environment.signal.aborted) break;
    // It is going to be played again.
    if (environment.threads.wereMissing([recording])) break;
  }
  return { context, lives, readsBack: false };
}

/**
 * Lives one life: together with those of other runs where that is possible, otherwise by a process of its own.
 *
 * @param context - the run
 * @param life - 0-based
 * @param before - what the lives before have left
 * @returns what it has left; a process that could not be started has a `spawnError`. Null: a process that lived others as well
 * did not end as planned, and the data is not as the lives before have left it
 */
export async function live(
  context: RunContext,
  life: number,
  before: readonly LifeRecording[],
): Promise<LifeRecording | null> {
  const { run, folder, work, environment, farSide, medium } = context;
  const { hostFile, runtime, budgetMs, compileCache, leftovers, signal, debugging } = environment;
  const onDebugger =
    debugging?.isFor(run.identity) === true ? (url: string) => debugging.onWaiting(run, life, url) : undefined;
  const script = run.lives[life];
  if (script !== undefined) await farSide?.beginLife(life, script);
  medium?.repair();
  // Where the next lives are lived beside this one, this one's process is going to start them.
  const others = script?.beside === true ? [] : plansBeside(context, life, before);
  const plan = { ...planLife(context, life, before), seconds: others.map((other) => secondOf(context, other)) };
  const itemsSoFar = itemsUpTo(run, life, environment.items);
  const lateMs = comesAfterDeferred(run, life) ? DEFERRED_PATIENCE_MS : 0;
  const deliveryMs = farSide === null ? 0 : deliveryTime(itemsSoFar) + lateMs;
  const pool = poolOf(context, plan);
  const facts = await prepare(plan, folder, work, life)
    .then(async (): Promise<LifeFacts | null> => {
      for (const other of others) await writePlan(secondPlanFile(work, other), other, runtime);
      if (pool !== null) {
        const shared = await liveShared(pool, context, plan, itemsSoFar);
        // What a process has left that did not end as planned can be begun anew, and not put back.
        if (shared !== null || life > 0 || (await environment.halt.isDecidedFor(run))) return shared;
      }
      if (script?.beside === true)
        return await factsOf(await secondOutcome(secondOf(context, plan), runtime), plan, medium, runtime);
      return await liveInPlace(environment.places, run, script, () =>
        runLife({
          plan,
          planFile: join(work, 'plan.json'),
          hostFile,
          cwd: work,
          runtime,
          budgetMs,
          itemsSoFar,
          deliveryMs,
          medium,
          compileCache,
          leftovers,
          signal,
          ...(onDebugger === undefined ? {} : { onDebugger }),
        }),
      );
    })
    .catch((error: unknown) => notStarted(messageOf(error)));
  return facts === null ? null : await keep(facts, context, plan);
}

/** Where a life is lived together with others; null: by itself. */
function poolOf({ run, environment, medium }: RunContext, plan: LifePlan): TogetherPool | null {
  const { together, idle = false } = run.scenario;
  if (together === undefined || medium !== null) return null;
  const script = run.lives[plan.life];
  if (script === READ_BACK || script?.kill !== undefined || script?.beside === true) return null;
  if (environment.debugging?.isFor(run.identity) === true) return null;
  const pool = (idle ? environment.waiting : environment.scripts)[together];
  return pool.isOpen ? pool : null;
}

/** A life that others share a process with; null: it did not end as planned, and of a first life nothing is there. */
async function liveShared(
  pool: TogetherPool,
  { folder, work }: RunContext,
  plan: LifePlan,
  items: number,
): Promise<LifeFacts | null> {
  const facts = await pool.add({ plan, planFile: join(work, 'plan.json'), cwd: work, items }, plan.lives > 2);
  if (facts !== null || plan.life > 0) return facts;
  await rm(journalFile(folder, plan.life), { force: true });
  await removeFolder(work);
  await prepare(plan, folder, work, plan.life);
  return null;
}

/** Whether a life before this one has sent mail that is not to be delivered at once. */
function comesAfterDeferred({ lives }: PlannedRun, life: number): boolean {
  return lives.slice(0, life).some(({ steps }) => steps.some((step) => step.do === 'work' && step.deferred === true));
}

/** How much more time a life is given that may wait for deliveries, in milliseconds. */
export function deliveryTime(items: number): number {
  return DELIVERY_MS + MS_PER_DELIVERY * items;
}

/** Whether a random walk broke off, or took longer than any shutdown may. */
function endsChain({ scenario }: PlannedRun, { facts }: LifeRecording, budgetMs: number): boolean {
  if (scenario.walks !== true) return false;
  const ended = facts.exitCode === 0 || facts.signal === 'SIGKILL' || facts.platform === 'win32';
  return !ended || facts.forced || facts.wallMs > budgetMs + STARTING_MS;
}

/** The same lives up to this one, and the one that reads back. */
function cutAfter(run: PlannedRun, life: number): PlannedRun {
  return { ...run, lives: [...run.lives.slice(0, life + 1), ...run.lives.slice(life + 1).slice(-1)] };
}

/**
 * Makes the folders of a run before its first life, and leaves the plan of a life in the evidence, without secrets.
 *
 * @param plan - of the life
 * @param folder - of the run's evidence
 * @param work - of the run's data
 * @param life - 0-based
 */
export async function prepare(plan: LifePlan, folder: string, work: string, life: number): Promise<void> {
  if (life === 0) {
    const folders = [folder, work, plan.profileDirectory, ...plan.dataDirectories];
    for (const path of folders) await mkdir(path, { recursive: true });
  }
  const providers = plan.providers.map((each) => ({ ...each, profile: redactProfile(each.profile) }));
  const shown: LifePlan = { ...plan, providers };
  await writeFile(planFile(folder, life), `${JSON.stringify(shown, null, 2)}\n`);
}

/**
 * Leaves the facts of a life in the evidence, and what its data directories have in them, and reads its journal.
 *
 * @param facts - what the parent saw
 * @param context - the run
 * @param plan - of the life
 */
export async function keep(
  facts: LifeFacts,
  { folder, medium, environment: { keeping, secrets } }: RunContext,
  { life, dataDirectories }: LifePlan,
): Promise<LifeRecording> {
  const journal = journalFile(folder, life);
  let kept = facts;
  try {
    if (!existsSync(journal)) await writeFile(journal, '');
    await writeFile(factsFile(folder, life), `${JSON.stringify(kept, null, 2)}\n`);
    if (keeping.isKept) {
      const directories = dataDirectories.map((path) => ({ name: basename(path), path: medium?.seen(path) ?? path }));
      await keepData({ folder, life, directories, copies: keeping.data, secrets });
    }
  } catch (error) {
    kept = { ...kept, journalError: kept.journalError ?? messageOf(error) };
  }
  return { facts: kept, events: existsSync(journal) ? readJournal(journal) : [] };
}

function notStarted(spawnError: string): LifeFacts {
  return {
    pid: null,
    exitCode: null,
    signal: null,
    timedOut: false,
    forced: false,
    killPlanned: false,
    gone: true,
    wallMs: 0,
    spawnError,
    journalError: null,
    stdoutBytes: 0,
    stderrBytes: 0,
    stderrTail: '',
    dataBytes: 0,
    platform: process.platform,
  };
}

/** The entry points of each module that the first life came to load. */
export function loadedIn(lives: readonly LifeRecording[]): readonly (readonly string[])[] {
  const loaded: (readonly string[])[] = [];
  try {
    for (const event of lives[0]?.events ?? []) {
      if (event.e === 'loaded') loaded.push(event.entryPoints);
      else if (event.e !== 'start') break;
    }
  } catch {
    // A journal that can't be read: the observation says so.
  }
  return loaded;
}
