import type { CertificationReport } from '../../report/report.js';

/** What a watch does, round for round. */
export interface WatchActions {
  /** A round begins: the files that are to be watched may be others. */
  readonly begin: () => Promise<void>;
  /**
   * Certifies.
   *
   * @param only - the ids of the requirements that failed the last time; null: all that are selected
   * @param signal - aborted when the round is over before its time
   * @returns null: there is nothing to be told, since it could not begin
   */
  readonly certify: (only: readonly string[] | null, signal: AbortSignal) => Promise<CertificationReport | null>;
  /** Shows a result. `rest`: only what failed before was tried, and still fails. */
  readonly show: (report: CertificationReport, rest: boolean) => Promise<void>;
  /** The round is over, and nothing goes on until something changes. */
  readonly wait: () => Promise<void>;
}

/**
 * Certifies again and again: what failed the last time first, and everything when that fails no more. A round that goes on
 * when something changes is stopped, and the next one begins when it has ended.
 */
export class WatchLoop {
  readonly #actions: WatchActions;
  #round = new AbortController();
  #failing: readonly string[] = [];
  #isWanted = true;
  #isEnded = false;
  #wake: () => void = () => {};

  constructor(actions: WatchActions) {
    this.#actions = actions;
  }

  /** Goes on until `end`. */
  async run(): Promise<void> {
    while (!this.#isEnded) {
      this.#isWanted = false;
      this.#round = new AbortController();
      await this.#actions.begin();
      await this.#play(this.#round.signal);
      if (this.#isPast()) continue;
      await this.#actions.wait();
      if (!this.#isPast()) await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Something has changed. */
  change(): void {
    this.#isWanted = true;
    this.#round.abort();
    this.#wake();
  }

  /** All is to be tried again, whatever failed before. */
  again(): void {
    this.#failing = [];
    this.change();
  }

  /** Ends it, and what goes on. */
  end(): void {
    this.#isEnded = true;
    this.#round.abort();
    this.#wake();
  }

  #isPast(): boolean {
    return this.#isWanted || this.#isEnded;
  }

  async #play(signal: AbortSignal): Promise<void> {
    const { certify, show } = this.#actions;
    if (this.#failing.length > 0) {
      const first = await certify(this.#failing, signal);
      if (first === null || signal.aborted) return;
      if (first.findings.some(isFailure)) return await show(first, true);
    }
    const report = await certify(null, signal);
    if (report === null || signal.aborted) return;
    this.#failing = report.findings.filter(isFailure).map(({ id }) => id);
    await show(report, false);
  }
}

function isFailure({ status }: CertificationReport['findings'][number]): boolean {
  return status === 'fail';
}
