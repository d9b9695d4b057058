import { availableParallelism } from 'node:os';
import test from 'ava';
import pLimit from 'p-limit';
import type { Finding } from '#harness/catalogue/requirement.js';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';
import { Places } from '#harness/run/schedule/places.js';
import { defaultTools } from '#harness/run/tools.js';
import { certifyFixture, doubtfulOf, measuredAgain, quickOptions } from './certify-fixture.js';
import { breachesOf } from './detection.js';
import { type Expectation, SEED } from './expectation.js';
import { certifyAndJudgeAgain } from './judged-again.js';
import { mismatchesInPart } from './mismatches.js';
import { keepQuick, QUICK_FOLDER } from './quick-findings.js';

// All tests of a file share one queue of lives; so many certifications at once keep it full.
const places = new Places(availableParallelism());
const limit = pLimit(2 * availableParallelism());
// They begin all at once, and most of the time wait for their turn. That nothing goes on any more AVA sees by itself.
const TIMEOUT_MS = 2_400_000;

/** A provider that is right. */
export interface Correct {
  readonly name: string;
  readonly options: Pick<CertifyOptions, 'provider' | 'profileFile' | 'client'>;
  /** The ids of what it is warned of all the same. */
  readonly warned?: readonly string[];
}

/** Looks at a provider that is right by the quick mode. */
export const isPassed = test.macro({
  title: (_, { name }: Correct) => `${name} passes the quick mode`,
  async exec(t, { options, warned = [] }: Correct) {
    t.timeout(TIMEOUT_MS);
    const report = await limit(() =>
      certifyAndJudgeAgain({ ...options, quick: true, seed: SEED }, { ...defaultTools, places }),
    );
    const isKnown = ({ id, status }: Finding): boolean => status === 'warn' && warned.includes(id);
    const conspicuous = report.findings.filter(
      (finding) => finding.status !== 'pass' && finding.status !== 'not-applicable' && !isKnown(finding),
    );
    t.deepEqual(
      conspicuous.map(({ id, status, message }) => `${id} ${status}: ${message}`),
      [],
    );
    t.is(report.verdict, 'passed', report.summary);
    t.is(report.totals.killsProven, report.totals.kills);
    t.is(report.totals.found, report.totals.acknowledged);
  },
});

/**
 * Certifies a broken provider by the requirements that it breaks, as the quick mode does where that shows it, and compares
 * ids, words and verdict with what is expected.
 */
export const isCaught = test.macro({
  title: (given, expectation: Expectation) => given ?? titleOf(expectation),
  async exec(t, expectation: Expectation) {
    t.timeout(TIMEOUT_MS);
    const { provider, options, quick = true } = expectation;
    const inPart = quick ? quickOptions(expectation) : { ...options, only: breachesOf(expectation) };
    const first = await limit(() => certifyFixture({ provider, options: inPart }, places));
    const doubtful = doubtfulOf(first, expectation);
    const report =
      doubtful.length === 0
        ? first
        : await limit(() => measuredAgain(first, { ...expectation, options: inPart }, doubtful));
    if (quick) keepQuick(provider, report, QUICK_FOLDER);
    t.deepEqual(mismatchesInPart(expectation, report), []);
  },
});

function titleOf({ provider, verdict, fails = {}, warns = {} }: Expectation): string {
  const name = provider.split('/').pop() ?? provider;
  const ids = [...Object.keys(fails).map((id) => `fails ${id}`), ...Object.keys(warns).map((id) => `warns ${id}`)];
  return `${name} ${ids.length === 0 ? `is ${verdict}` : ids.join(', ')}`;
}
