import type { Observation } from '../../recording/observation.js';
import { inPlace, withoutPlace } from './in-place.js';
import { type Places, URGENT } from './places.js';
import type { PlannedRun } from './plan.js';

/** A run that is over. */
export interface RunResult {
  readonly run: PlannedRun;
  readonly observation: Observation;
  readonly wallMs: number;
  /** The entry points of each module that the first process came to load, in the order of the profile. */
  readonly loaded: readonly (readonly string[])[];
}

/** What is known of a run when only the life that reads back is missing. */
export interface ScriptResult extends Pick<RunResult, 'run' | 'loaded'> {
  /** What the lives so far show. */
  readonly observe: () => Observation;
}

/** How a run is carried out. */
export interface RunManner {
  /** Called once, when the lives of the script are over: reading back takes a place of its own. Null: interrupted. */
  readonly onScript?: (result: ScriptResult | null) => void;
  /** Each of its lives has a process of its own, also the one that reads back, at once. */
  readonly alone?: boolean;
}

/** Runs one run to its end; null: it was interrupted, and says nothing. */
export type Runner = (run: PlannedRun, manner?: RunManner) => Promise<RunResult | null>;

/** A run that was put in. */
export interface QueuedRun {
  /** What the lives of its script show, before anybody has read back; null: it was interrupted. */
  readonly script: Promise<ScriptResult | null>;
  readonly result: Promise<RunResult | null>;
}

/**
 * Carries out runs, so many at once as there are places, the most urgent of those that wait first. Runs that are idle take
 * no place; those that are lived together take one for all.
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
    const start = (onScript: (result: ScriptResult | null) => void): Promise<RunResult | null> =>
      this.#run(run, { onScript, alone });
    const queued =
      run.scenario.idle === true || run.scenario.together !== undefined
        ? withoutPlace(start)
        : inPlace(this.#places, urgent ? URGENT : this.#urgency(run), start);
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
