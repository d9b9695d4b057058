import type { Observation } from '../../recording/observation.js';
import { CANARY, CLASSIC_EXIT, RECONNAISSANCE } from '../../scenarios/key-scenarios.js';
import type { Scenario, Stance } from '../../scenarios/scenario.js';
import { kindsOf } from '../input/kinds.js';
import type { Shard } from '../input/shard.js';
import type { Places } from './places.js';
import { costOf, guideOf, type PlannedRun, runsForStance, runsOf, shutsDown, urgencyOf } from './plan.js';
import { RunQueue } from './run-queue.js';
import type { QueuedRun, Runner, RunResult, ScriptResult } from './run-result.js';
import { ELSEWHERE, shareOf } from './shares.js';
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
  /** The part that is played; absent or null: the whole is. */
  readonly shard?: Shard | null;
  readonly run: Runner;
  /** The runs of the random walks, if there are to be any. */
  readonly planWalks?: (stance: Stance) => Promise<readonly PlannedRun[]>;
  /** The reconnaissance is over. What this throws ends everything. */
  readonly onReconnaissance: (result: ScriptResult) => Promise<void>;
  /**
   * It is known whether the canary has hung or died, so that what shuts the provider down need not go on: it has when that was
   * said once, whatever is said later.
   */
  readonly onCanary: (isStopped: boolean) => void;
  /** Ends every run that goes on. */
  readonly abort: () => void;
  /** What is to be run, as far as it is known; null: the provider has not answered yet. */
  readonly onPlanned: (plan: Plan<Stance | 'unknown' | null>) => void;
  /** What need not be run after all, and why; none unless given. */
  readonly spared?: ReadonlyMap<PlannedRun, string>;
}

/** What is to be run. */
export interface Plan<Answer = Stance | 'unknown'> {
  readonly stance: Answer;
  /** Every run that is to take place, those that are over among them. */
  readonly planned: readonly PlannedRun[];
  /** The names of the scenarios of which other shards play a run. */
  readonly elsewhere: ReadonlySet<string>;
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
  /** The names of the scenarios of which other shards play a run. Empty where there are none. */
  readonly elsewhere: ReadonlySet<string>;
}

/**
 * Carries out a certification's runs, in stages.
 *
 * 1. The reconnaissance shows what the provider says about fast shutdown; the classic exit, which every provider must
 *    survive, goes on beside it.
 * 2. A canary shuts an opted-in provider down once, while everything that asks no shutdown of it goes on beside it.
 * 3. The rest, unless the canary hung or died.
 *
 * The quick mode begins everything when the reconnaissance is over, and gives up what shuts the provider down when the canary
 * shows that it hangs or dies.
 *
 * A shard plays its own part of that. Reconnaissance and canary, where they are another shard's, show it the way, and are
 * no results of its own.
 *
 * @param request - scenarios and how to run one
 * @returns the results
 * @throws what `onReconnaissance` or a run throws, when everything has ended
 */
export async function runStages(request: StagesRequest): Promise<StagesOutcome> {
  const { places, run, items, abort, scenarios } = request;
  const queue = new RunQueue(places, run, (planned) => urgencyOf(planned, items), abort);
  try {
    const plan = await putIn(queue, request);
    request.onCanary(false);
    const all = (await queue.finish()).filter(({ run: { guide } }) => guide !== true);
    const { stance, planned, notRun, elsewhere } = withoutSpared(plan, request);
    const results = inOrder(all, scenarios);
    const finished = new Set(results.map((result) => result.run));
    const unfinished = new Set(planned.filter((each) => !finished.has(each)).map(({ scenario }) => scenario.name));
    return { stance, results, notRun, unfinished, elsewhere };
  } catch (error) {
    abort();
    request.onCanary(false);
    await queue.settle();
    throw error;
  }
}

async function putIn(queue: RunQueue, request: StagesRequest): Promise<Plan> {
  const { seed, onPlanned, onReconnaissance } = request;
  const early = earlyOf(request);
  const { own, others, elsewhere } = early;
  onPlanned({ stance: null, planned: own, notRun: {}, elsewhere });
  const reconnaissance = await reconnoitre(queue, early);
  if (reconnaissance === null) {
    const rest = others.flatMap((scenario) => runsOf(scenario, seed));
    return { stance: 'unknown', planned: [...own, ...rest], notRun: {}, elsewhere };
  }
  await onReconnaissance(reconnaissance);
  const { stance, reason } = stanceOf(reconnaissance.observe());
  if (stance === 'unknown') {
    const notRun = { ...leftTo(elsewhere, own), ...reasons(others, reason) };
    const plan = { stance, planned: own, notRun, elsewhere };
    onPlanned(plan);
    return plan;
  }
  const { plan, later } = await planFor(stance, reconnaissance, early, request);
  onPlanned(plan);
  const stopped = await putInRest(queue, later, stance, new Set(plan.planned), request);
  if (stopped === null) return plan;
  const shorter = {
    ...plan,
    planned: plan.planned.filter((run) => !stopped.runs.includes(run)),
    notRun: { ...plan.notRun, ...reasons(scenariosOf(stopped.runs), stopped.reason) },
  };
  onPlanned(shorter);
  return shorter;
}

