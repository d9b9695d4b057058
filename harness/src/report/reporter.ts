import type { CertificationReport } from './report.js';

/** How a report is laid out, where it is read as text. */
export interface ReportLayout {
  /** The columns of a line. */
  readonly width: number;
  readonly colour: boolean;
}

/**
 * Writes a report: the same report gives the same text.
 *
 * @param report - the certification, or what else is reported
 * @param layout - of use where the text is laid out in lines
 * @returns the whole document, with a line break at its end
 */
export type ReportRenderer<S = CertificationReport> = (report: S, layout: ReportLayout) => string;

/**
 * A kind of report: what it is called, where it goes, and what writes it.
 */
export interface Reporter<S = CertificationReport> {
  /** One word in lower case; the option that asks for it is called like it. */
  readonly name: string;
  /** What the help says of the option `--name <file>`, which has it written; null: there is no such option. */
  readonly option: string | null;
  /** Its name in the output folder, where it always is; null: it is not there. */
  readonly file: string | null;
  /** Loads what writes it: the command line reads the list on every start, and most starts write no report. */
  readonly load: () => Promise<ReportRenderer<S>>;
}
