import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { ROOT, run } from '../support/npm.js';
import { fileOf, javascriptIn, snippetsOf } from './support/snippets.js';

// The client and the reader of journals of the page on debugging, over the store of the first guide.

const read = (page: string): string => readFileSync(join(ROOT, 'docs', page), 'utf8');
const page = read('debug-a-life.md');
const snippets = [...snippetsOf(page), ...snippetsOf(read('write-your-first-store.md'))];

function project(t: ExecutionContext, ...names: readonly string[]): string {
  mkdirSync(join(ROOT, 'harness', 'build'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'harness', 'build', 'debug-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const name of names) writeFileSync(join(folder, `${name}.js`), javascriptIn(fileOf(snippets, `${name}.ts`)));
  return folder;
}

test('The client of the page saves a message, and finds it in its next life', async (t) => {
  t.timeout(60_000);
  const folder = project(t, 'box-store', 'play');
  for (const messages of [0, 1]) {
    const { code, stdout, stderr } = await run(process.execPath, ['play.js'], folder);
    t.is(code, null, stderr);
    const answers = ['saved', 'query', 'notify', 'do'].map((what) => `${what}: S_OK (0x00000000)\n`);
    t.is(stdout, `messages: ${messages}\n${answers.join('')}`);
  }
});

test('The reader of journals prints what was called, and what came back', (t) => {
  const folder = project(t, 'calls');
  const journal = [
    { n: 1, t: 1_000_000, e: 'step', index: 0, do: 'logon' },
    { n: 2, t: 1_500_000, e: 'call', call: 1, interface: 'IMSProvider', method: 'Logon' },
    { n: 3, t: 2_000_000, e: 'return', call: 1, outcome: { kind: 'returned', hr: -2147221246 } },
    { n: 4, t: 2_500_000, e: 'return', call: 2, outcome: { kind: 'promise' } },
  ];
  writeFileSync(join(folder, 'life-1.ndjson'), journal.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const printed = execFileSync(process.execPath, ['calls.js', 'life-1.ndjson'], { cwd: folder, encoding: 'utf8' });
  t.deepEqual(printed.split('\n'), [
    '1.5 ms IMSProvider::Logon',
    '2.0 ms    MAPI_E_NO_SUPPORT (0x80040102)',
    "2.5 ms    { kind: 'promise' }",
    '',
  ]);
});

test('Every event that the page explains is one of the journal', (t) => {
  const [, table = ''] = /^\| `e` \| What happened \|\n([\s\S]*?)\n\n/m.exec(page) ?? [];
  const named = table.split('\n').flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)]);
  const events = readFileSync(join(ROOT, 'harness', 'src', 'recording', 'events.ts'), 'utf8');
  t.true(named.length > 10);
  for (const [, name] of named) t.regex(events, new RegExp(`readonly e: '${name}'`));
});
