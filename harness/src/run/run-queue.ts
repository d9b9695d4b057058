import pLimit, { type LimitFunction } from 'p-limit';
import type { Observation } from '../recording/observation.js';
import type { PlannedRun } from './plan.js';

/** A run that is over. */
export interface RunResult {
  readonly run: PlannedRun;
  readonly observation: Observation;
  readonly wallMs: number;
  /** The entry points of each module that the first process came to load, in the order of the profile. */
  readonly loaded: readonly (readonly string[])[];
}

/** Runs one run to its end; null: it was interrupted, and says nothing. */
export type Runner = (run: PlannedRun) => Promise<RunResult | null>;

/**
 * Carries out runs, so many at once and no more, the costliest of those that wait first. Runs that are idle take no place.
 */
export class RunQueue {
  readonly #run: Runner;
  readonly #cost: (run: PlannedRun) => number;
  readonly #abort: () => void;
  readonly #limit: LimitFunction;
  readonly #waiting: { readonly cost: number; readonly begin: () => Promise<void> }[] = [];
  readonly #started: Promise<RunResult | null>[] = [];

  /**
   * @param jobs - how many runs at once
   * @param run - carries out one; it never throws, but for a defect of the harness or of the listener
   * @param cost - a number that grows with the length of a run
   * @param abort - called when a run throws, to end the others
   */
  constructor(jobs: number, run: Runner, cost: (run: PlannedRun) => number, abort: () => void) {
    this.#limit = pLimit(jobs);
    this.#run = run;
    this.#cost = cost;
    this.#abort = abort;
  }

  /**
   * Puts a run in.
   *
   * @param run - the run
   * @param urgent - before every other one that waits
   * @returns its result, when it is over
   */
  add(run: PlannedRun, urgent: boolean = false): Promise<RunResult | null> {
    const result = run.scenario.idle === true ? this.#run(run) : this.#enqueue(run, urgent);
    this.#started.push(result);
    result.catch(() => this.#abort());
    return result;
  }

  #enqueue(run: PlannedRun, urgent: boolean): Promise<RunResult | null> {
    return new Promise((resolve, reject) => {
      const begin = (): Promise<void> => this.#run(run).then(resolve, reject);
      const cost = urgent ? Number.POSITIVE_INFINITY : this.#cost(run);
      const place = this.#waiting.findIndex((other) => other.cost < cost);
      this.#waiting.splice(place === -1 ? this.#waiting.length : place, 0, { cost, begin });
      // Which run a free place takes is decided when it is free.
      void this.#limit(() => this.#waiting.shift()?.begin());
    });
  }

  /** Waits until every run that was put in is over, however it ended. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#started);
  }

  /**
   * Waits until every run that was put in is over.
   *
   * @returns the results of those that were not interrupted, in the order in which they were put in
   * @throws the first error of a run
   */
  async finish(): Promise<readonly RunResult[]> {
    const settled = await Promise.allSettled(this.#started);
    const results: RunResult[] = [];
    for (const outcome of settled) {
      if (outcome.status === 'rejected') throw outcome.reason;
      if (outcome.value !== null) results.push(outcome.value);
    }
    return results;
  }
}
