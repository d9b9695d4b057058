import { type Places, URGENT } from './places.js';
import type { PlannedRun } from './plan.js';
import { beginRun } from './run-places.js';
import type { QueuedRun, Runner, RunResult } from './run-result.js';

/**
 * Carries out runs, so many at once as there are places, the most urgent of those that wait first.
 */
export class RunQueue {
  readonly #run: Runner;
  readonly #urgency: (run: PlannedRun) => number;
  readonly #abort: () => void;
  readonly #places: Places;
  readonly #started: Promise<RunResult | null>[] = [];

  /**
   * @param places - which others may share
   * @param run - carries out one; it never throws, but for a defect of the harness or of the listener
   * @param urgency - the greatest of those that wait is run first
   * @param abort - called when a run throws, to end the others
   */
  constructor(places: Places, run: Runner, urgency: (run: PlannedRun) => number, abort: () => void) {
    this.#places = places;
    this.#run = run;
    this.#urgency = urgency;
    this.#abort = abort;
  }

  /**
   * Puts a run in.
   *
   * @param run - the run
   * @param manner - `urgent`: before every other one that waits
   */
  add(run: PlannedRun, manner: { readonly urgent?: boolean; readonly alone?: boolean } = {}): QueuedRun {
    const { urgent = false, alone = false } = manner;
    const urgency = urgent ? URGENT : this.#urgency(run);
    const queued = beginRun(this.#places, run, { urgency, alone }, (how) => this.#run(run, how));
    this.#started.push(queued.result);
    queued.result.catch(() => this.#abort());
    return queued;
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
