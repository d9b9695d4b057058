import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { resolveProvider } from '#harness/run/input/resolve-provider.js';
import { resolvePackage } from '#harness/run/process/resolve-package.js';
import { temporaryFolder } from '../temporary-folder.js';

const MODULE = 'export const MSProviderInit = () => {};\n';

function folderWith(t: ExecutionContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder(t);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

async function refuses(t: ExecutionContext, given: string, cwd: string, message: RegExp): Promise<void> {
  const error = await t.throwsAsync(resolveProvider(given, cwd, resolvePackage), { instanceOf: ConfigurationError });
  t.regex(error?.message ?? '', message);
}

test('a relative path is resolved from cwd; the file is hashed and not loaded', async (t) => {
  const cwd = folderWith(t, { 'dist/box-store.js': `throw new Error('loaded');\n${MODULE}` });
  const provider = await resolveProvider('./dist/box-store.js', cwd, resolvePackage);
  const file = join(cwd, 'dist', 'box-store.js');
  t.deepEqual(provider, {
    given: './dist/box-store.js',
    file,
    url: pathToFileURL(file).href,
    name: 'box-store',
    sha256: createHash('sha256').update(`throw new Error('loaded');\n${MODULE}`).digest('hex'),
  });
});

test('a path needs no leading dot, and may be absolute or a file URL', async (t) => {
  const cwd = folderWith(t, { 'dist/a b#c.mjs': MODULE });
  const file = join(cwd, 'dist', 'a b#c.mjs');
  for (const given of ['dist/a b#c.mjs', file, pathToFileURL(file).href]) {
    const provider = await resolveProvider(given, cwd, resolvePackage);
    t.is(provider.file, file);
    t.is(provider.name, 'a b#c');
    t.is(provider.url, pathToFileURL(file).href);
  }
});

test('a package is found as node finds it from cwd, with the conditions of an import', async (t) => {
  const cwd = folderWith(t, {
    'node_modules/@scope/store/package.json': JSON.stringify({
      name: '@scope/store',
      exports: { '.': { import: './lib/store.mjs', require: './lib/store.cjs' }, './other': './lib/other.mjs' },
    }),
    'node_modules/@scope/store/lib/store.mjs': MODULE,
    'node_modules/@scope/store/lib/store.cjs': MODULE,
    'node_modules/@scope/store/lib/other.mjs': MODULE,
    'deep/folder/x.txt': '',
  });
  const provider = await resolveProvider('@scope/store', join(cwd, 'deep', 'folder'), resolvePackage);
  t.is(provider.file, join(cwd, 'node_modules', '@scope', 'store', 'lib', 'store.mjs'));
  t.is(provider.name, '@scope/store');
  t.is(
    (await resolveProvider('@scope/store/other', cwd, resolvePackage)).file,
    join(cwd, 'node_modules/@scope/store/lib/other.mjs'),
  );
});

test('a folder is resolved by the exports, or else the main, of its package.json', async (t) => {
  const cwd = folderWith(t, {
    'with-exports/package.json': JSON.stringify({ name: 'store-e', exports: './e.js', main: './m.js' }),
    'with-exports/e.js': MODULE,
    'with-exports/m.js': MODULE,
    'with-main/package.json': JSON.stringify({ main: './m.js' }),
    'with-main/m.js': MODULE,
    'not-built/package.json': JSON.stringify({ name: 'store-n', exports: './dist/n.js' }),
    'empty/readme.txt': '',
    'broken/package.json': '{',
  });
  const exported = await resolveProvider('./with-exports', cwd, resolvePackage);
  t.deepEqual([exported.file, exported.name], [join(cwd, 'with-exports', 'e.js'), 'store-e']);
  const main = await resolveProvider('with-main', cwd, resolvePackage);
  t.deepEqual([main.file, main.name], [join(cwd, 'with-main', 'm.js'), 'with-main']);
  await refuses(t, './not-built', cwd, /^\.\/not-built leads to .*n\.js, which is not a file; is it built\?$/);
  await refuses(t, './empty', cwd, /^\.\/empty is a folder in which node finds no module \(.*\); is it built\?$/);
  await refuses(t, './broken', cwd, /^.*package\.json can't be read: /);
});

test('a missing file is named with the place where it was looked for', async (t) => {
  const cwd = folderWith(t, { 'a.txt': '' });
  await refuses(t, './dist/x.js', cwd, /^\.\/dist\/x\.js does not exist \(looked for .*x\.js\); is it built/);
  await refuses(t, 'x.mjs', cwd, /^x\.mjs does not exist/);
  await refuses(t, './a.txt/x.js', cwd, /^\.\/a\.txt\/x\.js does not exist/);
});

test('a package that is not there is told apart from a file', async (t) => {
  const cwd = temporaryFolder(t);
  await refuses(
    t,
    'box-store',
    cwd,
    /^box-store is neither a file in .* nor a package that node finds from there; give the path/,
  );
});

test('a URL that is none of a file is refused', async (t) => {
  await refuses(
    t,
    'https://example.org/x.js',
    temporaryFolder(t),
    /^https:\/\/example\.org\/x\.js is not the URL of a file/,
  );
});

test('TypeScript source is refused, with the compiled module that was found', async (t) => {
  const cwd = folderWith(t, {
    'src/box-store.ts': MODULE,
    'dist/box-store.js': MODULE,
    'src/deep/other.mts': MODULE,
    'build/deep/other.mjs': MODULE,
    'lone.ts': MODULE,
  });
  const words = (given: string, compiled: string): RegExp =>
    new RegExp(`^${given} is TypeScript source; give the compiled module, for example ${compiled}$`);
  await refuses(t, './src/box-store.ts', cwd, words('./src/box-store.ts', './dist/box-store.js'));
  await refuses(t, 'src/deep/other.mts', cwd, words('src/deep/other.mts', './build/deep/other.mjs'));
  await refuses(t, 'lone.ts', cwd, words('lone.ts', './dist/lone.js'));
});

test('JSON, binaries and native libraries are refused by what they are', async (t) => {
  const cwd = folderWith(t, {
    'a.json': '{}',
    'b.js': '{"name": "x"}',
    'c.js': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]),
    'd.dll': 'MZ',
  });
  await refuses(t, 'a.json', cwd, /^a\.json is JSON, not a module; give the path of the JavaScript module$/);
  await refuses(t, 'b.js', cwd, /^b\.js is JSON, not a module/);
  await refuses(t, 'c.js', cwd, /^c\.js is a binary file, not a module/);
  await refuses(t, 'd.dll', cwd, /^d\.dll is no library: it has neither an ELF nor a PE header/);
});
