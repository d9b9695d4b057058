import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { windowsPath, wineEnvironment } from '#harness/run/wine/wine-environment.js';
import { wineFolder } from '#harness/run/wine/wine-folder.js';
import { findWine } from '#harness/run/wine/wine-programs.js';
import { buildStore, storeLibrary } from '../../native/store-variants.js';
import { missingWine } from '../../native/wine.js';
import { temporaryFolder } from '../../run/temporary-folder.js';

// The harness itself as a program of Windows, parent and lives alike, as it is on Windows: Wine does not occur in its code
// then. Skipped, and shown as such, where Wine is not set up.

const BIN = fileURLToPath(new URL('../../../../bin/mapi-certify.js', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const missing = missingWine();
const onWindows = missing === null ? test.serial : test.serial.skip;
if (missing !== null) process.stderr.write(`The harness is not run as a program of Windows: ${missing}\n`);

const IN_SHORT = ['--quick', '--scenario', 'immediate-exit'];

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

onWindows('A DLL is certified by the quick mode', async (t) => {
  t.timeout(400_000);
  buildStore('dll');
  const { code, stdout, stderr } = await mapiCertify(t, storeLibrary('dll'), '--quick', '--items', '12');
  t.is(code, 0, stdout + stderr);
  t.regex(stdout, /\nPASSED \(quick\) {2}/);
  t.regex(stdout, /kills, all proven/);
});

onWindows('What a DLL crashed with is told by the words of Windows', async (t) => {
  t.timeout(400_000);
  buildStore('dll', '--fault', 'CrashInDo');
  const { code, stdout, stderr } = await mapiCertify(t, storeLibrary('dll', 'CrashInDo'), ...IN_SHORT);
  t.is(code, 1, stdout + stderr);
  t.regex(
    stdout.replaceAll(/\s+/g, ' '),
    /the process crashed with exit code 0xC0000005 \(access violation\) in IMAPIProviderShutdown::DoFastShutdown of native-store-CrashInDo /,
  );
});

onWindows('A store in JavaScript that loses its last batch is not certified', async (t) => {
  t.timeout(400_000);
  const store = join(FIXTURES, 'broken', 'forgets-last-batch.js');
  const { code, stdout, stderr } = await mapiCertify(t, store, ...IN_SHORT);
  t.is(code, 1, stdout + stderr);
  t.regex(stdout, /\n {2}✗ DUR-1 {2}Created items are there in the next life /);
  t.regex(stdout, /killed [\d.]+ ms \(TerminateProcess, proven\)/);
});

/** Runs the command under the Node of Windows. It writes to files: under Wine, Node cannot write to a pipe of Linux's. */
async function mapiCertify(t: ExecutionContext, provider: string, ...options: readonly string[]): Promise<Ended> {
  const wine = findWine(process.env);
  if (wine === null) throw new Error('Wine has gone');
  const folder = temporaryFolder(t);
  const wineParts = wineFolder(process.env);
  const files = ['stdout', 'stderr'].map((name) => join(folder, name)) as [string, string];
  const [stdout, stderr] = files.map((file) => openSync(file, 'w')) as [number, number];
  const args = [wineParts.node, BIN, provider].map(windowsPath);
  const child = spawn(wine.wine, [...args, ...options, '--seed', '7', '--out', windowsPath(join(folder, 'out'))], {
    cwd: folder,
    env: wineEnvironment(process.env, wineParts),
    stdio: ['ignore', stdout, stderr],
  });
  for (const descriptor of [stdout, stderr]) closeSync(descriptor);
  const [code] = (await once(child, 'exit')) as [number | null];
  const [output, errors] = files.map((file) => readFileSync(file, 'utf8')) as [string, string];
  return { code, stdout: output, stderr: errors };
}
