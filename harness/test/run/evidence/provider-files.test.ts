import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { digestOfBytes } from '#harness/run/evidence/digests.js';
import { providerContent } from '#harness/run/evidence/provider-files.js';

function project(t: ExecutionContext, files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mapi-kit-files-')));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const finds = test.macro<
  [start: string, files: Readonly<Record<string, string>>, found: readonly string[], dependencies?: readonly object[]]
>(async (t, start, files, found, dependencies = []) => {
  const content = await providerContent(join(project(t, files), start));
  t.deepEqual(
    content.files.map(({ name }) => name),
    found,
  );
  t.deepEqual(content.dependencies, dependencies);
});

test('A file is told by its bytes and digest', async (t) => {
  const { files } = await providerContent(join(project(t, { 'store.js': 'export {};\n' }), 'store.js'));
  t.deepEqual(files, [{ name: 'store.js', bytes: 11, sha256: digestOfBytes('export {};\n') }]);
});

test(
  'All that a module imports is its own, also by way of others, of a circle, and while it runs',
  finds,
  'dist/store.js',
  {
    'dist/store.js': "import './inner/a.js'; export { b } from './b.js'; await import('./later.js');",
    'dist/inner/a.js': "import '../../common.js';",
    'dist/b.js': "import './store.js';",
    'dist/later.js': '',
    'dist/nobody.js': '',
    'common.js': '',
  },
  ['common.js', 'dist/b.js', 'dist/inner/a.js', 'dist/later.js', 'dist/store.js'],
);

test(
  'What is required or given to a worker is its own, data and native libraries among it',
  finds,
  'store.cjs',
  {
    'store.cjs':
      "const a = require('./a'); const data = require('./data.json'); require('./native.node'); require('./folder');",
    'a.js': "new Worker(new URL('./worker.js', import.meta.url));",
    'worker.js': '',
    'data.json': '{ "import \'./nobody.js\'": 1 }',
    'native.node': 'binary',
    'folder/index.js': '',
    'nobody.js': '',
  },
  ['a.js', 'data.json', 'folder/index.js', 'native.node', 'store.cjs', 'worker.js'],
);

test(
  'Other packages are told by name and version, and modules of node not at all',
  finds,
  'store.js',
  {
    'store.js':
      "import 'node:fs'; import 'path'; import 'there/inner.js'; import '@scope/broken'; import 'absent'; import 'there';",
    'node_modules/there/package.json': '{ "version": "1.2.3" }',
    'node_modules/@scope/broken/package.json': 'no JSON',
  },
  ['store.js'],
  [
    { name: '@scope/broken', version: null },
    { name: 'absent', version: null },
    { name: 'there', version: '1.2.3' },
  ],
);

test(
  'Imports by # lead to files of its own',
  finds,
  'store.js',
  {
    'package.json': '{ "type": "module", "imports": { "#inner/*": "./inner/*" } }',
    'store.js': "import '#inner/a.js';",
    'inner/a.js': '',
  },
  ['inner/a.js', 'store.js'],
);

test(
  'A path that leads nowhere, and a module that cannot be parsed, are for node to tell',
  finds,
  'store.js',
  {
    'store.js': "import './gone.js'; import './broken.js';",
    'broken.js': "import { from './gone.js",
  },
  ['broken.js', 'store.js'],
);

(process.platform === 'win32' ? test.skip : test)('A link counts as the file that it leads to', async (t) => {
  const folder = project(t, { 'real/store.js': "import './a.js';", 'real/a.js': '' });
  symlinkSync(join(folder, 'real', 'store.js'), join(folder, 'store.js'));
  const { files } = await providerContent(join(folder, 'store.js'));
  t.deepEqual(
    files.map(({ name }) => name),
    ['a.js', 'store.js'],
  );
});
