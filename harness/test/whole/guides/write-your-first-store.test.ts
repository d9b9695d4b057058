import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { settingUpOf } from '../../guides/support/commands.js';
import { tsconfigOf } from '../../guides/support/compiler.js';
import { withoutLinesOfLife } from '../../guides/support/shown-output.js';
import { fileOf, javascriptIn, snippetsOf, snippetWith } from '../../guides/support/snippets.js';
import { reopened } from '../../guides/support/splice.js';
import { npm, ROOT, run } from '../../support/npm.js';

// The guide's own commands and files, in an empty project elsewhere, with the packages as `npm pack` makes them.

const guide = readFileSync(join(ROOT, 'docs', 'write-your-first-store.md'), 'utf8');

const snippets = snippetsOf(guide);
const STORE = fileOf(snippets, 'box-store.ts');
const TEST = fileOf(snippets, 'box-store.test.ts');

/** Where the packages are, and beside them the folder of the reader. */
let parent: string;
let project: string;

test.before('a reader makes the folder of the guide, by its commands, with the packed packages', async (t) => {
  t.timeout(180_000);
  parent = mkdtempSync(join(tmpdir(), 'mapi-kit-guide-'));
  project = join(parent, 'box');
  mkdirSync(project);
  const packed = new Map<string, string>();
  for (const workspace of ['sdk', 'harness']) {
    const ran = await npm(['pack', '--json', '--pack-destination', parent], join(ROOT, workspace));
    t.is(ran.code, 0, ran.stderr);
    const [{ name, filename }] = JSON.parse(ran.stdout) as [{ name: string; filename: string }];
    packed.set(name, join(parent, filename));
  }
  for (const command of settingUpOf(guide)) {
    const [, ...words] = command.split(' ');
    const ran = await npm(
      words.map((word) => packed.get(word) ?? word),
      project,
    );
    t.is(ran.code, 0, `${command}: ${ran.stderr}`);
  }
  const install = await npm(['install', '--save-dev', 'ava@7'], project);
  t.is(install.code, 0, install.stderr);
  writeFileSync(join(project, 'box-store.js'), javascriptIn(STORE));
});

test.after.always('the project is removed', () => {
  rmSync(parent, { recursive: true, force: true });
});

function certify(...args: string[]): ReturnType<typeof run> {
  const command = join(project, 'node_modules', '@mapi-kit', 'harness', 'bin', 'mapi-certify.js');
  return run(process.execPath, [command, ...args], project, { NO_COLOR: '1' });
}

test.serial('With the mistake of the guide it fails COM-6', async (t) => {
  t.timeout(180_000);
  const mistake = snippetWith(snippets, 'async persistForExit');
  writeFileSync(join(project, 'broken-store.js'), reopened(javascriptIn(STORE), javascriptIn(mistake)));
  const ran = await certify('./broken-store.js', '--quick', '--seed', '7');
  t.is(ran.code, 1, ran.stdout + ran.stderr);
  t.regex(ran.stdout, /✗ COM-6/);
  t.notRegex(ran.stdout, /✗ DUR-/);
});

test.serial('The TypeScript of the guide compiles with the newest compiler, and passes the quick mode', async (t) => {
  t.timeout(180_000);
  writeFileSync(join(project, 'tsconfig.json'), tsconfigOf(guide));
  writeFileSync(join(project, 'box-store.ts'), STORE.typescript);
  writeFileSync(join(project, 'box-store.test.ts'), TEST.typescript);
  rmSync(join(project, 'box-store.js'));
  const tsc = await npm(['exec', '--', 'tsc'], project);
  t.is(tsc.code, 0, tsc.stdout + tsc.stderr);
  const ran = await certify('./box-store.js', '--quick', '--seed', '7');
  t.is(ran.code, 0, ran.stdout + ran.stderr);
  t.regex(ran.stdout, /^PASSED \(quick\)/m);
  t.is(withoutLinesOfLife(ran.stderr), '');
});

test.serial("The guide's test file certifies the store in the author's own suite", async (t) => {
  t.timeout(180_000);
  const ava = join(project, 'node_modules', 'ava', 'entrypoints', 'cli.mjs');
  const ran = await run(process.execPath, [ava, 'box-store.test.js'], project, { NODE_ENV: undefined });
  t.is(ran.code, 0, ran.stdout + ran.stderr);
  t.regex(ran.stdout, /✔ .*the provider is certified/);
});
