import { type PlannedRun, shutsDown } from './plan.js';

/**
 * Keeps what shuts a provider down from being played again, or any further, once the canary has shown that it hangs or dies.
 */
export class Halt {
  #isOn = false;
  #decide: () => void = () => {};
  readonly #decided: Promise<void>;

  /**
   * @param isBeside - others go on beside the canary: those that go wrong wait for what it shows
   */
  constructor(isBeside: boolean) {
    this.#decided = isBeside
      ? new Promise((resolve) => {
          this.#decide = resolve;
        })
      : Promise.resolve();
  }

  /**
   * It is known what the canary has shown.
   *
   * @param isOn - the provider hangs, or dies
   */
  decide(isOn: boolean): void {
    this.#isOn ||= isOn;
    this.#decide();
  }

  /** Whether a run, or what is left of it, is not to be played any more, as far as is known. */
  isFor(run: PlannedRun): boolean {
    return this.#isOn && shutsDown(run);
  }

  /** Whether a run that went wrong beside the canary is not to be played again. */
  async isDecidedFor(run: PlannedRun): Promise<boolean> {
    if (shutsDown(run)) await this.#decided;
    return this.isFor(run);
  }
}
