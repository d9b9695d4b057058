import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { COMMAND, withoutLinesOfLife } from '../../guides/support/shown-output.js';
import { fileOf, javascriptIn, snippetsOf } from '../../guides/support/snippets.js';
import { ROOT, run } from '../../support/npm.js';

// The guide's command and script, in a project with the store of the first guide.

const guide = readFileSync(join(ROOT, 'docs', 'in-ci.md'), 'utf8');
const [, command = ''] = /^```sh\nnpx mapi-certify (.*)$/m.exec(guide) ?? [];
const script = javascriptIn(fileOf(snippetsOf(guide), 'conspicuous.ts'));

let project: string;

test.before('a project has the store of the first guide', () => {
  const store = readFileSync(join(ROOT, 'docs', 'write-your-first-store.md'), 'utf8');
  const code = javascriptIn(fileOf(snippetsOf(store), 'box-store.ts'));
  mkdirSync(join(ROOT, 'harness', 'build'), { recursive: true });
  project = mkdtempSync(join(ROOT, 'harness', 'build', 'ci-'));
  mkdirSync(join(project, 'dist'));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(project, 'dist', 'my-store.js'), code);
  writeFileSync(join(project, 'conspicuous.js'), script);
});

test.after.always('the project is removed', () => {
  rmSync(project, { recursive: true, force: true });
});

test('The workflow runs the command of the guide', (t) => {
  t.true(guide.includes(`      - run: npx mapi-certify ${command}\n`));
});

test.serial('The command of the guide leaves the JSON and the evidence', async (t) => {
  t.timeout(300_000);
  // The guides of stores and certificates certify the same store as a whole. A busy machine must not fail this one's test.
  const more = ['--quick', '--budget', '60000'];
  const ran = await run(process.execPath, [COMMAND, ...command.split(' '), ...more], project, { CI: 'true' });
  t.is(ran.code, 0, ran.stdout + ran.stderr);
  t.is(withoutLinesOfLife(ran.stderr), '');
  t.true(existsSync(join(project, 'mapi-certify-report', 'result.json')));
});

test.serial('The script of the guide reads the JSON', async (t) => {
  const ran = await run(process.execPath, ['conspicuous.js'], project);
  t.is(ran.code, 0, ran.stderr);
  t.regex(ran.stdout, /^passed: only COM-1, .* were judged, of \d+ requirements \(--quick\)\n$/);
});

test.serial('Where the guide of reports says that evidence is, it is', (t) => {
  const out = join(project, 'mapi-certify-report');
  const table = readFileSync(join(ROOT, 'docs', 'read-a-report.md'), 'utf8').matchAll(/^\| `(\w[\w./<>-]*)`/gm);
  const named = [...table].map(([, name = '']) => name.replace('<run>', 'immediate-exit'));
  // Of transports, of lives that print, and of failures.
  const others = ['far-side.ndjson', '.stdout.txt', 'evidence-of-repetitions/'];
  const files = named.filter((name) => !others.some((end) => name.endsWith(end)));
  t.is(files.length, 9);
  for (const file of files)
    t.true(
      ['', '.gz'].some((end) => existsSync(join(out, file + end))),
      file,
    );
});
