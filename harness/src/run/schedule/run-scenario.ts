import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { hasSecret, hideInEvent } from '../../life/secrets.js';
import { identityName } from '../../recording/identity.js';
import { farSideFile, RUN_FORMAT, type RunDescription, runFile } from '../../recording/layout.js';
import type { Observation } from '../../recording/observation.js';
import { observe } from '../../recording/observe.js';
import { readFarSide } from '../../recording/read-recording.js';
import { type Recording, scriptOf } from '../../recording/recording.js';
import { compressFolder } from '../evidence/compress-folder.js';
import { RunFarSide } from '../far-side/open-far-side.js';
import { messageOf } from '../input/configuration-error.js';
import { kindsOf } from '../input/kinds.js';
import { Medium } from '../process/medium.js';
import { removeFolder } from '../process/remove-folder.js';
import { liveScript, loadedIn } from './live.js';
import type { PlannedRun } from './plan.js';
import { isAsExpected, isAsPlanned, isShared, readBack } from './read-back.js';
import type { RunContext, RunEnvironment } from './run-environment.js';
import { alone } from './run-places.js';
import type { RunManner, Runner, RunResult } from './run-result.js';

/**
 * Carries out one run of a scenario: its lives one after the other, over the same data.
 *
 * Each is a process of its own, but for the one that reads back, and for a short script of the quick mode: these may share
 * one with other runs. What does not go as expected there is lived again alone.
 *
 * Journals and facts stay in the evidence; data and profiles are removed.
 *
 * @param run - the run
 * @param evidenceFolder - in which the run gets a folder of its own
 * @param environment - what all runs share
 * @param manner - how its last life is lived
 * @returns the result, folded; null when it was interrupted
 */
export async function runScenario(
  run: PlannedRun,
  evidenceFolder: string,
  environment: RunEnvironment,
  manner: RunManner = {},
): Promise<RunResult | null> {
  const { signal, halt } = environment;
  // Whoever plays a run alone wants just that one: a failure is confirmed, or one that shared its processes is not believed.
  if (signal.aborted || (manner.alone !== true && halt.isFor(run))) return null;
  const folder = join(evidenceFolder, identityName(run.identity));
  const outcome = await play(run, folder, environment, manner);
  if (outcome.is === 'over') return outcome.result;
  // Half a run is no evidence, and neither is one that is not believed.
  await rm(folder, { recursive: true, force: true });
  switch (outcome.is) {
    case 'interrupted':
      return null;
    case 'short-of-threads':
      return await runScenario(run, evidenceFolder, environment, manner);
    case 'doubtful':
      return await playAlone(run, evidenceFolder, environment, outcome.seen);
  }
}

/** How a run went. */
type Outcome =
  | { readonly is: 'over'; readonly result: RunResult }
  | { readonly is: 'interrupted' }
  /** One thread was not enough: from now on there are two. */
  | { readonly is: 'short-of-threads' }
  /** Only processes of its own can show whose doing it is; `seen`: what it looked like, null when it did not come to its end. */
  | { readonly is: 'doubtful'; readonly seen: Observation | null };

/** Plays a run once. Of its data and its far side nothing is left, however it went. */
async function play(run: PlannedRun, folder: string, environment: RunEnvironment, manner: RunManner): Promise<Outcome> {
  const work = newFolder(environment.workFolder);
  let farSide: RunFarSide | null = null;
  let medium: Medium | null = null;
  try {
    farSide = await openFarSide(run, folder, work, environment);
    medium = await openMedium(run, work, environment);
    const played = manner.alone === true ? byItself(run) : run;
    return await playLives(run, { run: played, folder, work, environment, farSide, medium }, manner);
  } finally {
    medium?.close();
    await farSide?.abandon();
    // What stays is in the temporary folder, which is tried once more at the end.
    await removeFolder(work).catch(() => {});
  }
}

/** Lives all lives of a run, that which reads back among them, and observes them. */
async function playLives(run: PlannedRun, begun: RunContext, manner: RunManner): Promise<Outcome> {
  const { environment, folder } = begun;
  const { signal, threads } = environment;
  const startedAt = performance.now();
  const { context, lives, readsBack, isBroken } = await liveScript(begun);
  if (!signal.aborted) {
    if (isBroken === true) return { is: 'doubtful', seen: null };
    if (threads.wereMissing(lives)) return { is: 'short-of-threads' };
  }
  const loaded = loadedIn(lives);
  const script = scriptOf(run.scenario, context.run.lives);
  const soFar = { ...run.identity, script, lives, farSide: [] };
  manner.onScript?.(signal.aborted ? null : { run, loaded, observe: () => observe(soFar) });
  const farSide = await keepFarSide(context, loaded);
  const last = readsBack ? await readBack({ ...context, farSide }, lives, manner) : null;
  await farSide?.close();
  if (signal.aborted) return { is: 'interrupted' };
  if (readsBack && last === null) return { is: 'doubtful', seen: null };
  const wallMs = performance.now() - startedAt;
  const all = { ...run.identity, script, lives: last === null ? lives : [...lives, last.life] };
  const observation = await complete(folder, all, wallMs, environment, last?.observation ?? null);
  if (all.lives.some(isShared) && !isBelieved(observation)) return { is: 'doubtful', seen: observation };
  if (last !== null && threads.wereMissing([last.life])) return { is: 'doubtful', seen: null };
  return { is: 'over', result: { run, observation, wallMs, loaded } };
}