/** What is put in before anybody knows what the provider says. */
interface Early {
  readonly all: readonly PlannedRun[];
  /** Those of this shard. */
  readonly own: readonly PlannedRun[];
  /** The names of the scenarios of which other shards play a run. */
  readonly elsewhere: ReadonlySet<string>;
  /** The scenarios that come later. */
  readonly others: readonly Scenario[];
}

function earlyOf({ scenarios, seed, items, quick = false, shard = null }: StagesRequest): Early {
  const isEarly = ({ name }: Scenario): boolean => name === RECONNAISSANCE || (name === CLASSIC_EXIT && !quick);
  const all = scenarios.filter(isEarly).flatMap((scenario) => runsOf(scenario, seed));
  const { own, elsewhere } = shareOf(all, shard, items);
  const others = scenarios.filter((scenario) => !isEarly(scenario));
  return { all, own: all.filter((run) => own.has(run)), elsewhere, others };
}

/** Puts in what comes early; what the provider says shows before anybody reads back. Null: it was interrupted. */
async function reconnoitre(queue: RunQueue, { all, own }: Early): Promise<ScriptResult | null> {
  const first = all.find(({ scenario }) => scenario.name === RECONNAISSANCE);
  if (first === undefined) throw new Error(`the scenario ${RECONNAISSANCE} is not among those to be run`);
  const { script } = queue.add(own.includes(first) ? first : guideOf(first), { urgent: true });
  for (const run of own) if (run !== first) queue.add(run);
  return await script;
}

/** What is to be run of a provider that has answered; `later`: what of it, of any shard, comes after the early runs. */
async function planFor(
  stance: Stance,
  { loaded }: ScriptResult,
  early: Early,
  { seed, items, option, hasFarSide, shard = null, planWalks }: StagesRequest,
): Promise<{ readonly plan: Plan; readonly later: readonly PlannedRun[] }> {
  const { others } = early;
  const walks = others.some((scenario) => scenario.walks === true) ? await planWalks?.(stance) : undefined;
  const wanted = [...runsForStance(others, stance, kindsOf(loaded), seed, items, hasFarSide), ...(walks ?? [])];
  const disabled = option === 3 ? wanted.filter(shutsDown) : [];
  const later = wanted.filter((run) => !disabled.includes(run));
  const { own, elsewhere } = shareOf([...early.all, ...later], shard, items);
  const planned = [...early.own, ...later.filter((run) => own.has(run))];
  const notRun = {
    ...leftTo(elsewhere, planned),
    ...reasons(scenariosOf(disabled), 'fast shutdown is disabled by user option 3'),
  };
  return { plan: { stance, planned, notRun, elsewhere }, later };
}

function withoutSpared(plan: Plan, { spared = new Map(), onPlanned }: StagesRequest): Plan {
  if (spared.size === 0) return plan;
  const notRun = Object.fromEntries([...spared].map(([{ scenario }, reason]) => [scenario.name, reason]));
  const planned = plan.planned.filter((run) => !spared.has(run));
  const shorter = { ...plan, planned, notRun: { ...plan.notRun, ...notRun } };
  onPlanned(shorter);
  return shorter;
}

/** Why a shard does not run the scenarios of which it has no run at all. */
function leftTo(elsewhere: ReadonlySet<string>, own: readonly PlannedRun[]): Record<string, string> {
  const names = new Set(own.map(({ scenario }) => scenario.name));
  return Object.fromEntries([...elsewhere].filter((name) => !names.has(name)).map((name) => [name, ELSEWHERE]));
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
  own: ReadonlySet<PlannedRun>,
  { items, quick = false, onCanary }: Pick<StagesRequest, 'items' | 'quick' | 'onCanary'>,
): Promise<Stopped | null> {
  const shutdowns = runs.filter(shutsDown);
  const isAny = shutdowns.some((run) => own.has(run));
  const canary = stance === 'in' && isAny ? chooseCanary(shutdowns, items) : undefined;
  const played = canary === undefined || own.has(canary) ? canary : guideOf(canary);
  const canaryResult = played === undefined ? undefined : queue.add(played, { urgent: true, alone: !quick });
  // The quick mode has no time to wait for it, and is over soon whatever it shows.
  const isEarly = (run: PlannedRun): boolean => quick || !shutdowns.includes(run);
  for (const run of runs) {
    if (own.has(run) && run !== canary && isEarly(run)) queue.add(run);
  }
  const rest = shutdowns.filter((run) => run !== canary && own.has(run));
  const shown = await (quick ? canaryResult?.script.then((script) => script?.observe()) : observationOf(canaryResult));
  // Interrupted: what is put in now ends at once, and counts as unfinished.
  const stop = shown === undefined ? null : reasonToStop(shown);
  if (stop !== null) {
    onCanary(true);
    return { runs: rest, reason: `${stop} in ${canary?.scenario.name}` };
  }
  for (const run of rest) if (!isEarly(run)) queue.add(run);
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
export function inOrder<Run extends { readonly run: Pick<PlannedRun, 'identity'> }>(
  results: readonly Run[],
  scenarios: readonly Scenario[],
): readonly Run[] {
  const place = new Map(scenarios.map(({ name }, index) => [name, index]));
  const order = ({ run: { identity } }: Run): number =>
    (place.get(identity.scenario) ?? 0) * MOST_RUNS + identity.trial + (identity.control ? MOST_RUNS / 2 : 0);
  return [...results].sort((a, b) => order(a) - order(b));
}
