import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { resolveProvider } from '#harness/run/input/resolve-provider.js';
import { diagnoseImport, explainExports } from '#harness/run/process/diagnose-import.js';
import { Leftovers } from '#harness/run/process/leftovers.js';
import { resolvePackage } from '#harness/run/process/resolve-package.js';
import { temporaryFolder } from '../temporary-folder.js';

async function diagnose(
  t: ExecutionContext,
  source: string,
  more: Readonly<Record<string, string>> = {},
  limitMs = 20_000,
): Promise<string | null> {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  const folder = temporaryFolder(t);
  for (const [name, text] of Object.entries({ ...more, 'store.mjs': source })) writeFileSync(join(cwd, name), text);
  const leftovers = new Leftovers();
  t.teardown(() => leftovers.dispose());
  const provider = await resolveProvider('./store.mjs', cwd, resolvePackage);
  const error = await diagnoseImport({ provider, cwd, folder, limitMs, leftovers });
  return error?.message ?? null;
}

test('a module that exports MSProviderInit is no problem', async (t) => {
  t.is(await diagnose(t, 'export function MSProviderInit() {}'), null);
});

test('a module without an entry point is told with what it does export', async (t) => {
  t.is(
    await diagnose(t, 'export default 1; export class BoxStore {}'),
    './store.mjs exports none of MSProviderInit, XPProviderInit, ABProviderInit (it exports: BoxStore, default)',
  );
  t.is(
    await diagnose(t, 'globalThis.x = 1;'),
    './store.mjs exports none of MSProviderInit, XPProviderInit, ABProviderInit (it exports nothing)',
  );
});

test('an entry point that is no function is told', async (t) => {
  t.is(
    await diagnose(t, 'export const MSProviderInit = {};'),
    './store.mjs exports MSProviderInit, but not as a function',
  );
});

test('a provider of any kind loads', async (t) => {
  t.is(await diagnose(t, 'export function XPProviderInit() {}'), null);
  t.is(await diagnose(t, 'export function ABProviderInit() {}'), null);
});

test('an entry point that is no function is told to be none', async (t) => {
  t.is(
    await diagnose(t, 'export const XPProviderInit = 1;'),
    './store.mjs exports XPProviderInit, but not as a function',
  );
});

test('a syntax error is told with its file and line', async (t) => {
  t.is(
    await diagnose(t, 'export const a = 1;\nexport const b = ;\n'),
    "./store.mjs has a syntax error: Unexpected token ';'\n  at store.mjs:2",
  );
});

test('a syntax error in an imported file is told with that file', async (t) => {
  t.is(
    await diagnose(t, "import './other.mjs';", { 'other.mjs': '\n\nlet x = 1 2;\n' }),
    './store.mjs has a syntax error: Invalid or unexpected token\n  at other.mjs:3, which it imports'.replace(
      'Invalid or unexpected token',
      'Unexpected number',
    ),
  );
});

test('a name that an imported file does not export is told', async (t) => {
  t.regex(
    (await diagnose(t, "export { zz } from './other.mjs';", { 'other.mjs': 'export const q = 1;' })) ?? '',
    /^\.\/store\.mjs has a syntax error: The requested module '\.\/other\.mjs' does not provide an export named 'zz'\n {2}at store\.mjs:1/,
  );
});

test('a module that throws is told with its message and its own line', async (t) => {
  t.is(
    await diagnose(t, "import { deep } from './other.mjs';\n\ndeep();\n", {
      'other.mjs': "export function deep() {\n  throw new RangeError('no such box');\n}\n",
    }),
    './store.mjs throws when it is imported: RangeError: no such box\n  at other.mjs:2:9',
  );
});

test('a module that is missing a dependency is told which', async (t) => {
  t.regex(
    (await diagnose(t, "import 'no-such-package-here';")) ?? '',
    /^\.\/store\.mjs throws when it is imported: Error: Cannot find package 'no-such-package-here'/,
  );
});

test('of many exports the first ones are named', (t) => {
  const names = Array.from({ length: 30 }, (_, index) => `name${index}`);
  t.regex(explainExports(names, []) ?? '', /\(it exports: name0, name1, .*name7 and 22 more\)$/);
});

test('a module that ends the process is told with the exit code and what it printed', async (t) => {
  t.is(
    await diagnose(t, "console.error('licence expired'); process.exit(3);"),
    './store.mjs ended the process with exit code 3 while it was imported; it printed: licence expired',
  );
});

test('a top-level await that never settles is told', async (t) => {
  t.is(
    await diagnose(t, 'await new Promise(() => {}); export function MSProviderInit() {}'),
    './store.mjs never finishes loading: a top-level await waits for something that does not happen',
  );
});

test('a module that does not finish loading is ended, and told', async (t) => {
  const message =
    './store.mjs did not finish loading within 1 s; what a module does at its top level must come to an end';
  t.is(await diagnose(t, 'await new Promise(() => setInterval(() => {}, 1000));', {}, 1_000), message);
  t.is(await diagnose(t, 'for (;;);', {}, 1_000), message);
});
