import type { CertificationReport } from '../report.js';
import type { VerdictText } from '../verdict-text.js';

/** One of the certifications that are compared. */
export interface Side {
  /** A letter, by which it is named beside the others. */
  readonly letter: string;
  readonly report: CertificationReport;
  readonly verdict: VerdictText;
}
