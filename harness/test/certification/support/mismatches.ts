import type { Finding } from '#harness/catalogue/requirement.js';
import type { CertificationReport, Verdict } from '#harness/report/report.js';
import { breachesOf } from './detection.js';
import type { Expectation, ExpectedFinding, TextPattern } from './expectation.js';

/**
 * What in the report of a whole certification is otherwise than expected: exactly the expected requirements fail and
 * warn, in the expected words, nothing else is open or flaky, and the verdict and its reason are the expected ones.
 *
 * @returns one sentence for each; none: all is as expected
 */
export function mismatches(expectation: Expectation, report: CertificationReport): readonly string[] {
  const { verdict, summary, fails = {}, warns = {} } = expectation;
  return [
    ...strangers(report, 'fail', fails),
    ...strangers(report, 'warn', warns),
    ...breaches(expectation, report),
    ...openOnes(expectation, report),
    ...flakyOnes(report),
    ...other('the verdict', report.verdict, verdict),
    ...(summary === undefined ? [] : other('the summary', report.summary, summary)),
  ];
}

/**
 * The same, where only the requirements were judged that the provider breaks.
 *
 * @returns one sentence for each; none: all is as expected
 */
export function mismatchesInPart(expectation: Expectation, report: CertificationReport): readonly string[] {
  const verdict: Verdict =
    expectation.verdict === 'not-certified' && hasFailure(expectation) ? 'not-certified' : 'passed';
  const none = breachesOf(expectation).length === 0;
  return [
    ...(none ? [...strangers(report, 'fail', {}), ...strangers(report, 'warn', {})] : []),
    ...breaches(expectation, report),
    ...flakyOnes(report),
    ...other('the verdict', report.verdict, verdict),
  ];
}

function hasFailure({ fails = {} }: Expectation): boolean {
  return Object.keys(fails).length > 0;
}

function strangers(
  { findings }: CertificationReport,
  status: Finding['status'],
  expected: Readonly<Record<string, ExpectedFinding>>,
): readonly string[] {
  const found = findings.filter((finding) => finding.status === status && !(finding.id in expected));
  return found.map(({ id, message }) => `${id} is ${status}, which nobody expects: ${message}`);
}

function breaches({ fails = {}, warns = {} }: Expectation, { findings }: CertificationReport): readonly string[] {
  const expected = [
    ...Object.entries(fails).map(([id, finding]) => ({ id, status: 'fail', finding })),
    ...Object.entries(warns).map(([id, finding]) => ({ id, status: 'warn', finding })),
  ];
  return expected.flatMap(({ id, status, finding }) => {
    const real = findings.find((each) => each.id === id);
    if (real === undefined) return [`${id} was not judged`];
    if (real.status !== status) return [`${id} is ${real.status}, not ${status}: ${real.message}`];
    return [...other(`${id}: the message`, real.message, finding.message), ...parts(real, finding)];
  });
}

function parts({ id, violations: [first] }: Finding, expected: ExpectedFinding): readonly string[] {
  return (['expected', 'seen', 'because', 'scenario'] as const).flatMap((part) => {
    const pattern = expected[part];
    return pattern === undefined ? [] : other(`${id}: ${part}`, first?.[part] ?? '(nothing)', pattern);
  });
}

/** A requirement may stay open when a failed one explains it, or for the reason that is expected. */
function openOnes({ open }: Expectation, { findings }: CertificationReport): readonly string[] {
  const failed = new Set(findings.filter(({ status }) => status === 'fail' || status === 'warn').map(({ id }) => id));
  return findings.flatMap(({ id, status, message, explainedBy }) => {
    if (status !== 'inconclusive' || explainedBy.some((cause) => failed.has(cause))) return [];
    if (open === undefined) return [`${id} is inconclusive: ${message}`];
    return other(`${id}: why it is inconclusive`, message, open);
  });
}

function flakyOnes({ findings }: CertificationReport): readonly string[] {
  return findings.filter(({ flaky }) => flaky).map(({ id, message }) => `${id} is flaky: ${message}`);
}

function other(what: string, real: string, pattern: TextPattern): readonly string[] {
  const same = typeof pattern === 'string' ? real === pattern : pattern.test(real);
  return same ? [] : [`${what} is "${real}", not ${typeof pattern === 'string' ? `"${pattern}"` : String(pattern)}`];
}
