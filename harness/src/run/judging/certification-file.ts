import { CATALOGUE_VERSION } from '../../catalogue/catalogue.js';
import type { JudgeSettings, Requirement } from '../../catalogue/requirement.js';
import type { CertificationReport } from '../../report/report.js';
import type { Shrunk } from '../schedule/shrunk.js';
import type { Terms } from './terms.js';

/** The version of the evidence that a certification leaves. */
export const EVIDENCE_FORMAT = 1 as const;

/** What of a report is told, and not judged: the rest is derived from the recordings. */
export type ReportHeader = Omit<
  CertificationReport,
  'verdict' | 'summary' | 'findings' | 'runs' | 'totals' | 'exposure' | 'timelines'
>;

/** What `certification.json` holds: all that the recordings don't say. It is written when everything has been run. */
export interface KeptCertification {
  readonly format: typeof EVIDENCE_FORMAT;
  readonly catalogue: number;
  readonly header: ReportHeader;
  readonly terms: {
    /** Their ids. */
    readonly requirements: readonly string[];
    readonly settings: JudgeSettings;
    readonly notRun: Readonly<Record<string, string>>;
    readonly unfinished: readonly string[];
    readonly inPart: readonly string[];
    readonly named: readonly string[];
    readonly selection: string | null;
    readonly catalogueSize: number;
  };
  /** The names of the runs, in the order in which they are judged. */
  readonly runs: readonly string[];
  /** Null: no shorter script was looked for. */
  readonly shrunk: Shrunk | null;
}

/** The name of the file among the evidence that says what a certification is judged by. */
export const CERTIFICATION_FILE = 'certification.json';

/**
 * What is kept of a certification besides its recordings.
 *
 * @param report - the certification
 * @param terms - what it was judged by
 * @param shrunk - what the search for a shorter script came to, if there was one
 */
export function keptCertification(report: CertificationReport, terms: Terms, shrunk: Shrunk | null): KeptCertification {
  const { verdict: _, summary: __, findings: ___, runs, totals: _4, exposure: _5, timelines: _6, ...header } = report;
  const { requirements, settings, notRun, unfinished, inPart, named, selection, catalogueSize } = terms;
  return {
    format: EVIDENCE_FORMAT,
    catalogue: CATALOGUE_VERSION,
    header,
    terms: {
      requirements: requirements.map(({ id }) => id),
      settings,
      notRun,
      unfinished: [...unfinished],
      inPart: [...inPart],
      named,
      selection,
      catalogueSize,
    },
    runs: runs.map(({ name }) => name),
    shrunk,
  };
}

/**
 * The terms of a certification again.
 *
 * @param kept - what was kept of it
 * @param requirements - those that it names
 */
export function termsOf({ header, terms }: KeptCertification, requirements: readonly Requirement[]): Terms {
  const { settings, notRun, unfinished, inPart, named, selection, catalogueSize } = terms;
  const { strict, shard } = header.settings;
  const isBailed = header.stoppedBy === 'bail';
  const sets = { unfinished: new Set(unfinished), inPart: new Set(inPart) };
  return { requirements, settings, notRun, ...sets, isBailed, named, strict, selection, catalogueSize, shard };
}
