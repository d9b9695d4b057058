import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import type { FindingStatus } from '#harness/catalogue/requirement.js';
import type { CertificationReport } from '#harness/report/report.js';
import type { ProviderKind, Stance } from '#harness/scenarios/scenario.js';

/** The ids of the requirements that apply to providers of a stance and a kind, in the order of the catalogue. */
export function applicable(stance: Stance, kind: ProviderKind): readonly string[] {
  const applies = CATALOGUE.filter(({ stances, kinds }) => stances.includes(stance) && kinds.includes(kind));
  return applies.map(({ id }) => id);
}

/** The ids of the findings of one status, in the order of the catalogue. */
export function idsOf({ findings }: CertificationReport, status: FindingStatus): readonly string[] {
  return findings.filter((finding) => finding.status === status).map(({ id }) => id);
}

/** The messages of the findings of one status, by id. */
export function messagesOf({ findings }: CertificationReport, status: FindingStatus): Readonly<Record<string, string>> {
  return Object.fromEntries(
    findings.filter((finding) => finding.status === status).map(({ id, message }) => [id, message]),
  );
}
