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
  files: Readonly<Record<string, string>>,
  limitMs: number,
): Promise<string | null> {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  const folder = temporaryFolder(t);
  for (const [name, text] of Object.entries({ ...files, 'store.mjs': source })) writeFileSync(join(cwd, name), text);
  const leftovers = new Leftovers();
  t.teardown(() => leftovers.dispose());
  const provider = await resolveProvider('./store.mjs', cwd, resolvePackage);
  const error = await diagnoseImport({ provider, cwd, folder, limitMs, leftovers });
  return error?.message ?? null;
}

/** What is said of a module, and of the files that it imports. */
const told = test.macro(
  async (
    t,
    source: string,
    message: string | RegExp | null,
    {
      files = {},
      limitMs = 20_000,
    }: { readonly files?: Readonly<Record<string, string>>; readonly limitMs?: number } = {},
  ) => {
    const said = await diagnose(t, source, files, limitMs);
    if (message instanceof RegExp) t.regex(said ?? '', message);
    else t.is(said, message);
  },
);

test('a store loads', told, 'export function MSProviderInit() {}', null);
test('a transport loads', told, 'export function XPProviderInit() {}', null);
test('an address book loads', told, 'export function ABProviderInit() {}', null);

test(
  'a module without an entry point is told with what it does export',
  told,
  'export default 1; export class BoxStore {}',
  './store.mjs exports none of MSProviderInit, XPProviderInit, ABProviderInit (it exports: BoxStore, default)',
);
test(
  'a module without any export is told',
  told,
  'globalThis.x = 1;',
  './store.mjs exports none of MSProviderInit, XPProviderInit, ABProviderInit (it exports nothing)',
);
test(
  'an entry point that is an object is no function',
  told,
  'export const MSProviderInit = {};',
  './store.mjs exports MSProviderInit, but not as a function',
);
test(
  'an entry point that is a number is no function',
  told,
  'export const XPProviderInit = 1;',
  './store.mjs exports XPProviderInit, but not as a function',
);
test(
  'a syntax error is told with its file and line',
  told,
  'export const a = 1;\nexport const b = ;\n',
  "./store.mjs has a syntax error: Unexpected token ';'\n  at store.mjs:2",
);
test(
  'a syntax error in an imported file is told with that file',
  told,
  "import './other.mjs';",
  './store.mjs has a syntax error: Unexpected number\n  at other.mjs:3, which it imports',
  { files: { 'other.mjs': '\n\nlet x = 1 2;\n' } },
);
test(
  'a name that an imported file does not export is told',
  told,
  "export { zz } from './other.mjs';",
  /^\.\/store\.mjs has a syntax error: The requested module '\.\/other\.mjs' does not provide an export named 'zz'\n {2}at store\.mjs:1/,
  { files: { 'other.mjs': 'export const q = 1;' } },
);
test(
  'a module that throws is told with its message and its own line',
  told,
  "import { deep } from './other.mjs';\n\ndeep();\n",
  './store.mjs throws when it is imported: RangeError: no such box\n  at other.mjs:2:9',
  { files: { 'other.mjs': "export function deep() {\n  throw new RangeError('no such box');\n}\n" } },
);
test(
  'a module that is missing a dependency is told which',
  told,
  "import 'no-such-package-here';",
  /^\.\/store\.mjs throws when it is imported: Error: Cannot find package 'no-such-package-here'/,
);
test(
  'a module that ends the process is told with the exit code and what it printed',
  told,
  "console.error('licence expired'); process.exit(3);",
  './store.mjs ended the process with exit code 3 while it was imported; it printed: licence expired',
);
test(
  'a top-level await that never settles is told',
  told,
  'await new Promise(() => {}); export function MSProviderInit() {}',
  './store.mjs never finishes loading: a top-level await waits for something that does not happen',
);

const TOO_LONG =
  './store.mjs did not finish loading within 1 s; what a module does at its top level must come to an end';
test(
  'a module that waits for ever is ended, and told',
  told,
  'await new Promise(() => setInterval(() => {}, 1000));',
  TOO_LONG,
  { limitMs: 1_000 },
);
test('a module that never stops computing is ended, and told', told, 'for (;;);', TOO_LONG, { limitMs: 1_000 });

test('of many exports the first ones are named', (t) => {
  const names = Array.from({ length: 30 }, (_, index) => `name${index}`);
  t.regex(explainExports(names, []) ?? '', /\(it exports: name0, name1, .*name7 and 22 more\)$/);
});
