import type { Finding } from '../../catalogue/requirement.js';
import { RANDOM_WALKS } from '../../scenarios/walks.js';

/** What the search for the shortest script that fails came to. */
export interface Shrunk {
  /** The id of the requirement that the walks break. */
  readonly id: string;
  /** The name of the run of the shortest script; null: its walks never failed again when they were played alone. */
  readonly run: string | null;
}

/**
 * The random walks, when they fail each time and nothing simpler is to blame.
 *
 * @param findings - as verified
 */
export function walksThatFail(findings: readonly Finding[]): Finding | undefined {
  return findings.find(
    ({ status, flaky, violations }) => status === 'fail' && !flaky && violations[0]?.scenario === RANDOM_WALKS,
  );
}

/**
 * Puts what the shortest script shows in the place of what the walks did.
 *
 * @param findings - as verified
 * @param shrunk - what the search came to
 * @param judge - judges all runs, the one of the shortest script among them
 */
export function afterShrinking(
  findings: readonly Finding[],
  { id, run }: Shrunk,
  judge: () => readonly Finding[],
): readonly Finding[] {
  const other = run === null ? undefined : judge().find((finding) => finding.id === id);
  return findings.map((finding) => {
    if (finding.id !== id) return finding;
    return run === null ? neverAgain(finding) : (other ?? finding);
  });
}

function neverAgain(finding: Finding): Finding {
  const message = `${finding.message} (flaky: not seen again when its walks were played alone)`;
  return { ...finding, flaky: true, message };
}
