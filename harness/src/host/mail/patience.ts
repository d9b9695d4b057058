import { DEFERRED_PATIENCE_MS } from '../../life/delivery-times.js';

/** How long nothing may happen before a wait is given up, in milliseconds. */
export interface Patience {
  /** By the clock, whatever there is to wait for. */
  readonly longestMs: number;
  /** As far as this process can see, while messages have not arrived. */
  readonly leastMs: number;
  /** By the clock, while nothing but what was not to be delivered at once is missing, and a transport has it. */
  readonly deferredMs: number;
}

/** Of a process that is of one run alone: what it says is believed. By the clock it waits long: machines may be very busy. */
const ALONE: Patience = { longestMs: 16_000, leastMs: 3_000, deferredMs: DEFERRED_PATIENCE_MS };
/** Of one that lives several runs: where something has not come, the run is played again alone. */
const SHARED: Patience = { longestMs: 2_000, leastMs: 1_000, deferredMs: 2_000 };
/** And once it has waited in vain, it waits for the next ones in vain as a rule. */
const IN_VAIN: Patience = { longestMs: 500, leastMs: 250, deferredMs: 500 };

/** The patience of a process, which lives one run or several of them, one after the other. */
export class ProcessPatience {
  #isVain = false;

  /**
   * How long the next wait may take.
   *
   * @param isShared - the process lives several runs
   */
  for(isShared: boolean): Patience {
    if (!isShared) return ALONE;
    return this.#isVain ? IN_VAIN : SHARED;
  }

  /** A wait was given up. */
  wasVain(): void {
    this.#isVain = true;
  }
}
