import type { ScenarioIdentity } from '../../recording/identity.js';
import type { Life, ProviderKind, Scenario, Stance } from '../../scenarios/scenario.js';
import { callsShutdown, endOf, inControl, itemsOf } from '../../scenarios/step-facts.js';

/** One run of a scenario: its lives, the one that reads back included. */
export interface PlannedRun {
  readonly identity: ScenarioIdentity;
  readonly scenario: Scenario;
  readonly lives: readonly Life[];
  /**
   * It shows a shard what it has to know, the answer of the provider for example: another shard plays it for the record.
   */
  readonly guide?: true;
}

/** The life that reads back, after those of a scenario. */
export const READ_BACK: Life = { steps: [{ do: 'logon' }, { do: 'read-back' }, { do: 'logoff' }, { do: 'exit' }] };
const largestSeed = 2 ** 31;

/**
 * The seed of a trial: the first trial's is the certification's own, so that a trial's seed repeats it as the first.
 *
 * @param seed - of the certification, 1 to 2^31
 * @param trial - 0-based
 * @returns 1 to 2^31
 */
export function trialSeed(seed: number, trial: number): number {
  return ((seed - 1 + trial) % largestSeed) + 1;
}

/**
 * All runs of a scenario: its trials, and the null control where it has one.
 *
 * @param scenario - a client script
 * @param seed - of the certification
 * @returns the trials in their order, then the control
 */
export function runsOf(scenario: Scenario, seed: number): readonly PlannedRun[] {
  const trials = Array.from({ length: scenario.trials ?? 1 }, (_, trial) => planRun(scenario, seed, trial, false));
  return scenario.control === true ? [...trials, planRun(scenario, seed, 0, true)] : trials;
}

function planRun(scenario: Scenario, seed: number, trial: number, control: boolean): PlannedRun {
  return {
    identity: { scenario: scenario.name, control, trial, seed: trialSeed(seed, trial) },
    scenario,
    lives: [
      ...scenario.lives.map((life) => (control ? controlLife(life) : life)),
      ...(scenario.readsBack === false ? [] : [READ_BACK]),
    ],
  };
}

/** The same work and the same kill, without a word to the provider. */
function controlLife(life: Life): Life {
  return { steps: life.steps.flatMap(inControl) };
}

/**
 * Tells whether a run may call the provider's NotifyProcessShutdown or DoFastShutdown.
 *
 * @param run - a run
 * @returns true also for `leave`, which calls them when the provider agrees
 */
export function shutsDown(run: PlannedRun): boolean {
  if (run.scenario.option === 3) return false;
  return run.lives.some((life) =>
    life.steps.some((step) => callsShutdown(step, 'notify') || callsShutdown(step, 'shutdown')),
  );
}

/**
 * Tells whether a provider is told of every kill of a scenario, so that nothing may be lost in it.
 *
 * @param scenario - a client script
 * @returns false when a life ends in a kill that neither DoFastShutdown nor `leave` comes before, or in one without a word
 */
export function announcesKills(scenario: Pick<Scenario, 'unannounced' | 'lives'>): boolean {
  if (scenario.unannounced === true) return false;
  return scenario.lives.every(
    ({ steps }) =>
      !steps.some((step) => endOf(step) === 'kill') || steps.some((step) => callsShutdown(step, 'shutdown')),
  );
}

/**
 * How much work a run is, in items.
 *
 * @param run - a run
 * @param items - the configured number of items
 * @returns items worked on and read back, and a share for starting each process
 */
export function costOf(run: PlannedRun, items: number): number {
  const startItems = 100;
  const steps = run.lives.flatMap((life) => life.steps);
  return steps.reduce((sum, step) => sum + itemsOf(step, items), run.lives.length * startItems);
}

/**
 * A run as it is played by a shard that only has to know how it goes: nobody asks what it has left.
 *
 * @param run - the run as another shard plays it
 */
export function guideOf(run: PlannedRun): PlannedRun {
  if (run.scenario.readsBack === false) return { ...run, guide: true };
  return { ...run, guide: true, scenario: { ...run.scenario, readsBack: false }, lives: run.lives.slice(0, -1) };
}

/** What most mistakes show in, the first ones first. */
const LIKELY_TO_FAIL: readonly string[] = [
  'outlook-exit',
  'immediate-exit',
  'classic-exit',
  'query-only',
  'do-without-notify',
  'saves-between-calls',
  'two-sessions',
  'repeated-calls',
  'abandoned-after-notify',
  'neighbour-refuses',
  'query-refused-then-notify',
  'refused-exit',
  'classic-exit-option-3',
];
/** More than any run costs. */
const LIKELY = 1e9;

/**
 * Which run of those that wait goes first: one that is likely to fail, so that its author hears of it soon; of the others
 * the costliest, so that none of them goes on alone in the end.
 *
 * @param run - a run
 * @param items - the configured number of items
 * @returns a number; the greatest goes first
 */
export function urgencyOf(run: PlannedRun, items: number): number {
  const { scenario, trial, control } = run.identity;
  const place = control ? -1 : LIKELY_TO_FAIL.indexOf(scenario);
  // A requirement needs all trials of its scenarios: the further ones follow when each scenario had its first.
  return place === -1 ? costOf(run, items) : LIKELY - place - trial * LIKELY_TO_FAIL.length;
}

/**
 * The runs that a stance calls for, in the order in which they are to be started.
 *
 * @param scenarios - the scenarios that the selected requirements need
 * @param stance - what the provider says about fast shutdown
 * @param kinds - of the providers under test
 * @param seed - of the certification
 * @param items - the configured number of items
 * @param hasFarSide - the user has given one
 * @returns runs that mostly wait first, since they take no place; then the most urgent. Random walks are planned by
 * planWalks
 */
export function runsForStance(
  scenarios: readonly Scenario[],
  stance: Stance,
  kinds: readonly ProviderKind[],
  seed: number,
  items: number,
  hasFarSide = false,
): readonly PlannedRun[] {
  const runs = scenarios
    .filter(
      (scenario) => scenario.walks !== true && scenario.stances.includes(stance) && isFor(scenario, kinds, hasFarSide),
    )
    .flatMap((scenario) => runsOf(scenario, seed));
  const order = (run: PlannedRun): number =>
    run.scenario.idle === true ? Number.POSITIVE_INFINITY : urgencyOf(run, items);
  // The sort is stable: runs of one size keep the order of their scenarios.
  return [...runs].sort((a, b) => (order(a) === order(b) ? 0 : order(b) - order(a)));
}

function isFor(scenario: Scenario, present: readonly ProviderKind[], hasFarSide: boolean): boolean {
  const { kinds, kindsWithFarSide = [], notWith = [] } = scenario;
  if (notWith.some((kind) => present.includes(kind))) return false;
  const wanted = kinds === undefined || !hasFarSide ? kinds : [...kinds, ...kindsWithFarSide];
  return wanted === undefined || wanted.some((kind) => present.includes(kind));
}
