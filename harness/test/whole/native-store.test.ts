import test from 'ava';
import { certify } from '#harness/run/certify.js';
import { WALKS } from '../certification/support/expectation.js';
import { certifyAndJudgeAgain } from '../certification/support/judged-again.js';
import { missingCompiler } from '../native/compilers.js';
import { buildStore, storeLibrary, storeVariants } from '../native/store-variants.js';

// The message store in C++, as a shared object; and what each of its broken variants is told.

const missing = missingCompiler('g++');
const compiled = missing === null ? test.serial : test.serial.skip;

compiled('The store in C++ is certified, and would lose something without fast shutdown', async (t) => {
  t.timeout(580_000);
  buildStore('so');
  const report = await certifyAndJudgeAgain({ provider: storeLibrary('so'), seed: 7, items: 12, walks: WALKS });
  t.is(report.verdict, 'certified', report.summary);
  t.is(report.provider.stance, 'in');
  t.true((report.exposure?.lost ?? 0) > 0);
});

/** What comes out alike with two threads. */
const ALSO_WITH_TWO_THREADS: ReadonlySet<string> = new Set([
  'CrashInDo',
  'ThrowsThroughTheBoundary',
  'WaitsForItsOwnThread',
  'ReleasesOnceTooOften',
  'LeaksTheSupportObject',
  'KeepsALentBuffer',
  'WritesAfterDo',
  'JoinsAWriterThatFreesMemory',
  'NeedsALargeStack',
  'ReliesOnThreadLocal',
]);

compiled('The variants of the store are built from one compilation', (t) => {
  t.timeout(180_000);
  t.notThrows(() => buildStore('so', '--fault', 'all'));
});

for (const [name, id, status, message] of storeVariants('so')) {
  for (const twoThreads of ALSO_WITH_TWO_THREADS.has(name) ? [false, true] : [false]) {
    compiled(`${name}: ${status} of ${id}${twoThreads ? ', with two threads' : ''}`, async (t) => {
      t.timeout(120_000);
      const provider = storeLibrary('so', name);
      const report = await certify({ provider, only: [id], quick: true, seed: 7, out: null, twoThreads });
      const [finding] = report.findings;
      t.is(finding?.status, status, finding?.message);
      t.regex(finding?.message ?? report.summary, message);
      const { lives, livesWithTwoThreads } = report.totals;
      t.is(livesWithTwoThreads, twoThreads ? lives : 0);
    });
  }
}

compiled(
  'JoinsAWriterThatNotifies passes by itself with two threads, which is told; its evidence says so',
  async (t) => {
    t.timeout(300_000);
    let told = 0;
    const report = await certifyAndJudgeAgain({
      provider: storeLibrary('so', 'JoinsAWriterThatNotifies'),
      quick: true,
      seed: 7,
      onProgress: ({ kind }) => {
        told += Number(kind === 'two-threads');
      },
    });
    t.is(report.verdict, 'passed', report.summary);
    const [finding] = report.findings.filter(({ id }) => id === 'SEQ-1');
    t.is(finding?.status, 'pass', finding?.message);
    t.is(report.findings.find(({ id }) => id === 'TIME-4')?.status, 'pass');
    t.is(told, 1);
    t.false(report.settings.twoThreads);
    t.true(report.totals.livesWithTwoThreads > report.totals.lives / 2);
  },
);
