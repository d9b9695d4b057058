import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LifePlan } from '../../life/life-plan.js';
import { readJournal } from '../../recording/journal-file.js';
import { factsFile, journalFile, planFile } from '../../recording/layout.js';
import type { LifeFacts, LifeRecording } from '../../recording/recording.js';
import { redactProfile, redactText } from '../folders/redact.js';
import { removeFolder } from '../folders/remove-folder.js';
import { messageOf } from '../input/configuration-error.js';
import { factsOf, runLife } from '../process/run-life.js';
import { secondOutcome } from '../process/second-instance.js';
import { URGENT } from './places.js';
import { type PlannedRun, READ_BACK } from './plan.js';
import { itemsUpTo, planLife, type Running, secondOf, secondPlanFile } from './plan-life.js';

/** More time for lives of transports, in milliseconds: for waiting until nothing moves, and for each message. */
const DELIVERY_MS = 20_000;
const MS_PER_DELIVERY = 25;
/** No walk takes longer than this, besides what the provider's shutdown may take; in milliseconds. */
const STARTING_MS = 3_000;

/** What the lives of a script have left. */
export interface LivedScript {
  readonly running: Running;
  readonly lives: readonly LifeRecording[];
  /** The life that reads back is still to come. */
  readonly readsBack: boolean;
}

/** All lives but the one that reads back in the end. */
export async function liveScript(started: Running): Promise<LivedScript> {
  const { surroundings } = started;
  const lives: LifeRecording[] = [];
  let hung = 0;
  let running = started;
  for (let life = 0; life < running.run.lives.length; life += 1) {
    if (running.run.lives[life] === READ_BACK) return { running, lives, readsBack: true };
    const recording = await live(running, life, lives);
    lives.push(recording);
    // What comes after a walk that went wrong shows less than the walk itself.
    if (endsChain(running.run, recording, surroundings.budgetMs))
      running = { ...running, run: cutAfter(running.run, life) };
    const { timedOut, spawnError, journalError } = recording.facts;
    hung += timedOut ? 1 : 0;
    // What follows a life that nothing is known of says nothing; and no run is worth more than two watchdogs, or than
    // one for a module that did not come to be loaded.
    if (timedOut && (hung === 2 || loadedIn(lives).length < surroundings.subject.modules.length)) break;
    if (spawnError !== null || journalError !== null || surroundings.signal.aborted) break;
  }
  return { running, lives, readsBack: false };
}

export async function live(running: Running, life: number, before: readonly LifeRecording[]): Promise<LifeRecording> {
  const { run, folder, work, surroundings, farSide, medium } = running;
  const { hostFile, budgetMs, compileCache, leftovers, signal, subject } = surroundings;
  const script = run.lives[life];
  if (script !== undefined) await farSide?.beginLife(life, script);
  medium?.repair();
  // Where the next life is lived beside this one, this one's process is going to start it.
  const next = run.lives[life + 1]?.beside === true ? planLife(running, life + 1, before) : null;
  const plan = { ...planLife(running, life, before), second: next === null ? null : secondOf(running, next) };
  const itemsSoFar = itemsUpTo(run, life, surroundings.items);
  const deliveryMs = farSide === null ? 0 : DELIVERY_MS + MS_PER_DELIVERY * itemsSoFar;
  const facts = await prepare(plan, folder, work, life)
    .then(async () => {
      const shared = await liveShared(running, plan, itemsSoFar);
      if (shared !== null) return shared;
      if (next !== null) await writeFile(secondPlanFile(work), JSON.stringify(next));
      if (script?.beside === true) return await factsOf(await secondOutcome(secondOf(running, plan)), plan, medium);
      // Whoever shares a process waits for a place together with the others; now it needs one of its own.
      const inOwnPlace = run.scenario.together === undefined || script === READ_BACK;
      const start = (): Promise<LifeFacts> =>
        runLife({
          plan,
          planFile: join(work, 'plan.json'),
          hostFile,
          cwd: work,
          budgetMs,
          itemsSoFar,
          deliveryMs,
          medium,
          compileCache,
          leftovers,
          signal,
        });
      return await (inOwnPlace ? start() : surroundings.places.take(URGENT, start));
    })
    .catch((error: unknown) => notStarted(messageOf(error)));
  const shown = subject.modules.reduce((text, { profile }) => redactText(text, profile), facts.stderrTail);
  return await keep({ ...facts, stderrTail: shown }, folder, life);
}

/** A life that others share a process with; null: it has to be lived alone, and nothing is there of it. */
async function liveShared(running: Running, plan: LifePlan, items: number): Promise<LifeFacts | null> {
  const { run, folder, work, surroundings, farSide, medium } = running;
  const { together } = run.scenario;
  const own = farSide === null && medium === null && plan.life === 0;
  if (together === undefined || !own || !surroundings.scripts[together].isOpen) return null;
  const facts = await surroundings.scripts[together].add({ plan, planFile: join(work, 'plan.json'), cwd: work, items });
  if (facts !== null) return facts;
  await rm(journalFile(folder, plan.life), { force: true });
  await removeFolder(work);
  await prepare(plan, folder, work, plan.life);
  return null;
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

export async function prepare(plan: LifePlan, folder: string, work: string, life: number): Promise<void> {
  if (life === 0) {
    const folders = [folder, work, plan.profileDirectory, ...plan.dataDirectories];
    for (const path of folders) await mkdir(path, { recursive: true });
  }
  const providers = plan.providers.map((each) => ({ ...each, profile: redactProfile(each.profile) }));
  const shown: LifePlan = { ...plan, providers };
  await writeFile(planFile(folder, life), `${JSON.stringify(shown, null, 2)}\n`);
}

export async function keep(facts: LifeFacts, folder: string, life: number): Promise<LifeRecording> {
  const journal = journalFile(folder, life);
  let kept = facts;
  try {
    if (!existsSync(journal)) await writeFile(journal, '');
    await writeFile(factsFile(folder, life), `${JSON.stringify(kept, null, 2)}\n`);
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
