import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'ava';
import type { FindingStatus } from '#harness/catalogue/requirement.js';
import { certify } from '#harness/run/certify.js';
import { WALKS } from '../certification/support/expectation.js';
import { certifyAndJudgeAgain } from '../certification/support/judged-again.js';
import { missingCompiler } from '../native/compilers.js';
import { ROOT } from '../support/npm.js';

// The message store in C++, as a shared object; and what each of its broken variants is told.

const FOLDER = join(ROOT, 'examples', 'native-store');
const missing = missingCompiler('g++');
const compiled = missing === null ? test.serial : test.serial.skip;

/** In half the time of what an author builds. */
function build(...options: readonly string[]): void {
  const env = { ...process.env, CXXFLAGS: '-O0' };
  const { status, stderr } = spawnSync(process.execPath, ['build.js', '--so', ...options], {
    cwd: FOLDER,
    encoding: 'utf8',
    env,
  });
  if (status !== 0) throw new Error(stderr);
}

function library(name: string): string {
  return join(FOLDER, 'build', `native-store${name}.so`);
}

compiled('The store in C++ is certified, and would lose something without fast shutdown', async (t) => {
  t.timeout(580_000);
  build();
  const report = await certifyAndJudgeAgain({ provider: library(''), seed: 7, items: 12, walks: WALKS });
  t.is(report.verdict, 'certified', report.summary);
  t.is(report.provider.stance, 'in');
  t.true((report.exposure?.lost ?? 0) > 0);
});

const CRASH = 'was ended by SIGSEGV \\(segmentation fault\\) in IMAPIProviderShutdown::';

/** Of each variant: the requirement that it breaks, how that comes out, and what its author is told. */
const VARIANTS: readonly (readonly [name: string, id: string, status: FindingStatus, message: RegExp])[] = [
  ['CrashInQuery', 'COM-6', 'fail', RegExp(`${CRASH}QueryFastShutdown of native-store-CrashInQuery$`)],
  ['CrashInNotify', 'COM-6', 'fail', RegExp(`${CRASH}NotifyProcessShutdown of native-store-CrashInNotify$`)],
  ['CrashInDo', 'COM-6', 'fail', RegExp(`${CRASH}DoFastShutdown of native-store-CrashInDo$`)],
  [
    'ThrowsThroughTheBoundary',
    'COM-6',
    'fail',
    /SIGABRT \(abort\) in IMAPIProviderShutdown::DoFastShutdown .* 'native_store::Failure' what\(\): nobody catches this$/,
  ],
  [
    'WaitsForItsOwnThread',
    'TIME-4',
    'fail',
    /^the provider hung: IMAPIProviderShutdown::DoFastShutdown .* when the watchdog ended the process$/,
  ],
  [
    'WrongThis',
    'COM-6',
    'fail',
    /QueryInterface for IID_IMAPIProviderShutdown gave the pointer of IMSProvider, at which slot 3 is another method/,
  ],
  ['NoInterface', 'ANS-5', 'warn', /^no IMAPIProviderShutdown\. Option 1, .* items were lost that way\./],
  ['ReleasesOnceTooOften', 'COM-5', 'fail', /^Release was called on support object .* more often than references were/],
  ['LeaksTheSupportObject', 'COM-7', 'fail', /^after the logoff: support object .* still has 1 reference$/],
  [
    'FreesWithTheWrongAllocator',
    'COM-5',
    'fail',
    /^MAPIFreeBuffer or MAPIAllocateMore was called \d+ times with what MAPIAllocateBuffer did not give/,
  ],
  [
    'KeepsALentBuffer',
    'DUR-1',
    'fail',
    /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK/,
  ],
  ['WritesAfterDo', 'DUR-1', 'fail', /^\d+ items lost after DoFastShutdown had returned S_OK/],
  // With pauses its thread may have written the last batch before Do comes.
  [
    'ForgetsTheLastBatch',
    'SEQ-2',
    'fail',
    /^after Query, Notify, Do in one turn right after the last save: \d+ items? lost/,
  ],
  ['SavesInDllMainOnly', 'DUR-1', 'fail', /^\d+ items lost after DoFastShutdown had returned S_OK/],
  ['AnsiOnly', 'DUR-1', 'inconclusive', /refused ordinary work \(.*SetProps .* answered MAPI_E_BAD_CHARWIDTH/],
  // Unusual, and right.
  ['JoinsAWriterThatFreesMemory', 'SEQ-1', 'pass', /all 26 items found as acknowledged/],
  ['NeedsALargeStack', 'SEQ-1', 'pass', /all 26 items found as acknowledged/],
  ['ReliesOnThreadLocal', 'SEQ-1', 'pass', /all 26 items found as acknowledged/],
];

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
  t.notThrows(() => build('--fault', 'all'));
});

for (const [name, id, status, message] of VARIANTS) {
  for (const twoThreads of ALSO_WITH_TWO_THREADS.has(name) ? [false, true] : [false]) {
    compiled(`${name}: ${status} of ${id}${twoThreads ? ', with two threads' : ''}`, async (t) => {
      t.timeout(120_000);
      const provider = library(`-${name}`);
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
      provider: library('-JoinsAWriterThatNotifies'),
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
