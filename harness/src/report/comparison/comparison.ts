import { CATALOGUE } from '../../catalogue/catalogue.js';
import type { Finding, GroupId, Strength } from '../../catalogue/requirement.js';
import type { CertificationReport } from '../report.js';
import { verdictText } from '../verdict-text.js';
import { remarksOn } from './remarks.js';
import type { Side } from './side.js';

/** How the certifications agree on a requirement. `partly`: those that judged it agree, and others did not judge it. */
export type Agreement = 'different' | 'partly' | 'broken' | 'same';

/** A requirement, and what each certification has come to. */
export interface ComparedRequirement {
  readonly id: string;
  readonly group: GroupId;
  readonly title: string;
  readonly strength: Strength;
  readonly agreement: Agreement;
  /** In the order of the certifications; null: one did not judge it. */
  readonly findings: readonly (Finding | null)[];
}

/** Several certifications, requirement by requirement. */
export interface Comparison {
  /** What the first one was written by. */
  readonly tool: CertificationReport['tool'];
  readonly sides: readonly Side[];
  /** What keeps them from being the same measure: other catalogues, quick runs, selections. */
  readonly remarks: readonly string[];
  /** Those that differ first; among them in the order of the catalogue. */
  readonly requirements: readonly ComparedRequirement[];
}

/** So many at most stand beside each other. */
export const MOST_SIDES = 8;

const ORDER: readonly Agreement[] = ['different', 'partly', 'broken', 'same'];

/**
 * Compares certifications: of one provider at several times, or of several.
 *
 * @param reports - the certifications, two or more
 * @returns what each came to, requirement by requirement
 */
export function compareReports(reports: readonly [CertificationReport, ...CertificationReport[]]): Comparison {
  const sides = reports.map((report, index): Side => {
    const letter = String.fromCharCode('A'.charCodeAt(0) + index);
    return { letter, report, verdict: verdictText(report, CATALOGUE.length) };
  });
  const places = new Map(CATALOGUE.map(({ id }, index) => [id, index]));
  const placeOf = (id: string): number => places.get(id) ?? CATALOGUE.length;
  const all = new Map(reports.flatMap(({ findings }) => findings.map((finding) => [finding.id, finding] as const)));
  const requirements = [...all.values()].map(({ id, group, title, strength }): ComparedRequirement => {
    const findings = reports.map((report) => report.findings.find((finding) => finding.id === id) ?? null);
    return { id, group, title, strength, agreement: agreementOf(findings), findings };
  });
  requirements.sort((one, other) => {
    return ORDER.indexOf(one.agreement) - ORDER.indexOf(other.agreement) || placeOf(one.id) - placeOf(other.id);
  });
  return { tool: reports[0].tool, sides, remarks: remarksOn(sides), requirements };
}

function agreementOf(findings: readonly (Finding | null)[]): Agreement {
  const judged = findings.filter((finding) => finding !== null);
  const [first, ...others] = new Set(judged.map(({ status }) => status));
  if (others.length > 0) return 'different';
  if (judged.length < findings.length) return 'partly';
  return first === 'pass' || first === 'not-applicable' ? 'same' : 'broken';
}
