import type { CertificationReport } from './report.js';

/** The exit code of a run that the user ended. */
export const EXIT_INTERRUPTED = 130;

/**
 * The exit code that a certification ends with.
 *
 * @param report - the certification
 * @returns 0 certified, or everything selected passed; 1 not certified; 3 inconclusive; 130 interrupted
 */
export function exitCodeOf(report: CertificationReport): number {
  if (report.completion !== 'complete') return EXIT_INTERRUPTED;
  switch (report.verdict) {
    case 'certified':
    case 'certified-opt-out':
    case 'passed':
      return 0;
    case 'not-certified':
      return 1;
    case 'inconclusive':
      return 3;
  }
}
