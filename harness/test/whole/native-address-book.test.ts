import test from 'ava';
import { certify } from '#harness/run/certify.js';
import { WALKS } from '../certification/support/expectation.js';
import { certifyAndJudgeAgain } from '../certification/support/judged-again.js';
import { addressBookVariants } from '../native/address-book-variants.js';
import { missingCompiler } from '../native/compilers.js';
import { buildExample, exampleLibrary } from '../native/native-examples.js';

// The address book in C++, as a shared object; and what each of its broken variants is told.

const missing = missingCompiler('g++');
const compiled = missing === null ? test.serial : test.serial.skip;

/** CI takes those that no other native example has. */
const IN_CI: ReadonlySet<string> = new Set([
  'LosesMembers',
  'LosesNames',
  'LeaksTheLogon',
  'ServiceEntryFails',
  'ServiceEntryCrashes',
]);
const isCi = process.env['MAPI_KIT_COMPILERS'] === 'required';

compiled('The address book in C++ is certified, and would lose something without fast shutdown', async (t) => {
  t.timeout(580_000);
  buildExample('native-address-book', 'so');
  const provider = exampleLibrary('native-address-book', 'so');
  const report = await certifyAndJudgeAgain({ provider, seed: 7, items: 12, walks: WALKS });
  t.is(report.verdict, 'certified', report.summary);
  t.is(report.provider.stance, 'in');
  t.true((report.exposure?.lost ?? 0) > 0);
  const passed = report.findings.filter(({ status }) => status === 'pass').map(({ id }) => id);
  for (const id of ['COM-5', 'COM-7', 'COM-8', 'DUR-1', 'DUR-11', 'DUR-12', 'DUR-16']) t.true(passed.includes(id), id);
});

compiled('The variants of the address book are built from one compilation', (t) => {
  t.timeout(180_000);
  t.notThrows(() => buildExample('native-address-book', 'so', '--fault', 'all'));
});

for (const [name, id, status, message] of addressBookVariants('so')) {
  if (isCi && !IN_CI.has(name)) continue;
  compiled(`The address book ${name}: ${status} of ${id}`, async (t) => {
    t.timeout(120_000);
    const provider = exampleLibrary('native-address-book', 'so', name);
    const report = await certify({ provider, only: [id], quick: true, seed: 7, out: null });
    const [finding] = report.findings;
    t.is(finding?.status, status, finding?.message ?? report.summary);
    t.regex(finding?.message ?? report.summary, message);
  });
}
