import type { CertificationReport } from '#harness/report/report.js';
import { certifyWith } from '#harness/run/certify.js';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';
import type { Places } from '#harness/run/schedule/places.js';
import { defaultTools } from '#harness/run/tools.js';
import { isNeutral, lineOf, type Mutant } from '../mutant/mutant.js';
import { type Loss, readLoss } from '../reader/read-loss.js';
import { fittingOf } from './fitting.js';
import { writeModule } from './module-of.js';

/**
 * What the harness made of a mutant.
 *
 * `caught` and `survived` are those that lose something; `certified` and `accused` those that lose nothing; `harmless` would
 * lose something where there is such a thing to lose, which the reader has not found: it counts for nothing. `useless` cannot
 * even be lived with in the first life.
 */
export type Fate = 'caught' | 'survived' | 'certified' | 'accused' | 'harmless' | 'useless';

/** A mutant, and what became of it. */
export interface Judged {
  readonly mutant: Mutant;
  readonly fate: Fate;
  /** The first places where something was lost. */
  readonly losses: readonly string[];
  /** The requirements that failed. */
  readonly failed: readonly string[];
  /** Of these, those that do not fit. */
  readonly unfitting: readonly string[];
  /** `quick`, or `whole`: all trials and lives of the requirements that fit. */
  readonly mode: 'quick' | 'whole' | null;
  readonly words: readonly string[];
}

/** Where and how mutants are judged. */
export interface Judging {
  /** Where their modules are written. */
  readonly folder: string;
  readonly seed: number;
  readonly places: Places;
}

/** Reads what a mutant loses, certifies it, and compares. */
export async function judgeMutant(mutant: Mutant, name: string, judging: Judging): Promise<Judged> {
  const provider = writeModule(mutant, judging.folder, name);
  let loss: Loss;
  try {
    loss = await readLoss(provider, mutant);
  } catch (error) {
    return judged(mutant, 'useless', [(error as Error).message], null, null);
  }
  if (isNeutral(mutant)) {
    if (loss.count > 0) throw new Error(`${lineOf(mutant)} is to lose nothing, and does: ${loss.first.join('; ')}`);
    const report = await certified({ provider, quick: true }, judging);
    return judged(mutant, report.verdict === 'passed' ? 'certified' : 'accused', [], report, 'quick');
  }
  if (loss.count === 0) return judged(mutant, 'harmless', [], null, null);
  const fitting = fittingOf(mutant);
  const quick = await certified({ provider, quick: true, only: ['DUR', ...fitting] }, judging);
  if (fits(quick, fitting)) return judged(mutant, 'caught', loss.first, quick, 'quick');
  const whole = await certified({ provider, only: fitting }, judging);
  return judged(mutant, fits(whole, fitting) ? 'caught' : 'survived', loss.first, whole, 'whole');
}

function certified(options: CertifyOptions, { seed, places }: Judging): Promise<CertificationReport> {
  return certifyWith({ ...options, out: null, seed }, { ...defaultTools, places });
}

function failedOf(report: CertificationReport): readonly string[] {
  return report.findings.filter(({ status }) => status === 'fail').map(({ id }) => id);
}

function fits(report: CertificationReport, fitting: readonly string[]): boolean {
  return failedOf(report).some((id) => fitting.includes(id));
}

function judged(
  mutant: Mutant,
  fate: Fate,
  losses: readonly string[],
  report: CertificationReport | null,
  mode: Judged['mode'],
): Judged {
  const failed = report === null ? [] : failedOf(report);
  const fitting = isNeutral(mutant) ? [] : fittingOf(mutant);
  const words = report?.findings.filter(({ status }) => status !== 'pass' && status !== 'not-applicable') ?? [];
  return {
    mutant,
    fate,
    losses,
    failed,
    unfitting: failed.filter((id) => !fitting.includes(id)),
    mode,
    words: words.map(({ id, status, message }) => `${id} ${status}: ${message}`),
  };
}
