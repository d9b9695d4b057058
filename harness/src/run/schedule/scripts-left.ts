import type { PlannedRun } from './plan.js';
import type { RunManner, Runner } from './run-result.js';
import type { TogetherPool } from './together-pool.js';

/** So many runs of the quick mode are read back while others go on; fewer wait for more. */
const ENOUGH = 6;

/**
 * Has the quick mode read back in as few processes as can be: it is over before anybody asks what a single run came to. When
 * all scripts are over, nobody else comes to be read back, and whoever waits goes on.
 */
export class ScriptsLeft {
  readonly #over = new Set<PlannedRun>();
  readonly #readings: TogetherPool;
  #planned: readonly PlannedRun[] | null = null;

  /**
   * @param readings - has runs read back
   * @param signal - ends the certification: nobody waits any more
   */
  constructor(readings: TogetherPool, signal: AbortSignal) {
    this.#readings = readings;
    readings.gather(ENOUGH);
    signal.addEventListener('abort', () => readings.noMore());
  }

  /**
   * It is known what is to be run, or what is left of that.
   *
   * @param runs - all of them, those that are over among them
   */
  planned(runs: readonly PlannedRun[]): void {
    this.#planned = runs;
    this.#look();
  }

  /**
   * Sees when the script of each run is over, however it ended.
   *
   * @param run - carries out a run
   * @returns the same, looked at
   */
  around(run: Runner): Runner {
    return async (planned, manner) => {
      const onScript: RunManner['onScript'] = (result) => {
        this.#ends(planned);
        manner?.onScript?.(result);
      };
      try {
        return await run(planned, { ...manner, onScript });
      } finally {
        this.#ends(planned);
      }
    };
  }

  #ends(run: PlannedRun): void {
    this.#over.add(run);
    this.#look();
  }

  #look(): void {
    if (this.#planned?.every((run) => this.#over.has(run)) === true) this.#readings.noMore();
  }
}
