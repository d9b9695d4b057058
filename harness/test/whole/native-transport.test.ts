import test from 'ava';
import { certify } from '#harness/run/certify.js';
import { WALKS } from '../certification/support/expectation.js';
import { certifyAndJudgeAgain } from '../certification/support/judged-again.js';
import { missingCompiler } from '../native/compilers.js';
import { buildExample, exampleLibrary } from '../native/native-examples.js';
import { transportVariants } from '../native/transport-variants.js';

// The transport in C++, as a shared object; and what each of its broken variants is told.

const missing = missingCompiler('g++');
const compiled = missing === null ? test.serial : test.serial.skip;

compiled('The transport in C++ is certified', async (t) => {
  t.timeout(580_000);
  buildExample('native-transport', 'so');
  const provider = exampleLibrary('native-transport', 'so');
  const report = await certifyAndJudgeAgain({ provider, seed: 7, items: 12, walks: WALKS });
  t.is(report.verdict, 'certified', report.summary);
  t.is(report.provider.stance, 'in');
  const passed = report.findings.filter(({ status }) => status === 'pass').map(({ id }) => id);
  for (const id of ['COM-5', 'COM-7', 'DUR-6', 'DUR-7', 'DUR-15', 'TIME-2', 'QUIET-4']) t.true(passed.includes(id), id);
});

compiled('The variants of the transport are built from one compilation', (t) => {
  t.timeout(180_000);
  t.notThrows(() => buildExample('native-transport', 'so', '--fault', 'all'));
});

for (const [name, id, status, message] of transportVariants('so')) {
  compiled(`The transport ${name}: ${status} of ${id}`, async (t) => {
    t.timeout(120_000);
    const provider = exampleLibrary('native-transport', 'so', name);
    const report = await certify({ provider, only: [id], quick: true, seed: 7, out: null });
    const [finding] = report.findings;
    t.is(finding?.status, status, finding?.message ?? report.summary);
    t.regex(finding?.message ?? report.summary, message);
  });
}

compiled('JoinsASenderThatNotifies passes by itself with two threads, which is told', async (t) => {
  t.timeout(300_000);
  let told = 0;
  const report = await certify({
    provider: exampleLibrary('native-transport', 'so', 'JoinsASenderThatNotifies'),
    only: ['SEQ-1', 'TIME-4'],
    quick: true,
    seed: 7,
    out: null,
    onProgress: ({ kind }) => {
      told += Number(kind === 'two-threads');
    },
  });
  t.deepEqual(
    report.findings.map(({ id, status }) => [id, status]),
    [
      ['SEQ-1', 'pass'],
      ['TIME-4', 'pass'],
    ],
  );
  t.is(told, 1);
  t.true(report.totals.livesWithTwoThreads > 0);
});
