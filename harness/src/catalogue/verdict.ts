import { identityName } from '../recording/identity.js';
import type { Observation, ObservedLife } from '../recording/observation.js';
import type { Stance } from '../scenarios/scenario.js';
import type { Finding } from './requirement.js';
import { exposureInWords, type MeasuredExposure } from './rules/exposure.js';
import { endedQuietlyBeforeKill } from './rules/runs.js';
import { count, counted, list } from './rules/words.js';

/** What the certification says in the end; the same words as in the report. */
export type VerdictName = 'certified' | 'certified-opt-out' | 'passed' | 'not-certified' | 'inconclusive';

/** The verdict and its reason in a sentence. */
export interface VerdictAndSummary {
  readonly verdict: VerdictName;
  readonly summary: string;
}

/** The selection of the quick mode and nothing else: all requirements, as far as it tries them. */
const QUICK = '--quick';

/** What makes the words of the summary better, or the result a part of one. */
export interface VerdictOptions {
  /** What kills without a word have cost, see exposureOf. */
  readonly exposure?: MeasuredExposure | null;
  /** The reasons of the kills that could not be proven, see unprovenKills. */
  readonly unproven?: readonly string[];
  /** What `--only` and the like chose, as the user wrote it, for example `--only SEQ-1,DUR-2`; absent: everything. */
  readonly selection?: string;
  /** The ids of the requirements that the quick mode tries in part: without a failure there is no finding of them. */
  readonly inPart?: readonly string[];
  /** How many requirements the whole catalogue has. */
  readonly catalogueSize?: number;
  /** Which shard of a certification it is, as `2/4`, and how many runs it has played; absent: it is whole. */
  readonly shard?: { readonly part: string; readonly runs: number };
}

/**
 * Draws the verdict.
 *
 * A failed MUST is never certified. Without one, a MUST that could not be judged makes the result inconclusive, and so
 * does a result in which nothing was judged. A selection of the catalogue passes at best: it is never a certificate.
 *
 * @param findings - all findings, as judge returned them
 * @param stance - what the provider says about fast shutdown
 * @param strict - a warning counts as a failure
 * @param completion - an interrupted run certifies nothing
 * @param options - what else it depends on
 */
export function verdictOf(
  findings: readonly Finding[],
  stance: Stance | 'unknown',
  strict: boolean,
  completion: 'complete' | 'interrupted',
  options: VerdictOptions = {},
): VerdictAndSummary {
  const drawn = drawVerdict(findings, stance, strict, completion, options);
  if (options.shard === undefined) return drawn;
  const [index, count] = options.shard.part.split('/');
  return { ...drawn, summary: `shard ${index} of ${count}: ${drawn.summary}` };
}

function drawVerdict(
  findings: readonly Finding[],
  stance: Stance | 'unknown',
  strict: boolean,
  completion: 'complete' | 'interrupted',
  options: VerdictOptions,
): VerdictAndSummary {
  const judged = findings.filter(({ status }) => status === 'pass' || status === 'fail' || status === 'warn');
  const failed = findings.filter((finding) => isFailure(finding, strict));
  if (completion === 'interrupted') {
    return { verdict: 'inconclusive', summary: 'interrupted: a part of the scenarios was run. Nothing is certified.' };
  }
  if (failed.length > 0) return { verdict: 'not-certified', summary: failedSummary(failed, findings, stance, options) };
  const { shard } = options;
  if (stance === 'none' && shard === undefined && (options.selection ?? QUICK) === QUICK) {
    return { verdict: 'not-certified', summary: withoutInterface(options) };
  }
  const open = findings.filter(({ status, strength }) => status === 'inconclusive' && strength === 'MUST');
  if (open.length > 0)
    return { verdict: 'inconclusive', summary: `${openSummary(open, options)}. Nothing is certified.` };
  // What a shard has judged as a whole is of no interest, and may be nothing: that all of them are there, merge finds out.
  if (shard !== undefined) return { verdict: 'passed', summary: `${nothingBroken(shard.runs)}. Nothing is certified.` };
  if (!judged.some(({ strength }) => strength !== 'REPORT')) {
    const reason = whyNothingIsJudged(findings, options);
    return { verdict: 'inconclusive', summary: `no requirement could be judged (${reason}). Nothing is certified.` };
  }
  if (options.selection !== undefined) {
    const ids = judged.map(({ id }) => id);
    return {
      verdict: 'passed',
      summary: `only ${list(ids)} ${ids.length === 1 ? 'was' : 'were'} judged, of ${counted(options.catalogueSize ?? findings.length, 'requirement')} (${options.selection})`,
    };
  }
  if (stance === 'unknown') {
    return { verdict: 'inconclusive', summary: 'the provider gave no answer to the query. Nothing is certified.' };
  }
  return stance === 'in'
    ? { verdict: 'certified', summary: `opted in${warnings(findings)}` }
    : {
        verdict: 'certified-opt-out',
        summary: `opted out: refuses fast shutdown, and the classic exit loses nothing${warnings(findings)}`,
      };
}

