import { findRequirement } from '../catalogue/catalogue.js';
import type { Finding, Source, Violation } from '../catalogue/requirement.js';
import { repeatCommand } from './repeat-command.js';
import type { CertificationReport } from './report.js';

/** What helps whoever acts on a finding; where nothing is broken there is nothing to do. */
export interface FindingDetails {
  /** Why it is not passed, in words; null: it is. */
  readonly reason: string | null;
  /** Where in the provider to look; null: nothing is broken. */
  readonly lookAt: string | null;
  /** What the requirement comes from. */
  readonly sources: readonly Source[];
  /** The command that repeats the first case; null: there is none. */
  readonly again: string | null;
}

/**
 * What the catalogue and the settings add to a finding.
 *
 * @param finding - of the certification
 * @param report - the certification
 */
export function detailsOf(finding: Finding, report: CertificationReport): FindingDetails {
  const { id, status, message, lookAt, violations } = finding;
  const [first] = violations;
  const requirement = findRequirement(id);
  const isBroken = status === 'fail' || status === 'warn';
  return {
    reason: status === 'pass' ? null : isBroken ? (first?.because ?? message) : message,
    lookAt: isBroken ? (lookAt ?? requirement?.lookAt ?? null) : null,
    sources: (requirement?.sources ?? []).map(({ id: source, text, page }) => ({ id: source, text, page })),
    again: first === undefined ? null : againOf(id, first, report),
  };
}

/**
 * The command that repeats one case.
 *
 * @param id - of the requirement
 * @param violation - the case
 * @param report - the certification
 */
export function againOf(id: string, { scenario, seed, script }: Violation, report: CertificationReport): string {
  return repeatCommand(report, { only: [id], scenario, seed, ...(script === undefined ? {} : { script }) });
}
