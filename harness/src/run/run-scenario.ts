import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { LifePlan } from '../life/life-plan.js';
import { identityName } from '../recording/identity.js';
import { readJournal } from '../recording/journal-file.js';
import { factsFile, farSideFile, journalFile, planFile, type RunDescription, runFile } from '../recording/layout.js';
import { observe } from '../recording/observe.js';
import { readFarSide } from '../recording/read-recording.js';
import type { LifeFacts, LifeRecording, Recording } from '../recording/recording.js';
import { messageOf } from './configuration-error.js';
import { Medium } from './medium.js';
import { RunFarSide } from './open-far-side.js';
import type { PlannedRun } from './plan.js';
import { itemsUpTo, planLife, type Running, type Surroundings, secondOf, secondPlanFile } from './plan-life.js';
import { redactProfile, redactText } from './redact.js';
import { removeFolder } from './remove-folder.js';
import { factsOf, runLife } from './run-life.js';
import type { RunResult } from './run-queue.js';
import { secondOutcome } from './second-instance.js';

/** More time for lives of transports, in milliseconds: for waiting until nothing moves, and for each message. */
const DELIVERY_MS = 20_000;
const MS_PER_DELIVERY = 25;
/** No walk takes longer than this, besides what the provider's shutdown may take; in milliseconds. */
const STARTING_MS = 3_000;

/**
 * Carries out one run of a scenario: each life in a process of its own, one after the other, over the same data.
 *
 * Journals and facts stay in the evidence; data and profiles are removed.
 *
 * @param run - the run
 * @param evidenceFolder - in which the run gets a folder of its own
 * @param surroundings - the rest
 * @returns the result, folded; null when it was interrupted
 */
export async function runScenario(
  run: PlannedRun,
  evidenceFolder: string,
  surroundings: Surroundings,
): Promise<RunResult | null> {
  const { signal, workFolder } = surroundings;
  if (signal.aborted) return null;
  const startedAt = performance.now();
  const name = identityName(run.identity);
  const folder = join(evidenceFolder, name);
  const work = freePath(join(workFolder, name));
  let farSide: RunFarSide | null = null;
  let medium: Medium | null = null;
  try {
    farSide = await openFarSide(run, folder, work, surroundings);
    medium = await openMedium(run, work, surroundings);
    const lives = await liveAll({ run, folder, work, surroundings, farSide, medium });
    await farSide?.close();
    farSide = null;
    if (signal.aborted) {
      // Half a run is no evidence.
      await rm(folder, { recursive: true, force: true });
      return null;
    }
    const recording = await complete(run, folder, lives);
    return {
      run,
      observation: observe(recording),
      wallMs: performance.now() - startedAt,
      loaded: loadedIn(recording.lives),
    };
  } finally {
    medium?.close();
    await farSide?.abandon();
    // What stays is in the temporary folder, which is tried once more at the end.
    await removeFolder(work).catch(() => {});
  }
}

/** The data of an earlier run of the same name may not have gone. */
function freePath(path: string): string {
  let free = path;
  for (let count = 2; existsSync(free); count += 1) free = `${path}-${count}`;
  return free;
}

async function openMedium({ scenario }: PlannedRun, work: string, { leftovers }: Surroundings): Promise<Medium | null> {
  return scenario.medium === undefined ? null : await Medium.open(scenario.medium, work, leftovers);
}

/** Until it is known that there is no transport, there may be one. */
async function openFarSide(
  { scenario }: PlannedRun,
  folder: string,
  work: string,
  { kinds, farSide, items }: Surroundings,
): Promise<RunFarSide | null> {
  if (farSide === null && kinds()?.includes('transport') === false) return null;
  await mkdir(folder, { recursive: true });
  return await RunFarSide.open(farSide, folder, work, scenario.sessions ?? 1, items);
}

async function liveAll(started: Running): Promise<readonly LifeRecording[]> {
  const { surroundings } = started;
  const lives: LifeRecording[] = [];
  let hung = 0;
  let running = started;
  for (let life = 0; life < running.run.lives.length; life += 1) {
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
  return lives;
}

async function live(running: Running, life: number, before: readonly LifeRecording[]): Promise<LifeRecording> {
  const { run, folder, work, surroundings, farSide, medium } = running;
  const { hostFile, budgetMs, leftovers, signal, subject } = surroundings;
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
      if (next !== null) await writeFile(secondPlanFile(work), JSON.stringify(next));
      if (script?.beside === true) return await factsOf(await secondOutcome(secondOf(running, plan)), plan, medium);
      return await runLife({
        plan,
        planFile: join(work, 'plan.json'),
        hostFile,
        cwd: work,
        budgetMs,
        itemsSoFar,
        deliveryMs,
        medium,
        leftovers,
        signal,
      });
    })
    .catch((error: unknown) => notStarted(messageOf(error)));
  const shown = subject.modules.reduce((text, { profile }) => redactText(text, profile), facts.stderrTail);
  const recording = await keep({ ...facts, stderrTail: shown }, folder, life);
  return run.scenario.walks === true ? { ...recording, steps: plan.steps } : recording;
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

async function prepare(plan: LifePlan, folder: string, work: string, life: number): Promise<void> {
  if (life === 0) {
    const folders = [folder, work, plan.profileDirectory, ...plan.dataDirectories];
    for (const path of folders) await mkdir(path, { recursive: true });
  }
  const providers = plan.providers.map((each) => ({ ...each, profile: redactProfile(each.profile) }));
  const shown: LifePlan = { ...plan, providers };
  await writeFile(planFile(folder, life), `${JSON.stringify(shown, null, 2)}\n`);
}

async function keep(facts: LifeFacts, folder: string, life: number): Promise<LifeRecording> {
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

async function complete(run: PlannedRun, folder: string, lives: readonly LifeRecording[]): Promise<Recording> {
  const description: RunDescription = { ...run.identity, lives: lives.length };
  const recording: Recording = { ...run.identity, lives, farSide: [] };
  try {
    await writeFile(runFile(folder), `${JSON.stringify(description, null, 2)}\n`);
    return { ...recording, farSide: readFarSide(farSideFile(folder)) };
  } catch (error) {
    const journalError = `${runFile(folder)} could not be written: ${messageOf(error)}`;
    return { ...recording, lives: lives.map(({ facts }) => ({ facts: { ...facts, journalError }, events: [] })) };
  }
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
function loadedIn(lives: readonly LifeRecording[]): readonly (readonly string[])[] {
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
