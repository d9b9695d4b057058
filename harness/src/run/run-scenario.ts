import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { LifePlan } from '../life/life-plan.js';
import { identityName } from '../recording/identity.js';
import { readJournal } from '../recording/journal-file.js';
import { factsFile, journalFile, planFile, type RunDescription, runFile } from '../recording/layout.js';
import { observe } from '../recording/observe.js';
import type { LifeFacts, LifeRecording, Recording } from '../recording/recording.js';
import type { ClientName } from '../scenarios/scenario.js';
import { messageOf } from './configuration-error.js';
import type { Leftovers } from './leftovers.js';
import { type PlannedRun, RECONNAISSANCE } from './plan.js';
import { redactProfile, redactText } from './redact.js';
import type { ResolvedProvider } from './resolve-provider.js';
import { runLife } from './run-life.js';
import type { RunResult } from './run-queue.js';

/** What all runs of a certification share. */
export interface Surroundings {
  readonly provider: ResolvedProvider;
  readonly hostFile: string;
  /** The temporary folder, in which each run has one of its own for its data. */
  readonly workFolder: string;
  readonly option: 1 | 2 | 3;
  readonly regFile: string | null;
  readonly client: ClientName;
  readonly items: number;
  readonly budgetMs: number;
  readonly profile: Readonly<Record<string, string>>;
  readonly leftovers: Leftovers;
  readonly signal: AbortSignal;
}

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
  const work = join(workFolder, name);
  try {
    const lives = await liveAll(run, folder, work, surroundings);
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
      entryPoints: entryPointsOf(recording.lives),
    };
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function liveAll(
  run: PlannedRun,
  folder: string,
  work: string,
  surroundings: Surroundings,
): Promise<readonly LifeRecording[]> {
  const lives: LifeRecording[] = [];
  let hung = 0;
  for (let life = 0; life < run.lives.length; life += 1) {
    const recording = await live(run, life, folder, work, surroundings);
    lives.push(recording);
    const { timedOut, spawnError, journalError } = recording.facts;
    hung += timedOut ? 1 : 0;
    // What follows a life that nothing is known of says nothing; and no run is worth more than two watchdogs, or than
    // one for a module that did not come to be loaded.
    if (timedOut && (hung === 2 || entryPointsOf(lives) === null)) break;
    if (spawnError !== null || journalError !== null || surroundings.signal.aborted) break;
  }
  return lives;
}

async function live(
  run: PlannedRun,
  life: number,
  folder: string,
  work: string,
  surroundings: Surroundings,
): Promise<LifeRecording> {
  const { hostFile, budgetMs, leftovers, signal, profile } = surroundings;
  const plan = planLife(run, life, folder, work, surroundings);
  const facts = await prepare(plan, folder, work, life)
    .then(() => runLife({ plan, planFile: join(work, 'plan.json'), hostFile, cwd: work, budgetMs, leftovers, signal }))
    .catch((error: unknown) => notStarted(messageOf(error)));
  const shown = { ...facts, stderrTail: redactText(facts.stderrTail, profile) };
  return await keep(shown, folder, life);
}

function planLife(run: PlannedRun, life: number, folder: string, work: string, surroundings: Surroundings): LifePlan {
  const { identity, scenario } = run;
  const { provider, client, items, profile } = surroundings;
  // The reconnaissance must hear the provider's own answer, which option 3 would not ask for.
  const asked = identity.scenario === RECONNAISSANCE && surroundings.option === 3 ? 1 : undefined;
  const prescribed = scenario.option ?? asked;
  return {
    scenario: scenario.name,
    life,
    lives: run.lives.length,
    control: identity.control,
    steps: run.lives[life]?.steps ?? [],
    seed: identity.seed,
    items,
    providerUrl: provider.url,
    providerName: provider.name,
    journalFile: journalFile(folder, life),
    earlierJournals: Array.from({ length: life }, (_, earlier) => journalFile(folder, earlier)),
    profileDirectory: join(work, 'profile'),
    dataDirectories: Array.from({ length: scenario.sessions ?? 1 }, (_, session) => join(work, `data-${session + 1}`)),
    option: prescribed ?? surroundings.option,
    regFile: prescribed === undefined ? surroundings.regFile : null,
    client,
    companions: scenario.companions ?? [],
    profile,
  };
}

async function prepare(plan: LifePlan, folder: string, work: string, life: number): Promise<void> {
  if (life === 0) {
    const folders = [folder, work, plan.profileDirectory, ...plan.dataDirectories];
    for (const path of folders) await mkdir(path, { recursive: true });
  }
  const shown: LifePlan = { ...plan, profile: redactProfile(plan.profile) };
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
  const recording: Recording = { ...run.identity, lives };
  try {
    await writeFile(runFile(folder), `${JSON.stringify(description, null, 2)}\n`);
    return recording;
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

function entryPointsOf(lives: readonly LifeRecording[]): readonly string[] | null {
  try {
    for (const event of lives[0]?.events ?? []) {
      if (event.e === 'loaded') return event.entryPoints;
      if (event.e !== 'start') return null;
    }
  } catch {
    // A journal that can't be read: the observation says so.
  }
  return null;
}