function nothingBroken(runs: number): string {
  return runs === 0
    ? 'there is nothing for it to play; fewer shards are enough'
    : `nothing is broken in ${counted(runs, 'run')}, and mapi-certify merge judges all shards together`;
}

/**
 * Collects why kills could not be proven.
 *
 * @param observations - everything observed
 * @returns one reason for each such kill
 */
export function unprovenKills(observations: readonly Observation[]): readonly string[] {
  return observations.flatMap((run) =>
    run.lives
      .filter((life) => life.ending === 'unproven' || isQuietEnd(life))
      .map(({ endingReason }) => `${identityName(run.identity)}: ${endingReason ?? 'no proof'}`),
  );
}

function whyNothingIsJudged(findings: readonly Finding[], { inPart = [] }: VerdictOptions): string {
  const open = findings.find(({ status }) => status === 'inconclusive');
  if (open !== undefined) return `${open.id}: ${open.message}`;
  if (inPart.length === 0) return 'no requirement applies';
  const they = inPart.length === 1 ? 'it' : 'them';
  return `nothing failed of ${list(inPart)}, which ${QUICK} tries in part; leave ${QUICK} out to judge ${they}`;
}

function isQuietEnd(life: ObservedLife): boolean {
  return life.ending === 'died' && endedQuietlyBeforeKill(life);
}

function isFailure({ status, strength }: Finding, strict: boolean): boolean {
  return strength !== 'REPORT' && (status === 'fail' || (strict && status === 'warn'));
}

function failedSummary(
  failed: readonly Finding[],
  findings: readonly Finding[],
  stance: Stance | 'unknown',
  options: VerdictOptions,
): string {
  const must = failed.filter(({ strength }) => strength === 'MUST').length;
  const should = failed.length - must;
  const strengths =
    should === 0 ? 'MUST' : must === 0 ? 'SHOULD, --strict' : `${count(must)} MUST, ${count(should)} SHOULD, --strict`;
  const text = `${count(failed.length)} of ${counted(findings.length, 'requirement')} failed (${strengths}): ${list(failed.map(({ id }) => id))}`;
  return stance === 'none' ? `${text}; ${withoutInterface(options)}` : text;
}

function withoutInterface({ exposure }: VerdictOptions): string {
  const leaves = "no IMAPIProviderShutdown. Under option 1, Outlook's default, the client leaves without asking";
  if (exposure === undefined || exposure === null || exposure.acknowledged === 0) return `${leaves}.`;
  return `${leaves}; ${exposureInWords(exposure)}.`;
}

function openSummary(open: readonly Finding[], { unproven = [] }: VerdictOptions): string {
  const [kill] = unproven;
  if (kill !== undefined) {
    const reason = kill.slice(kill.indexOf(': ') + 2);
    return `${counted(unproven.length, 'kill')} could not be proven (${reason})`;
  }
  const [first] = open;
  const others = open.length === 1 ? '' : ` and ${open.length - 1} more`;
  return `${first?.id}${others} could not be judged (${first?.message})`;
}

function warnings(findings: readonly Finding[]): string {
  const warned = findings.filter(({ status }) => status === 'warn').map(({ id }) => id);
  return warned.length === 0 ? '' : `, with ${counted(warned.length, 'warning')}: ${list(warned)}`;
}
