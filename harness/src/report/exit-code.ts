import type { Finding } from '../catalogue/requirement.js';
import { expectationErrors, isAsExpected } from './expectations.js';
import type { CertificationReport } from './report.js';

/** The exit code of a run that the user ended. */
const EXIT_INTERRUPTED = 130;

/**
 * The exit code that a certification ends with.
 *
 * @param report - the certification
 * @returns 0 certified, or everything selected passed, or every failure was expected; 1 not certified, or an expected
 * failure expired or no longer fails; 3 inconclusive, also by the time limit; 130 interrupted
 */
export function exitCodeOf(report: CertificationReport): number {
  if (report.completion !== 'complete') return report.stoppedBy === 'time-limit' ? 3 : EXIT_INTERRUPTED;
  if (expectationErrors(report).length > 0) return 1;
  switch (report.verdict) {
    case 'certified':
    case 'certified-opt-out':
    case 'passed':
      return 0;
    case 'not-certified':
      if (!isAsExpected(report)) return 1;
      return report.findings.some(isOpen) ? 3 : 0;
    case 'inconclusive':
      return 3;
  }
}

/** A MUST of which nobody knows, and that no failure explains. */
function isOpen({ status, strength, explainedBy }: Finding): boolean {
  return status === 'inconclusive' && strength === 'MUST' && explainedBy.length === 0;
}
