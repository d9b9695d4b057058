import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import type { Finding } from '#harness/catalogue/requirement.js';
import { verdictOf } from '#harness/catalogue/verdict.js';
import { certify } from '#harness/index.js';
import type { CertificationReport } from '#harness/report/report.js';
import { type Expectation, ITEMS, SEED, WALKS } from './expectation.js';
import { fixture } from './fixture.js';

/** What of an expectation says how the provider is certified. */
export type Certified = Pick<Expectation, 'provider' | 'options' | 'warns'>;

/** Certifies a fixture as a whole, without keeping anything. */
export async function certifyFixture({ provider, options }: Certified): Promise<CertificationReport> {
  return await certify({
    provider: fixture(provider),
    out: null,
    seed: SEED,
    items: ITEMS,
    walks: WALKS,
    // AVA keeps the other processors busy with other files: more would only measure how busy the machine is.
    jobs: 1,
    ...options,
  });
}

/**
 * The same, with what is judged by the clock measured once more when it warns and nobody expects it, or does not and
 * somebody does: others keep the machine busy. The second measure counts.
 */
export async function certifyCalmly(given: Certified): Promise<CertificationReport> {
  const report = await certifyFixture(given);
  const { provider, options, warns = {} } = given;
  const timed = CATALOGUE.filter((requirement) => requirement.timed === true).map(({ id }) => findingOf(report, id));
  const doubtful = timed.filter(({ id, status }) => (id in warns ? status === 'pass' : status === 'warn'));
  if (doubtful.length === 0) return report;
  const again = await certifyFixture({ provider, options: { ...options, only: doubtful.map(({ id }) => id) } });
  const second = new Map(again.findings.map((finding) => [finding.id, finding]));
  const findings = report.findings.map((finding) =>
    doubtful.includes(finding) ? (second.get(finding.id) ?? finding) : finding,
  );
  const { provider: certified, settings, completion, exposure } = report;
  const { verdict, summary } = verdictOf(findings, certified.stance, settings.strict, completion, { exposure });
  return { ...report, findings, verdict, summary };
}

/** The finding of a requirement, which must have been judged. */
export function findingOf(report: CertificationReport, id: string): Finding {
  const found = report.findings.find((finding) => finding.id === id);
  if (found === undefined) throw new Error(`the report has no finding ${id}`);
  return found;
}
