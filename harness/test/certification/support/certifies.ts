import test, { type ExecutionContext } from 'ava';
import type { Finding } from '#harness/catalogue/requirement.js';
import type { CertificationReport } from '#harness/report/report.js';
import { certifyCalmly, findingOf } from './certify-fixture.js';
import type { Expectation, ExpectedFinding, TextPattern } from './expectation.js';
import { keepOutcome, outcomeOf } from './outcome.js';

/** Certifies a provider as a whole, and compares everything conspicuous in the report with what is expected. */
export const comesTo = test.macro({
  title: (given, expectation: Expectation) => given ?? titleOf(expectation),
  async exec(t, expectation: Expectation) {
    t.timeout(580_000);
    const { fails = {}, warns = {} } = expectation;
    const report = await certifyCalmly(expectation);
    keepOutcome(outcomeOf(expectation, report));
    t.deepEqual(messages(report, 'fail'), expectedMessages(report, fails), 'exactly these requirements fail');
    t.deepEqual(messages(report, 'warn'), expectedMessages(report, warns), 'exactly these requirements warn');
    for (const [id, expected] of Object.entries({ ...fails, ...warns }))
      checkFinding(t, findingOf(report, id), expected);
    checkOpen(t, report, expectation);
    t.is(report.verdict, expectation.verdict);
    if (expectation.summary !== undefined) same(t, report.summary, expectation.summary, 'summary');
    t.deepEqual(
      report.findings.filter(({ flaky }) => flaky).map(({ id }) => id),
      [],
      'nothing is flaky',
    );
  },
});

function titleOf({ provider, verdict, fails = {}, warns = {} }: Expectation): string {
  const name = provider.split('/').pop() ?? provider;
  const ids = [...Object.keys(fails).map((id) => `fails ${id}`), ...Object.keys(warns).map((id) => `warns ${id}`)];
  return `${name} ${ids.length === 0 ? `is ${verdict}` : ids.join(', ')}`;
}

function messages(report: CertificationReport, status: Finding['status']): Record<string, string> {
  const found = report.findings.filter((finding) => finding.status === status);
  return Object.fromEntries(found.map(({ id, message }) => [id, message]));
}

/** What the messages must be, with the real one in place of a pattern that it matches. */
function expectedMessages(
  report: CertificationReport,
  expected: Readonly<Record<string, ExpectedFinding>>,
): Record<string, unknown> {
  const entries = Object.entries(expected).map(([id, { message }]) => {
    const real = findingOf(report, id).message;
    return [id, typeof message !== 'string' && message.test(real) ? real : message] as const;
  });
  const order = report.findings.map(({ id }) => id);
  return Object.fromEntries(entries.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

function checkFinding(t: ExecutionContext, { id, violations }: Finding, expected: ExpectedFinding): void {
  const [first] = violations;
  for (const part of ['expected', 'seen', 'because', 'scenario'] as const) {
    const pattern = expected[part];
    if (pattern !== undefined) same(t, first?.[part] ?? `(${id} has no ${part})`, pattern, `${id} ${part}`);
  }
}

/** A requirement may stay open when a failed one explains it, or for the reason that is expected. */
function checkOpen(t: ExecutionContext, report: CertificationReport, { open }: Expectation): void {
  const failed = new Set(
    report.findings.filter(({ status }) => status === 'fail' || status === 'warn').map(({ id }) => id),
  );
  for (const { id, status, message, explainedBy } of report.findings) {
    if (status !== 'inconclusive' || explainedBy.some((other) => failed.has(other))) continue;
    if (open === undefined) t.fail(`${id} is inconclusive: ${message}`);
    else same(t, message, open, `${id} is inconclusive`);
  }
}

function same(t: ExecutionContext, real: string, pattern: TextPattern, what: string): void {
  if (typeof pattern === 'string') t.is(real, pattern, what);
  else t.regex(real, pattern, what);
}
