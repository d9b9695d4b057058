import pLimit from 'p-limit';
import type { CertificationReport } from '#harness/report/report.js';
import { Places } from '#harness/run/schedule/places.js';
import { certifyFixture, doubtfulOf, measuredAgain, quickOptions } from './certify-fixture.js';
import type { Expectation } from './expectation.js';
import { mismatches } from './mismatches.js';
import { keepOutcome, keptOutcome, type Outcome, outcomeOf } from './outcome.js';
import { keptQuick, type QuickFindings } from './quick-findings.js';

/** So many certifications go on at once for each place: enough that none of the places is ever empty. */
const CERTIFICATIONS_A_PLACE = 2;

/** What is certified, and how far it is. */
export interface DetectionRequest {
  readonly expectations: readonly Expectation[];
  /** How many processes at once. */
  readonly jobs: number;
  /** Where each outcome is left, and found by the next detection. */
  readonly folder: string;
  /** Where the tests have left what the quick mode came to; undefined: nowhere. */
  readonly quickFolder?: string | undefined;
  readonly signal: AbortSignal;
  /** Told of each provider whose outcome is there; one that was found, too. */
  readonly onOutcome: (outcome: Outcome, known: boolean) => void;
}

/**
 * Certifies providers as a whole, and by the quick mode, from one queue of lives.
 *
 * @returns the outcomes that are there, in the order of the expectations; when it was interrupted, not all
 */
export async function detectAll(request: DetectionRequest): Promise<readonly Outcome[]> {
  const { expectations, jobs, folder, quickFolder, signal, onOutcome } = request;
  const places = new Places(jobs);
  const limit = pLimit(CERTIFICATIONS_A_PLACE * jobs);
  const outcomes = new Map<Expectation, Outcome>();
  const doubtful: {
    readonly expectation: Expectation;
    readonly report: CertificationReport;
    readonly quick: QuickFindings;
  }[] = [];
  const finish = (expectation: Expectation, report: CertificationReport, quick: QuickFindings): void => {
    const outcome = outcomeOf(expectation, report, mismatches(expectation, report), quick);
    keepOutcome(outcome, folder);
    outcomes.set(expectation, outcome);
    onOutcome(outcome, false);
  };
  const certify = async (expectation: Expectation): Promise<void> => {
    const kept = keptOutcome(folder, expectation.provider);
    if (kept !== undefined) {
      outcomes.set(expectation, kept);
      onOutcome(kept, true);
      return;
    }
    if (signal.aborted) return;
    const { provider, options } = expectation;
    const report = await certifyFixture({ provider, options: { ...options, signal } }, places);
    // Of some breaches the quick mode plays nothing.
    const quick =
      expectation.quick === false
        ? { findings: [] }
        : (keptQuick(provider, quickFolder) ??
          (await certifyFixture({ provider, options: { ...quickOptions(expectation), signal } }, places)));
    if (signal.aborted) return;
    if (doubtfulOf(report, expectation).length > 0) doubtful.push({ expectation, report, quick });
    else finish(expectation, report, quick);
  };
  await Promise.all(expectations.map((expectation) => limit(() => certify(expectation))));
  // What the clock says is measured once more when nothing else goes on.
  for (const { expectation, report, quick } of doubtful) {
    if (signal.aborted) break;
    finish(expectation, await measuredAgain(report, expectation, doubtfulOf(report, expectation)), quick);
  }
  return expectations.flatMap((expectation) => outcomes.get(expectation) ?? []);
}
