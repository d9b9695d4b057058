import test from 'ava';
import { certify } from '#harness/run/certify.js';
import { buildExample, exampleLibrary } from '../../native/native-examples.js';
import { transportVariants } from '../../native/transport-variants.js';
import { missingWine, WINE_REQUIRED } from '../../native/wine.js';

// The transport in C++, as a DLL through Wine, with sockets of Winsock. Where Wine is not set up, these are skipped, and
// shown as such.

const missing = missingWine();
const throughWine = missing === null ? test.serial : test.serial.skip;
if (missing !== null) process.stderr.write(`No DLL is certified: ${missing}\n`);

/** CI takes one of each kind: what a life costs through Wine is several times what it costs without. */
const IN_CI: ReadonlySet<string> = new Set(['SentBeforeTheAnswer', 'LeaksAnAttachment', 'CrashInDo']);

throughWine('The transport in C++ as a DLL is certified by the quick mode', async (t) => {
  t.timeout(580_000);
  buildExample('native-transport', 'dll');
  const provider = exampleLibrary('native-transport', 'dll');
  const report = await certify({ provider, quick: true, seed: 7, items: 12, out: null });
  t.is(report.verdict, 'passed', report.summary);
  t.is(report.provider.stance, 'in');
});

throughWine('The variants of the transport as DLLs are built from one compilation', (t) => {
  t.timeout(300_000);
  t.notThrows(() => buildExample('native-transport', 'dll', '--fault', 'all'));
});

for (const [name, id, status, message] of transportVariants('dll')) {
  if (WINE_REQUIRED && !IN_CI.has(name)) continue;
  throughWine(`The transport ${name}.dll: ${status} of ${id}`, async (t) => {
    t.timeout(180_000);
    const provider = exampleLibrary('native-transport', 'dll', name);
    const report = await certify({ provider, only: [id], quick: true, seed: 7, out: null });
    const [finding] = report.findings;
    t.is(finding?.status, status, finding?.message ?? report.summary);
    t.regex(finding?.message ?? report.summary, message);
  });
}
