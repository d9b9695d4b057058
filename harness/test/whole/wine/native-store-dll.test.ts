import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { certify } from '#harness/run/certify.js';
import { wineFolder } from '#harness/run/wine/wine-folder.js';
import { buildStore, storeLibrary, storeVariants } from '../../native/store-variants.js';
import { missingWine, WINE_REQUIRED } from '../../native/wine.js';
import { temporaryFolder } from '../../run/temporary-folder.js';

// The message store in C++, as a DLL through Wine: the same table as for the shared object. Where Wine is not set up, these
// are skipped, and shown as such.

const missing = missingWine();
const throughWine = missing === null ? test.serial : test.serial.skip;
if (missing !== null) process.stderr.write(`No DLL is certified: ${missing}\n`);

/** CI takes one of each kind: what a life costs through Wine is several times what it costs without. */
const IN_CI: ReadonlySet<string> = new Set([
  'CrashInDo',
  'ThrowsThroughTheBoundary',
  'FreesWithTheWrongAllocator',
  'WritesAfterDo',
  'NeedsALargeStack',
]);

throughWine('The store in C++ as a DLL is certified by the quick mode, and nothing of Wine is left', async (t) => {
  t.timeout(580_000);
  buildStore('dll');
  const report = await certify({ provider: storeLibrary('dll'), quick: true, seed: 7, items: 12, out: null });
  t.is(report.verdict, 'passed', report.summary);
  t.is(report.provider.stance, 'in');
  t.deepEqual(processesOfWine(), []);
});

throughWine('On a full disk the DLL keeps its promises', async (t) => {
  t.timeout(300_000);
  const report = await certify({ provider: storeLibrary('dll'), only: ['FAULT-1'], seed: 7, items: 12, out: null });
  const [finding] = report.findings;
  t.is(finding?.status, 'pass', finding?.message);
  t.regex(finding?.message ?? '', /^full disk: Do answered MAPI_E_NOT_ENOUGH_DISK; nothing that was promised was lost/);
  t.deepEqual(processesOfWine(), []);
});

throughWine('Killed by a thread in the middle of Notify and Do, the DLL damages nothing', async (t) => {
  t.timeout(300_000);
  const report = await certify({ provider: storeLibrary('dll'), only: ['FAULT-2'], seed: 7, items: 12, out: null });
  const [finding] = report.findings;
  t.is(finding?.status, 'pass', finding?.message);
});

throughWine('A certification that is interrupted leaves nothing of Wine', async (t) => {
  t.timeout(120_000);
  const controller = new AbortController();
  const options = { provider: storeLibrary('dll'), quick: true, out: null, signal: controller.signal };
  const report = await certify({
    ...options,
    onProgress: ({ kind }) => {
      if (kind === 'planned') controller.abort();
    },
  });
  t.is(report.completion, 'interrupted');
  t.deepEqual(processesOfWine(), []);
});

throughWine('A DLL that needs another one is refused by the name of that', async (t) => {
  t.timeout(120_000);
  const folder = temporaryFolder(t);
  const compile = (name: string, source: string, ...libraries: readonly string[]): void => {
    writeFileSync(join(folder, 'source.cpp'), source);
    execFileSync('x86_64-w64-mingw32-g++', ['-shared', '-static', '-o', name, 'source.cpp', ...libraries], {
      cwd: folder,
    });
  };
  compile('needed.dll', 'extern "C" __declspec(dllexport) int needed() { return 0; }');
  const entry = 'extern "C" __declspec(dllexport) int MSProviderInit() { return needed(); }';
  compile('store.dll', `extern "C" int needed(); ${entry}`, 'needed.dll');
  rmSync(join(folder, 'needed.dll'));
  await t.throwsAsync(() => certify({ provider: './store.dll', cwd: folder, quick: true, out: null }), {
    message: './store.dll cannot be loaded: it needs needed.dll, which is not where the system looks for libraries',
  });
});

throughWine('The variants of the store as DLLs are built from one compilation', (t) => {
  t.timeout(300_000);
  t.notThrows(() => buildStore('dll', '--fault', 'all'));
});

for (const [name, id, status, message] of storeVariants('dll')) {
  if (WINE_REQUIRED && !IN_CI.has(name)) continue;
  throughWine(`${name}.dll: ${status} of ${id}`, async (t) => {
    t.timeout(180_000);
    const report = await certify({ provider: storeLibrary('dll', name), only: [id], quick: true, seed: 7, out: null });
    const [finding] = report.findings;
    t.is(finding?.status, status, finding?.message);
    t.regex(finding?.message ?? report.summary, message);
  });
}

for (const twoThreads of [false, true]) {
  const name = `JoinsAWriterThatNotifies.dll passes with two threads${twoThreads ? '' : ', which it gets by itself'}`;
  throughWine(name, async (t) => {
    t.timeout(300_000);
    let told = 0;
    const report = await certify({
      provider: storeLibrary('dll', 'JoinsAWriterThatNotifies'),
      only: ['SEQ-1', 'TIME-4'],
      quick: true,
      seed: 7,
      out: null,
      twoThreads,
      onProgress: ({ kind }) => {
        told += Number(kind === 'two-threads');
      },
    });
    for (const { id, status, message } of report.findings) t.is(status, 'pass', `${id}: ${message}`);
    t.is(report.findings.length, 2);
    t.is(told, twoThreads ? 0 : 1);
    const { lives, livesWithTwoThreads } = report.totals;
    if (twoThreads) t.is(livesWithTwoThreads, lives);
    else t.true(livesWithTwoThreads > 0);
  });
}

/** Those of our prefix, by their command lines; one that has ended and waits for its parent has neither. */
function processesOfWine(): readonly string[] {
  const mark = `WINEPREFIX=${wineFolder(process.env).prefix}`;
  return readdirSync('/proc').flatMap((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark)) return [];
      return [readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')];
    } catch {
      return [];
    }
  });
}
