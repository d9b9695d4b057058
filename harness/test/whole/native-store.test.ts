import test from 'ava';
import { certify } from '#harness/run/certify.js';
import { certifyAndJudgeAgain } from '../certification/support/judged-again.js';
import { missingCompiler } from '../native/compilers.js';
import { buildStore, storeLibrary, storeVariants } from '../native/store-variants.js';

// The message store in C++, as a shared object; and what each of its broken variants is told.

const missing = missingCompiler('g++');
const compiled = missing === null ? test.serial : test.serial.skip;

compiled('The store in C++ is certified, and would lose something without fast shutdown', async (t) => {
  t.timeout(580_000);
  buildStore('so');
  const report = await certifyAndJudgeAgain({ provider: storeLibrary('so'), seed: 7, items: 12 });
  t.is(report.verdict, 'certified', report.summary);
  t.is(report.provider.stance, 'in');
  t.true((report.exposure?.lost ?? 0) > 0);
});

compiled('The variants of the store are built from one compilation', (t) => {
  t.timeout(180_000);
  t.notThrows(() => buildStore('so', '--fault', 'all'));
});

for (const [name, id, status, message] of storeVariants('so')) {
  compiled(`${name}: ${status} of ${id}`, async (t) => {
    t.timeout(120_000);
    const report = await certify({ provider: storeLibrary('so', name), only: [id], quick: true, seed: 7, out: null });
    const [finding] = report.findings;
    t.is(finding?.status, status, finding?.message);
    t.regex(finding?.message ?? report.summary, message);
  });
}
