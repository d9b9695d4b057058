import type { Observation } from '../../recording/observation.js';
import { CANARY, CLASSIC_EXIT, RECONNAISSANCE } from '../../scenarios/key-scenarios.js';
import type { Scenario, Stance } from '../../scenarios/scenario.js';
import { kindsOf } from '../input/kinds.js';
import type { Places } from './places.js';
import { costOf, type PlannedRun, runsForStance, runsOf, shutsDown, urgencyOf } from './plan.js';
import { RunQueue } from './run-queue.js';
import type { QueuedRun, Runner, RunResult, ScriptResult } from './run-result.js';
import { reasonToStop, stanceOf } from './stance.js';

/** More runs than a scenario ever has. */
const MOST_RUNS = 1_000_000;

/** What is to be run, and how. */
export interface StagesRequest {
  /** The scenarios that the selected requirements need, the reconnaissance among them. */
  readonly scenarios: readonly Scenario[];
  readonly seed: number;
  readonly items: number;
  /** Where the processes run. */
  readonly places: Places;
  /** The user option that holds where a scenario prescribes none. */
  readonly option: 1 | 2 | 3;
  /** Nobody waits for more of the canary than that its shutdown came to its end. */
  readonly quick?: boolean;
  /** The user has given a far side. */
  readonly hasFarSide?: boolean;
  readonly run: Runner;
  /** The runs of the random walks, if there are to be any. */
  readonly planWalks?: (stance: Stance) => Promise<readonly PlannedRun[]>;
  /** The reconnaissance is over. What this throws ends everything. */
  readonly onReconnaissance: (result: ScriptResult) => Promise<void>;
  /** Ends every run that goes on. */
  readonly abort: () => void;
  /** What is to be run, as far as it is known; null: the provider has not answered yet. */
  readonly onPlanned: (plan: Plan<Stance | 'unknown' | null>) => void;
}

/** What is to be run. */
export interface Plan<Answer = Stance | 'unknown'> {
  readonly stance: Answer;
  /** Every run that is to take place, those that are over among them. */
  readonly planned: readonly PlannedRun[];
  /** By the name of a scenario: why it is not run although it is needed. */
  readonly notRun: Readonly<Record<string, string>>;
}

/** What was run. */
export interface StagesOutcome {
  readonly stance: Stance | 'unknown';
  /** In the order of the scenarios; without the runs that were interrupted. */
  readonly results: readonly RunResult[];
  /** By the name of a scenario: why it was not run although it was needed. */
  readonly notRun: Readonly<Record<string, string>>;
  /** The names of the scenarios of which a run was interrupted or not begun. Empty: nothing was interrupted. */
  readonly unfinished: ReadonlySet<string>;
}

/**
 * Carries out a certification's runs, in stages.
 *
 * 1. The reconnaissance shows what the provider says about fast shutdown; the classic exit, which every provider must
 *    survive, goes on beside it.
 * 2. A canary shuts an opted-in provider down once, while everything that asks no shutdown of it goes on beside it.
 * 3. The rest, unless the canary hung or died.
 *
 * @param request - scenarios and how to run one
 * @returns the results
 * @throws what `onReconnaissance` or a run throws, when everything has ended
 */
export async function runStages(request: StagesRequest): Promise<StagesOutcome> {
  const { places, run, items, abort, scenarios } = request;
  const queue = new RunQueue(places, run, (planned) => urgencyOf(planned, items), abort);
  try {
    const { stance, planned, notRun } = await putIn(queue, request);
    const results = inOrder(await queue.finish(), scenarios);
    const finished = new Set(results.map((result) => result.run));
    const unfinished = new Set(planned.filter((each) => !finished.has(each)).map(({ scenario }) => scenario.name));
    return { stance, results, notRun, unfinished };
  } catch (error) {
    abort();
    await queue.settle();
    throw error;
  }
}

