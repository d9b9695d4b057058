import type { Finding } from '../catalogue/requirement.js';
import { identityName } from '../recording/identity.js';
import type { MailReport } from '../report/report.js';
import type { Stance } from '../scenarios/scenario.js';
import type { ProgressListener } from './input/progress.js';
import { summarise } from './run-summary.js';
import type { PlannedRun } from './schedule/plan.js';
import type { RunManner, Runner, RunResult } from './schedule/run-result.js';

/** Counts runs, and tells a listener. */
export class ProgressTeller {
  readonly #tell: ProgressListener;
  #runs = 0;
  #finished = 0;

  constructor(tell: ProgressListener) {
    this.#tell = tell;
  }

  /** The author's own mail has been read. */
  mail(mail: MailReport): void {
    this.#tell({ kind: 'mail-read', mail });
  }

  /** The number of runs is known, as far as it can be. */
  planned(runs: number, stance: Stance | 'unknown' | null): void {
    this.#runs = runs;
    this.#tell({ kind: 'planned', runs, stance });
  }

  /** So many runs are repeated. */
  verifying(runs: number): void {
    this.#runs += runs;
    this.#tell({ kind: 'verifying', runs });
  }

  /** A thread of the library's own had to wait. */
  twoThreads(): void {
    this.#tell({ kind: 'two-threads' });
  }

  /** A shorter script is looked for. */
  shrinking(): void {
    this.#tell({ kind: 'shrinking' });
  }

  /** The process of a life waits for a debugger. */
  readonly waiting = ({ identity, lives }: PlannedRun, life: number, url: string): void => {
    this.#tell({ kind: 'waiting-for-debugger', run: identityName(identity), life, lives: lives.length, url });
  };

  /** A requirement is broken in the runs so far. */
  failing(finding: Finding, isRepeated: boolean): void {
    this.#tell({ kind: 'failing', finding, isRepeated });
  }

  /** The requirements are judged. */
  findings(findings: readonly Finding[]): void {
    for (const finding of findings) this.#tell({ kind: 'finding', finding });
  }

  /**
   * Tells of every run's beginning and end.
   *
   * @param run - carries out a run
   * @returns the same, told
   */
  around(run: Runner): Runner {
    return async (planned: PlannedRun, manner?: RunManner): Promise<RunResult | null> => {
      this.#tell({
        kind: 'run-started',
        name: identityName(planned.identity),
        finished: this.#finished,
        runs: this.#runs,
      });
      const result = await run(planned, manner);
      if (result === null) return null;
      this.#finished += 1;
      this.#tell({ kind: 'run-finished', run: summarise(result), finished: this.#finished, runs: this.#runs });
      return result;
    };
  }
}
