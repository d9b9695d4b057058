import type { Finding, Requirement } from '../../catalogue/requirement.js';

/**
 * The findings of a certification that did not come to its end: what some run was still needed for is not known.
 *
 * A failure that was seen stays one.
 *
 * @param findings - as judged from the runs that are complete
 * @param requirements - the catalogue's entries, for the scenarios that they need
 * @param unfinished - the scenarios of which a run is missing
 * @returns the findings, with `inconclusive` in place of everything that might have come out otherwise
 */
export function withoutUnfinished(
  findings: readonly Finding[],
  requirements: readonly Requirement[],
  unfinished: ReadonlySet<string>,
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
      message: `interrupted before scenario ${missing} was complete`,
    };
  });
}
