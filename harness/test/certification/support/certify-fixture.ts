import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import type { Finding } from '#harness/catalogue/requirement.js';
import { verdictOf } from '#harness/catalogue/verdict.js';
import type { CertificationReport } from '#harness/report/report.js';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';
import type { Places } from '#harness/run/schedule/places.js';
import { defaultTools } from '#harness/run/tools.js';
import { breachesOf } from './detection.js';
import { type Expectation, ITEMS, SEED, WALKS } from './expectation.js';
import { fixture } from './fixture.js';
import { certifyAndJudgeAgain } from './judged-again.js';

/** What of an expectation says how the provider is certified. */
export type Certified = Pick<Expectation, 'provider' | 'options' | 'warns'>;

/**
 * Certifies a fixture as a whole, and judges its evidence again; nothing is kept.
 *
 * @param given - which one, and how
 * @param places - those of all certifications that go on at the same time; one of its own unless given: AVA keeps the other
 * processors busy with other files
 */
export async function certifyFixture(
  { provider, options }: Pick<Expectation, 'provider' | 'options'>,
  places?: Places,
): Promise<CertificationReport> {
  const quick = options?.quick === true;
  const all = {
    provider: fixture(provider),
    seed: SEED,
    // The quick mode as its users have it.
    ...(quick ? {} : { items: ITEMS, walks: WALKS }),
    jobs: 1,
    ...options,
  };
  return await certifyAndJudgeAgain(all, places === undefined ? defaultTools : { ...defaultTools, places });
}

/** The ids of what is judged by the clock, and came out otherwise than expected: others kept the machine busy. */
export function doubtfulOf({ findings }: CertificationReport, { warns = {} }: Pick<Certified, 'warns'>): string[] {
  const timed = new Set(CATALOGUE.filter((requirement) => requirement.timed === true).map(({ id }) => id));
  return findings
    .filter(({ id, status }) => timed.has(id) && (id in warns ? status === 'pass' : status === 'warn'))
    .map(({ id }) => id);
}

/** A report with some requirements judged once more; the second measure counts. */
export async function measuredAgain(
  report: CertificationReport,
  { provider, options }: Certified,
  ids: readonly string[],
): Promise<CertificationReport> {
  const again = await certifyFixture({ provider, options: { ...options, only: ids } });
  const second = new Map(again.findings.map((finding) => [finding.id, finding]));
  const findings = report.findings.map((finding) =>
    ids.includes(finding.id) ? (second.get(finding.id) ?? finding) : finding,
  );
  const { provider: certified, settings, completion, exposure } = report;
  const isPart = options?.only !== undefined || options?.quick === true;
  const { verdict, summary } = verdictOf(findings, certified.stance, settings.strict, completion, {
    exposure,
    ...(isPart ? { selection: 'measured again' } : {}),
  });
  return { ...report, findings, verdict, summary };
}

/** Certifies a fixture as a whole, with what is judged by the clock measured once more where that is doubtful. */
export async function certifyRetryingTimed(given: Certified): Promise<CertificationReport> {
  const report = await certifyFixture(given);
  const doubtful = doubtfulOf(report, given);
  return doubtful.length === 0 ? report : await measuredAgain(report, given, doubtful);
}

/** Plays no more than what the quick mode plays for the requirements that a provider breaks; for one that breaks none, all. */
export function quickOptions(expectation: Expectation): Partial<CertifyOptions> {
  const { walks: _, ...options } = expectation.options ?? {};
  const only = breachesOf(expectation);
  return { ...options, quick: true, ...(only.length === 0 ? {} : { only }) };
}

/** The finding of a requirement, which must have been judged. */
export function findingOf(report: CertificationReport, id: string): Finding {
  const found = report.findings.find((finding) => finding.id === id);
  if (found === undefined) throw new Error(`the report has no finding ${id}`);
  return found;
}