/** The far side of a run that has a transport, and of one with a far side of the user's own; any other has had no part in it. */
async function keepFarSide(
  { farSide, environment, folder }: RunContext,
  loaded: RunResult['loaded'],
): Promise<RunFarSide | null> {
  // When the run began nobody knew that nobody would talk to it.
  if (farSide === null || environment.farSide !== null || !hasNoTransport(loaded, environment)) return farSide;
  await farSide.abandon();
  await rm(farSideFile(folder), { force: true });
  return null;
}

function hasNoTransport(loaded: RunResult['loaded'], { subject }: RunEnvironment): boolean {
  return loaded.length === subject.modules.length && !kindsOf(loaded).includes('transport');
}

/**
 * Plays a run once more, each of its lives in a process of its own.
 *
 * @param seen - what it looked like before; null: nobody knows
 * @returns the result; null: it was interrupted, or nobody would learn anything from it
 */
async function playAlone(
  run: PlannedRun,
  evidenceFolder: string,
  environment: RunEnvironment,
  seen: Observation | null,
): Promise<RunResult | null> {
  const { halt, doubts, places, items } = environment;
  if (await halt.isDecidedFor(run)) return null;
  const play: Runner = (each, how) => runScenario(each, evidenceFolder, environment, how);
  if (seen === null || doubts === null) return await alone(play, places)(run);
  // What the others come to, and the likeliest of those that went wrong, may say enough of the rest.
  const playDoubtful: Runner = async (each, how) => (doubts.spares(each, seen) ? null : await play(each, how));
  return await alone(playDoubtful, places, doubts.urgencyOf(run, seen, items))(run);
}

/** Whether what lives have shown that shared their processes is all that could be wished. */
function isBelieved(observation: Observation): boolean {
  return isAsExpected(observation) && observation.lives.every((life) => !isShared(life) || isAsPlanned(life));
}

/** The same run, with each life in a process of its own. */
function byItself(run: PlannedRun): PlannedRun {
  const { together: _, ...scenario } = run.scenario;
  return { ...run, scenario };
}

/** A folder that nobody has, whose name does not say which scenario is played in it. */
function newFolder(parent: string): string {
  for (;;) {
    const path = join(parent, randomBytes(4).toString('hex'));
    if (!existsSync(path)) return path;
  }
}

async function openMedium(
  { scenario }: PlannedRun,
  work: string,
  { leftovers, runtime }: RunEnvironment,
): Promise<Medium | null> {
  return scenario.medium === undefined ? null : await Medium.open(scenario.medium, work, leftovers, runtime);
}

/** Until it is known that there is no transport, there may be one. */
async function openFarSide(
  { scenario }: PlannedRun,
  folder: string,
  work: string,
  { kinds, farSide, items }: RunEnvironment,
): Promise<RunFarSide | null> {
  if (farSide === null && kinds()?.includes('transport') === false) return null;
  await mkdir(folder, { recursive: true });
  return await RunFarSide.open(farSide, folder, work, scenario.sessions ?? 1, items);
}

/** Observes a run whose lives are over, unless that is done, and leaves its folder as it is to be read. */
async function complete(
  folder: string,
  run: Omit<Recording, 'farSide'>,
  wallMs: number,
  { keeping, secrets }: RunEnvironment,
  observed: Observation | null,
): Promise<Observation> {
  const { scenario, control, trial, seed, script, lives } = run;
  try {
    const farSide = farSideFile(folder);
    if (secrets.length > 0 && existsSync(farSide)) await hideInLines(farSide, secrets);
    const observation = observed ?? observe({ ...run, farSide: readFarSide(farSide) });
    if (keeping.isKept) await compressFolder(folder);
    const files = await sizesIn(folder);
    const identity = { scenario, control, trial, seed };
    const description: RunDescription = {
      format: RUN_FORMAT,
      ...identity,
      script,
      lives: lives.length,
      wallMs,
      files,
    };
    await writeFile(runFile(folder), `${JSON.stringify(description, null, 2)}\n`);
    return observation;
  } catch (error) {
    const journalError = `${runFile(folder)} could not be written: ${messageOf(error)}`;
    const lost = lives.map(({ facts }) => ({ facts: { ...facts, journalError }, events: [] }));
    return observe({ ...run, lives: lost, farSide: [] });
  }
}

/** What the far side has received may have a secret in it, as a provider sends it. */
async function hideInLines(file: string, secrets: readonly string[]): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (!hasSecret(text, secrets)) return;
  const lines = text.split('\n').filter((line) => line !== '');
  await writeFile(file, lines.map((line) => `${JSON.stringify(hideInEvent(JSON.parse(line), secrets))}\n`).join(''));
}

async function sizesIn(folder: string): Promise<Record<string, number>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [] : [entry.name])).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).size] as const)),
  );
}
