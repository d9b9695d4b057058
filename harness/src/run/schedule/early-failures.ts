import type { Finding, Requirement } from '../../catalogue/requirement.js';
import type { Observation } from '../../recording/observation.js';
import type { Scenario } from '../../scenarios/scenario.js';
import { RANDOM_WALKS } from '../../scenarios/walks.js';
import type { PlannedRun } from './plan.js';
import type { Runner, RunResult } from './run-result.js';
import { inOrder, type Plan } from './stages.js';

/** What is watched for failures, and who hears of them. */
export interface EarlyRequest {
  /** All that are selected: also those that may explain others. */
  readonly requirements: readonly Requirement[];
  readonly scenarios: readonly Scenario[];
  /** Judges some requirements by some runs; a failure that one of these requirements explains is inconclusive. */
  readonly judge: (
    requirements: readonly Requirement[],
    observations: readonly Observation[],
    plan: Plan,
  ) => readonly Finding[];
  /** Called once for each requirement that is broken. */
  readonly onFailing: (finding: Finding) => void;
}

/**
 * Tells of a failure as soon as the runs so far show it.
 *
 * A requirement is judged when all runs that it needs are over. One that judges whatever is run is besides judged by each
 * run as it ends: what is broken there stays broken. It is told when no other one explains it: those that might are waited
 * for. What is judged by the clock, and random walks, must be seen again before anybody can say that it is broken.
 */
export class EarlyFailures {
  readonly #request: EarlyRequest;
  /** By id. */
  readonly #requirements: ReadonlyMap<string, Requirement>;
  /** Those that are to be judged yet. */
  readonly #open: Set<Requirement>;
  /** Broken, and not told yet: another may explain it. */
  readonly #broken = new Set<Requirement>();
  readonly #results: RunResult[] = [];
  readonly #finished = new Set<PlannedRun>();
  /** What no requirement was judged by yet. */
  #news: RunResult[] = [];
  #plan: Plan | null = null;

  constructor(request: EarlyRequest) {
    const { requirements } = request;
    this.#request = request;
    this.#requirements = new Map(requirements.map((requirement) => [requirement.id, requirement]));
    this.#open = new Set(
      requirements.filter(({ timed, scenarios }) => timed !== true && !scenarios.includes(RANDOM_WALKS)),
    );
  }

  /**
   * It is known what is to be run, or what is left of that.
   *
   * @param plan - with the answer of the provider
   */
  planned(plan: Plan): void {
    this.#plan = plan;
    this.#look(plan);
  }

  /**
   * Looks at what each run shows.
   *
   * @param run - carries out a run
   * @returns the same, looked at
   */
  around(run: Runner): Runner {
    return async (planned, manner) => {
      const result = await run(planned, manner);
      if (result === null) return null;
      this.#results.push(result);
      this.#news.push(result);
      this.#finished.add(result.run);
      // Before the provider has answered nobody knows what applies to it.
      if (this.#plan !== null) this.#look(this.#plan);
      return result;
    };
  }

  #look(plan: Plan): void {
    for (const { observation } of this.#news) {
      const all = [...this.#open].filter(({ suffices }) => suffices !== undefined);
      if (all.length === 0) break;
      for (const { id } of this.#request.judge(all, [observation], plan).filter(isBroken)) this.#breaks(id);
    }
    this.#news = [];
    const missing = this.#missing(plan);
    const complete = [...this.#open].filter((requirement) => hasAll(requirement, requirement.scenarios, missing));
    for (const requirement of complete) this.#open.delete(requirement);
    if (complete.length > 0) {
      for (const { id } of this.#judge(complete, plan).filter(isBroken)) this.#breaks(id);
    }
    this.#tell(plan, missing);
  }

  #breaks(id: string): void {
    const requirement = this.#requirements.get(id);
    if (requirement === undefined) return;
    this.#open.delete(requirement);
    this.#broken.add(requirement);
  }

  /** Tells of what is broken and that nothing else can explain any more. */
  #tell(plan: Plan, missing: Missing): void {
    const ripe = [...this.#broken].filter((requirement) =>
      this.#causesOf(requirement, plan).every((cause) => hasAll(cause, cause.suffices ?? cause.scenarios, missing)),
    );
    if (ripe.length === 0) return;
    const ids = new Set(ripe.map(({ id }) => id));
    const findings = this.#judge([...new Set([...ripe, ...ripe.flatMap((each) => this.#causesOf(each, plan))])], plan);
    for (const requirement of ripe) this.#broken.delete(requirement);
    for (const finding of findings) {
      if (ids.has(finding.id) && isBroken(finding)) this.#request.onFailing(finding);
    }
  }

  /** Those that apply to the provider. */
  #causesOf({ explainedBy }: Requirement, { stance }: Plan): readonly Requirement[] {
    const causes = explainedBy.flatMap((id) => this.#requirements.get(id) ?? []);
    return stance === 'unknown' ? causes : causes.filter(({ stances }) => stances.includes(stance));
  }

  #missing({ planned }: Plan): Missing {
    const left = planned.filter((run) => !this.#finished.has(run)).map(({ identity }) => identity);
    return {
      told: new Set(left.filter(({ control }) => !control).map(({ scenario }) => scenario)),
      controls: new Set(left.filter(({ control }) => control).map(({ scenario }) => scenario)),
    };
  }

  #judge(requirements: readonly Requirement[], plan: Plan): readonly Finding[] {
    const observations = inOrder(this.#results, this.#request.scenarios).map(({ observation }) => observation);
    return this.#request.judge(requirements, observations, plan);
  }
}

/** The scenarios of which a run is not over: of those that play it all, and of null controls. */
interface Missing {
  readonly told: ReadonlySet<string>;
  readonly controls: ReadonlySet<string>;
}

/** Whether all runs of these scenarios are over; of null controls, where the requirement compares with them. */
function hasAll({ controls }: Requirement, scenarios: readonly string[], missing: Missing): boolean {
  return scenarios.every((name) => !missing.told.has(name) && !(controls === true && missing.controls.has(name)));
}

function isBroken({ status }: Finding): boolean {
  return status === 'fail' || status === 'warn';
}
