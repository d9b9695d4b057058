import test from 'ava';
import { certify } from '#harness/run/certify.js';
import { addressBookVariants } from '../../native/address-book-variants.js';
import { buildExample, exampleLibrary } from '../../native/native-examples.js';
import { missingWine, WINE_REQUIRED } from '../../native/wine.js';

// The address book in C++, as a DLL through Wine. Where Wine is not set up, these are skipped, and shown as such.

const missing = missingWine();
const throughWine = missing === null ? test.serial : test.serial.skip;
if (missing !== null) process.stderr.write(`No DLL is certified: ${missing}\n`);

/** CI takes a few: what a life costs through Wine is several times what it costs without. */
const IN_CI: ReadonlySet<string> = new Set(['LosesMembers', 'ServiceEntryCrashes']);

throughWine('The address book in C++ as a DLL is certified by the quick mode', async (t) => {
  t.timeout(580_000);
  buildExample('native-address-book', 'dll');
  const provider = exampleLibrary('native-address-book', 'dll');
  const report = await certify({ provider, quick: true, seed: 7, items: 12, out: null });
  t.is(report.verdict, 'passed', report.summary);
  t.is(report.provider.stance, 'in');
});

throughWine('The variants of the address book as DLLs are built from one compilation', (t) => {
  t.timeout(300_000);
  t.notThrows(() => buildExample('native-address-book', 'dll', '--fault', 'all'));
});

for (const [name, id, status, message] of addressBookVariants('dll')) {
  if (WINE_REQUIRED && !IN_CI.has(name)) continue;
  throughWine(`The address book ${name}.dll: ${status} of ${id}`, async (t) => {
    t.timeout(180_000);
    const provider = exampleLibrary('native-address-book', 'dll', name);
    const report = await certify({ provider, only: [id], quick: true, seed: 7, out: null });
    const [finding] = report.findings;
    t.is(finding?.status, status, finding?.message ?? report.summary);
    t.regex(finding?.message ?? report.summary, message);
  });
}
