import type { Finding, Requirement } from '../../catalogue/requirement.js';
import { type DurabilityId, durabilityOf } from '../../catalogue/rules/losses.js';
import { identityName } from '../../recording/identity.js';
import type { Observation } from '../../recording/observation.js';
import type { Scenario } from '../../scenarios/scenario.js';
import { LAST } from './places.js';
import { type PlannedRun, urgencyOf } from './plan.js';
import type { Runner, RunResult } from './run-result.js';
import { inOrder, type Plan } from './stages.js';

/** What doubtful runs are weighed by. */
export interface DoubtsRequest {
  /** All that are selected. */
  readonly requirements: readonly Requirement[];
  readonly scenarios: readonly Scenario[];
  /** Judges requirements by runs; a failure that another one of them explains is inconclusive. */
  readonly judge: (
    requirements: readonly Requirement[],
    observations: readonly Observation[],
    plan: Plan,
  ) => readonly Finding[];
}

/** Why a run is not played again. */
const EXPLAINED = 'not run alone: a failure explains what it has shown beside others';
/** More than the urgency of any run. */
const OWN = 1e10;

/**
 * Spares the quick mode what it would learn nothing from.
 *
 * A run that did not go as it must beside others is believed only when it is seen alone. Where a failure that is certain
 * explains all that it has shown, nobody would learn anything: it is not played again, and counts as not played at all. But
 * for the runs by which the requirement that fails is judged itself.
 */
export class Doubts {
  readonly #request: DoubtsRequest;
  readonly #certain: RunResult[] = [];
  readonly #spared = new Map<PlannedRun, string>();
  #plan: Plan | null = null;

  constructor(request: DoubtsRequest) {
    this.#request = request;
  }

  /** The runs that are not played again, and why. */
  get spared(): ReadonlyMap<PlannedRun, string> {
    return this.#spared;
  }

  /**
   * It is known what is to be run, or what is left of that.
   *
   * @param plan - with the answer of the provider
   */
  planned(plan: Plan): void {
    this.#plan = plan;
  }

  /**
   * Looks at what each run shows in the end: that is certain.
   *
   * @param run - carries out a run
   * @returns the same, looked at
   */
  around(run: Runner): Runner {
    return async (planned, manner) => {
      const result = await run(planned, manner);
      if (result !== null) this.#certain.push(result);
      return result;
    };
  }

  /**
   * Whether a run need not be played again. What was said once holds.
   *
   * @param run - which one
   * @param seen - what it has shown beside others
   */
  spares(run: PlannedRun, seen: Observation): boolean {
    if (this.#plan === null || wroteLate(seen) || !this.#isExplained(run, seen, this.#plan)) return false;
    this.#spared.set(run, EXPLAINED);
    return true;
  }

  /**
   * Which of the doubtful runs goes first: one by which the very requirement is judged that its losses are about, since
   * that failure explains those of others.
   *
   * @param run - which one
   * @param seen - what it has shown beside others
   * @param items - the configured number of items
   * @returns the greatest goes first
   */
  urgencyOf(run: PlannedRun, seen: Observation, items: number): number {
    const lost = new Set<string>(lostIn(seen));
    const isOwn = this.#request.requirements.some(
      ({ id, scenarios }) => lost.has(id) && scenarios.includes(run.scenario.name),
    );
    return LAST + urgencyOf(run, items) + (isOwn ? OWN : 0);
  }

  /** Whether failures that are certain explain all that a run has shown. */
  #isExplained(run: PlannedRun, seen: Observation, plan: Plan): boolean {
    const { requirements } = this.#request;
    const { name } = run.scenario;
    const without = { ...plan, notRun: { ...plan.notRun, [name]: 'not run' } };
    const known = this.#judge(this.#certain, without).filter(isBroken);
    // What is judged by the clock is certain only when it is seen again, and a warning leaves the verdict open.
    const timed = new Set(requirements.filter((each) => each.timed === true).map(({ id }) => id));
    const failed = known.filter(({ id, status }) => status === 'fail' && !timed.has(id));
    if (failed.length === 0) return false;
    const together = this.#judge([...this.#certain, { run, observation: seen }], plan);
    const told = new Set(known.map(({ id }) => id));
    if (together.some((finding) => isBroken(finding) && !told.has(finding.id))) return false;
    const shows = new Set(requirements.filter(({ scenarios }) => scenarios.includes(name)).map(({ id }) => id));
    const shown = together.filter(
      ({ id, explainedBy, violations }) =>
        violations.some((each) => each.run === identityName(run.identity)) || (shows.has(id) && explainedBy.length > 0),
    );
    const causes = new Set<string>([
      ...shown.flatMap(({ id, explainedBy }) => (explainedBy.length === 0 ? [id] : explainedBy)),
      ...lostIn(seen),
    ]);
    const explaining = new Set(failed.map(({ id }) => id).filter((id) => causes.has(id)));
    // How much is broken, and in which of its runs, the requirement that fails says as a whole.
    const isOwn = requirements.some(
      (each) => explaining.has(each.id) && each.suffices === undefined && shows.has(each.id),
    );
    return explaining.size > 0 && !isOwn;
  }

  #judge(results: readonly Pick<RunResult, 'run' | 'observation'>[], plan: Plan): readonly Finding[] {
    const { requirements, scenarios, judge } = this.#request;
    return judge(
      requirements,
      inOrder(results, scenarios).map(({ observation }) => observation),
      plan,
    );
  }
}

/** It shows what explains a failure, and not only what a failure explains: the clue has to be seen alone. */
function wroteLate({ lives }: Observation): boolean {
  return lives.some(({ written }) => written.length > 0);
}

/** What the losses of a run are about. */
function lostIn({ ledger }: Observation): readonly DurabilityId[] {
  return ledger.counts.map(({ kind, category }) => durabilityOf(kind, category));
}

function isBroken({ status }: Finding): boolean {
  return status === 'fail' || status === 'warn';
}