async function putIn(queue: RunQueue, request: StagesRequest): Promise<Plan> {
  const { scenarios, seed, items, option, hasFarSide, quick = false, onPlanned, onReconnaissance } = request;
  const isEarly = ({ name }: Scenario): boolean => name === RECONNAISSANCE || name === CLASSIC_EXIT;
  const early = scenarios.filter(isEarly).flatMap((scenario) => runsOf(scenario, seed));
  const others = scenarios.filter((scenario) => !isEarly(scenario));
  onPlanned({ stance: null, planned: early, notRun: {} });
  const added = early.map((run) => queue.add(run, { urgent: run.scenario.name === RECONNAISSANCE }));
  // What the provider says shows before anybody reads back.
  const reconnaissance = await added[early.findIndex(({ scenario }) => scenario.name === RECONNAISSANCE)]?.script;
  if (reconnaissance === undefined) throw new Error(`the scenario ${RECONNAISSANCE} is not among those to be run`);
  if (reconnaissance === null) {
    return {
      stance: 'unknown',
      planned: [...early, ...others.flatMap((scenario) => runsOf(scenario, seed))],
      notRun: {},
    };
  }
  await onReconnaissance(reconnaissance);
  const { stance, reason } = stanceOf(reconnaissance.observe());
  if (stance === 'unknown') {
    const plan = { stance, planned: early, notRun: reasons(others, reason) };
    onPlanned(plan);
    return plan;
  }
  const walks = others.some((scenario) => scenario.walks === true) ? await request.planWalks?.(stance) : undefined;
  const kinds = kindsOf(reconnaissance.loaded);
  const wanted = [...runsForStance(others, stance, kinds, seed, items, hasFarSide), ...(walks ?? [])];
  const disabled = option === 3 ? wanted.filter(shutsDown) : [];
  const planned = [...early, ...wanted.filter((run) => !disabled.includes(run))];
  const notRun = reasons(scenariosOf(disabled), 'fast shutdown is disabled by user option 3');
  const plan = { stance, planned, notRun };
  onPlanned(plan);
  const stopped = await putInRest(queue, planned.slice(early.length), stance, { items, quick });
  if (stopped === null) return plan;
  const left = planned.filter((run) => !stopped.runs.includes(run));
  const shorter = {
    stance,
    planned: left,
    notRun: { ...notRun, ...reasons(scenariosOf(stopped.runs), stopped.reason) },
  };
  onPlanned(shorter);
  return shorter;
}

/** What the canary kept from being run. */
interface Stopped {
  readonly runs: readonly PlannedRun[];
  readonly reason: string;
}

async function putInRest(
  queue: RunQueue,
  runs: readonly PlannedRun[],
  stance: Stance,
  { items, quick }: { readonly items: number; readonly quick: boolean },
): Promise<Stopped | null> {
  const shutdowns = runs.filter(shutsDown);
  const canary = stance === 'in' ? chooseCanary(shutdowns, items) : undefined;
  const canaryResult = canary === undefined ? undefined : queue.add(canary, { urgent: true, alone: !quick });
  for (const run of runs) {
    if (!shutdowns.includes(run)) queue.add(run);
  }
  const rest = shutdowns.filter((run) => run !== canary);
  const shown = await (quick ? canaryResult?.script.then((script) => script?.observe()) : observationOf(canaryResult));
  // Interrupted: what is put in now ends at once, and counts as unfinished.
  const stop = shown === undefined ? null : reasonToStop(shown);
  if (stop !== null) return { runs: rest, reason: `${stop} in ${canary?.scenario.name}` };
  for (const run of rest) queue.add(run);
  return null;
}

async function observationOf(queued: QueuedRun | undefined): Promise<Observation | undefined> {
  return (await queued?.result)?.observation;
}

function reasons(scenarios: readonly Scenario[], reason: string): Record<string, string> {
  return Object.fromEntries(scenarios.map(({ name }) => [name, `not run: ${reason}`]));
}

function scenariosOf(runs: readonly PlannedRun[]): readonly Scenario[] {
  return [...new Set(runs.map(({ scenario }) => scenario))];
}

function chooseCanary(shutdowns: readonly PlannedRun[], items: number): PlannedRun | undefined {
  const usual = shutdowns.find(({ identity }) => identity.scenario === CANARY && identity.trial === 0);
  if (usual !== undefined) return usual;
  const others = shutdowns.filter(({ scenario }) => scenario.idle !== true);
  return [...others].sort((a, b) => costOf(a, items) - costOf(b, items))[0];
}

/**
 * The results in the order of the scenarios, each with its trials and then its control.
 *
 * @param results - in any order
 * @param scenarios - all that were to be run
 */
export function inOrder(results: readonly RunResult[], scenarios: readonly Scenario[]): readonly RunResult[] {
  const place = new Map(scenarios.map(({ name }, index) => [name, index]));
  const order = ({ run: { identity } }: RunResult): number =>
    (place.get(identity.scenario) ?? 0) * MOST_RUNS + identity.trial + (identity.control ? MOST_RUNS / 2 : 0);
  return [...results].sort((a, b) => order(a) - order(b));
}
