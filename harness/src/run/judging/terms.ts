import { judgeAll } from '../../catalogue/judge.js';
import type { Evidence, Finding, JudgeSettings, Requirement } from '../../catalogue/requirement.js';
import { exposureOf } from '../../catalogue/rules/exposure.js';
import { asPromised } from '../../catalogue/rules/judge-with-far-side.js';
import { unprovenKills, type VerdictAndSummary, verdictOf } from '../../catalogue/verdict.js';
import type { Observation } from '../../recording/observation.js';
import type { Completion, Exposure } from '../../report/report.js';
import { withoutUnfinished } from '../schedule/interrupted.js';

/** What a certification is judged by, besides what its runs show. */
export interface Terms {
  readonly requirements: readonly Requirement[];
  readonly settings: JudgeSettings;
  /** By the name of a scenario: why it was not run although it is needed. */
  readonly notRun: Readonly<Record<string, string>>;
  /** The names of the scenarios of which a run was interrupted or not begun. */
  readonly unfinished: ReadonlySet<string>;
  /** They are so since a failure was enough, and not since somebody interrupted the certification. */
  readonly isBailed: boolean;
  /** The ids of the requirements that the quick mode tries in part, or of which other shards play a part. */
  readonly inPart: ReadonlySet<string>;
  /** The names of the scenarios that were asked for; empty: none in particular. */
  readonly named: readonly string[];
  /** A warning counts as a failure. */
  readonly strict: boolean;
  /** What was selected, as a command would have it; null: everything. */
  readonly selection: string | null;
  /** How many requirements the whole catalogue has. */
  readonly catalogueSize: number;
  /** Which shard it is, as `2/4`; null: it is whole. */
  readonly shard: string | null;
}

/**
 * What judges look at.
 *
 * @param terms - of the certification
 * @param observations - of its runs
 */
export function evidenceFor({ settings, notRun }: Terms, observations: readonly Observation[]): Evidence {
  return { settings, observations, notRun };
}

/**
 * Judges all runs. It is pure: from the same recordings it says the same in the certification and long after.
 *
 * @param terms - of the certification
 * @param observations - of its runs, in the order of the report
 * @returns the findings, as far as anything can be said
 */
export function judgeRuns(terms: Terms, observations: readonly Observation[]): readonly Finding[] {
  const findings = judgeAll(terms.requirements, evidenceFor(terms, observations));
  const played = onlyPlayed(findings, terms, observations);
  return withoutUnfinished(onlyTried(played, terms.inPart), terms);
}

/** Where scenarios were named, nothing holds by what else was run: of those that were not there is no word. */
function onlyPlayed(
  findings: readonly Finding[],
  { requirements, named }: Terms,
  observations: readonly Observation[],
): readonly Finding[] {
  if (named.length === 0) return findings;
  const played = new Set(observations.map(({ identity }) => identity.scenario));
  const wanted = new Map(
    requirements.map(({ id, scenarios }) => [id, named.filter((name) => scenarios.includes(name))]),
  );
  return findings.map((finding): Finding => {
    const own = wanted.get(finding.id) ?? [];
    if (finding.status !== 'pass' || own.some((name) => played.has(name))) return finding;
    const message = `${own.join(', ')}: not run with this provider`;
    return { ...finding, status: 'inconclusive', message, measured: [] };
  });
}

/** Of a requirement that is tried in part, a failure is told, and that nothing failed is not. */
function onlyTried(findings: readonly Finding[], inPart: ReadonlySet<string>): readonly Finding[] {
  return findings.filter(({ id, status }) => !inPart.has(id) || status === 'fail' || status === 'warn');
}

/**
 * Draws the verdict.
 *
 * @param terms - of the certification
 * @param findings - as they stand in the end
 * @param observations - of its runs
 * @param completion - an interrupted certification certifies nothing
 * @returns verdict and summary, and what kills without a word have cost
 */
export function conclude(
  terms: Terms,
  findings: readonly Finding[],
  observations: readonly Observation[],
  completion: Completion,
): VerdictAndSummary & { readonly exposure: Exposure | null } {
  const exposure = exposureOf(evidenceFor(terms, asPromised(observations)));
  const { settings, strict, selection, catalogueSize, shard } = terms;
  const verdict = verdictOf(findings, settings.stance, strict, completion, {
    exposure,
    unproven: unprovenKills(observations),
    inPart: [...terms.inPart],
    catalogueSize,
    ...(selection === null ? {} : { selection }),
    ...(shard === null ? {} : { shard: { part: shard, runs: observations.length } }),
  });
  return { ...verdict, exposure };
}

/** The ids of the requirements that are judged by the clock. */
export function timedOf({ requirements }: Terms): ReadonlySet<string> {
  return new Set(requirements.filter(({ timed }) => timed === true).map(({ id }) => id));
}
