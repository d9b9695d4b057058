import type { Finding, Requirement } from '../../catalogue/requirement.js';

/** Why something was not run after a failure that was enough. */
export const BAILED = '--bail stopped at the first failure';

/** What is not known of a certification. */
export interface Unfinished {
  /** The catalogue's entries, for the scenarios that they need. */
  readonly requirements: readonly Requirement[];
  /** The names of the scenarios of which a run is missing. */
  readonly unfinished: ReadonlySet<string>;
  /** It is missing since a failure was enough. */
  readonly isBailed: boolean;
}

/**
 * The findings of a certification that did not come to its end: what some run was still needed for is not known.
 *
 * A failure that was seen stays one.
 *
 * @param findings - as judged from the runs that are complete
 * @param what - is missing
 * @returns the findings, with `inconclusive` in place of everything that might have come out otherwise
 */
export function withoutUnfinished(
  findings: readonly Finding[],
  { requirements, unfinished, isBailed }: Unfinished,
): readonly Finding[] {
  const needs = new Map(requirements.map(({ id, scenarios }) => [id, scenarios]));
  return findings.map((finding) => {
    if (finding.status !== 'pass' && finding.status !== 'warn') return finding;
    const missing = needs.get(finding.id)?.find((scenario) => unfinished.has(scenario));
    if (missing === undefined) return finding;
    return {
      ...finding,
      measured: [],
      status: 'inconclusive',
      violations: [],
      message: isBailed ? `not run: ${BAILED}` : `interrupted before scenario ${missing} was complete`,
    };
  });
}
