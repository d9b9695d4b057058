import { GROUPS } from '../catalogue/catalogue.js';
import type { Finding, Requirement } from '../catalogue/requirement.js';
import { exitCodeOf } from './exit-code.js';
import { type ExpectationError, expectationErrors, expectationInWords, expectationOf } from './expectations.js';
import type { CertificationReport } from './report.js';
import { clip, plain } from './text.js';
import { verdictText } from './verdict-text.js';

/**
 * What a CI server is told of a requirement. `error`: nobody knows, and therefore it is not green. `expected`: a failure that
 * is known.
 */
export type CaseOutcome = 'passed' | 'failed' | 'error' | 'warned' | 'skipped' | 'expected';

/** One requirement as the formats of CI servers know it: a test. */
export interface TestCase {
  /** The id and title of the requirement, or `verdict`. */
  readonly name: string;
  readonly group: string;
  readonly groupTitle: string;
  readonly outcome: CaseOutcome;
  /** One line that stands on its own. */
  readonly message: string;
  /** Its share of the time that the runs took which it was judged by. */
  readonly ms: number;
  /** Null: the case is there for the verdict. */
  readonly finding: Finding | null;
}

/**
 * The requirements of a certification as tests.
 *
 * One of them is red exactly when the command ends with another code than 0: where no requirement says why, for example
 * because the run was interrupted, there is a test `verdict` that does. An expected failure that expired or no longer fails
 * is a test of its own.
 *
 * @param report - the certification
 * @param requirements - the catalogue
 * @returns the tests, in the order of the report
 */
export function testCases(report: CertificationReport, requirements: readonly Requirement[]): readonly TestCase[] {
  const times = timesOf(report, requirements);
  const cases = report.findings.map((finding): TestCase => {
    const expectation = expectationOf(finding, report);
    const message = plain(clip(finding.message));
    return {
      name: plain(`${finding.id} ${finding.title}`),
      group: finding.group,
      groupTitle: GROUPS.find(({ id }) => id === finding.group)?.title ?? '',
      outcome: expectation === undefined ? outcomeOf(finding, report) : 'expected',
      message: (expectation === undefined ? '' : `expected ${expectationInWords(expectation)}; `) + message,
      ms: times.get(finding.id) ?? 0,
      finding,
    };
  });
  cases.push(...expectationErrors(report).map(staleCase));
  if (exitCodeOf(report) === 0 || cases.some(({ outcome }) => outcome === 'failed' || outcome === 'error'))
    return cases;
  const { word, reason } = verdictText(report, requirements.length);
  const outcome = report.verdict === 'not-certified' ? 'failed' : 'error';
  const verdict = {
    name: 'verdict',
    group: 'verdict',
    groupTitle: 'the whole',
    outcome,
    ms: 0,
    finding: null,
  } as const;
  return [...cases, { ...verdict, message: `${word}: ${plain(reason)}` }];
}

/** An entry of the expected failures that says what is not so. */
function staleCase({ id, message }: ExpectationError): TestCase {
  return {
    name: `expected failure ${id}`,
    group: 'expected',
    groupTitle: 'failures that are expected',
    outcome: 'failed',
    message,
    ms: 0,
    finding: null,
  };
}

function outcomeOf(
  { status, strength, explainedBy }: Finding,
  { settings: { strict }, stoppedBy }: CertificationReport,
): CaseOutcome {
  switch (status) {
    case 'pass':
      return 'passed';
    case 'fail':
      return 'failed';
    case 'warn':
      return strict ? 'failed' : 'warned';
    case 'not-applicable':
      return 'skipped';
    case 'inconclusive':
      // What explains it is red itself, as is what the rest was not run for; what is no MUST keeps no verdict open.
      return strength === 'MUST' && explainedBy.length === 0 && stoppedBy !== 'bail' ? 'error' : 'skipped';
  }
}

/** The time of each run is shared by the requirements that need its scenario, so that all together is the time of the runs. */
function timesOf(report: CertificationReport, requirements: readonly Requirement[]): ReadonlyMap<string, number> {
  const judged = new Set(report.findings.map(({ id }) => id));
  const needing = new Map<string, string[]>();
  for (const { id, scenarios } of requirements) {
    if (!judged.has(id)) continue;
    for (const scenario of scenarios) needing.set(scenario, [...(needing.get(scenario) ?? []), id]);
  }
  const times = new Map<string, number>();
  for (const { scenario, wallMs } of report.runs) {
    const ids = needing.get(scenario) ?? [];
    for (const id of ids) times.set(id, (times.get(id) ?? 0) + wallMs / ids.length);
  }
  return times;
}
