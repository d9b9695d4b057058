import test, { type ExecutionContext } from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import type { Finding } from '#harness/catalogue/requirement.js';
import { verdictOf } from '#harness/catalogue/verdict.js';
import { certify } from '#harness/index.js';
import type { CertificationReport } from '#harness/report/report.js';
import { type Expectation, type ExpectedFinding, ITEMS, SEED, type TextPattern } from './expectation.js';
import { fixture } from './fixture.js';

/** Certifies a fixture as a whole, without keeping anything. */
export async function certifyFixture({
  provider,
  options,
}: Pick<Expectation, 'provider' | 'options'>): Promise<CertificationReport> {
  return await certify({ provider: fixture(provider), out: null, seed: SEED, items: ITEMS, jobs: 2, ...options });
}

/** The same, with what is judged by the clock measured once more when it warns: other tests keep the machine busy. */
export async function certifyCalmly(given: Pick<Expectation, 'provider' | 'options'>): Promise<CertificationReport> {
  return await withoutSlowMoments(await certifyFixture(given), given);
}

/** Certifies a provider as a whole, and compares everything conspicuous in the report with what is expected. */
export const comesTo = test.macro({
  title: (given, expectation: Expectation) => given ?? titleOf(expectation),
  async exec(t, expectation: Expectation) {
    t.timeout(200_000);
    const { fails = {}, warns = {} } = expectation;
    const report = await withoutSlowMoments(await certifyFixture(expectation), expectation);
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

/**
 * Other tests keep the machine busy: what a requirement that is judged by the clock warns of is measured once more, and
 * left out when it is not seen again.
 */
async function withoutSlowMoments(
  report: CertificationReport,
  expectation: Pick<Expectation, 'provider' | 'options' | 'warns'>,
): Promise<CertificationReport> {
  const { provider, options, warns = {} } = expectation;
  const timed = CATALOGUE.filter((requirement) => requirement.timed === true && !(requirement.id in warns));
  const slow = timed.map(({ id }) => findingOf(report, id)).filter(({ status }) => status === 'warn');
  if (slow.length === 0) return report;
  const again = await certifyFixture({ provider, options: { ...options, only: slow.map(({ id }) => id) } });
  const second = new Map(again.findings.map((finding) => [finding.id, finding]));
  const findings = report.findings.map((finding) =>
    slow.includes(finding) ? (second.get(finding.id) ?? finding) : finding,
  );
  const { provider: certified, settings, completion, exposure } = report;
  const { verdict, summary } = verdictOf(findings, certified.stance, settings.strict, completion, { exposure });
  return { ...report, findings, verdict, summary };
}

function titleOf({ provider, verdict, fails = {}, warns = {} }: Expectation): string {
  const name = provider.split('/').pop() ?? provider;
  const ids = [...Object.keys(fails).map((id) => `fails ${id}`), ...Object.keys(warns).map((id) => `warns ${id}`)];
  return `${name} ${ids.length === 0 ? `is ${verdict}` : ids.join(', ')}`;
}

function findingOf(report: CertificationReport, id: string): Finding {
  const found = report.findings.find((finding) => finding.id === id);
  if (found === undefined) throw new Error(`the report has no finding ${id}`);
  return found;
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
