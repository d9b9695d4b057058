import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { npm, ROOT, run } from '../../support/npm.js';

// The guide's own commands and files, in an empty project elsewhere, with the packages as `npm pack` makes them.

const guide = readFileSync(join(ROOT, 'docs', 'write-your-first-store.md'), 'utf8');

const blocks = [...guide.matchAll(/^```js\n(?<code>[\s\S]*?)^```$/gm)].map(({ groups }) => groups?.['code'] ?? '');

/** The code block of the guide that begins with a text. */
function block(beginning: string): string {
  const found = blocks.find((code) => code.startsWith(beginning));
  if (found === undefined) throw new Error(`the guide has no code block that begins with ${beginning}`);
  return found;
}

const STORE = '// box-store.js\n';
const TEST = '// box-store.test.js\n';

let project: string;

test.before('an empty project installs the packed packages', async (t) => {
  t.timeout(180_000);
  project = mkdtempSync(join(tmpdir(), 'mapi-kit-guide-'));
  const packed = join(project, 'packed');
  mkdirSync(packed);
  for (const workspace of ['sdk', 'harness']) {
    const ran = await npm(['pack', '--pack-destination', packed], join(ROOT, workspace));
    t.is(ran.code, 0, ran.stderr);
  }
  const version = (JSON.parse(readFileSync(join(ROOT, 'sdk', 'package.json'), 'utf8')) as { version: string }).version;
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'box', version: '1.0.0', private: true, type: 'module' }),
  );
  const install = await npm(
    [
      'install',
      '--no-audit',
      '--no-fund',
      `./packed/mapi-kit-sdk-${version}.tgz`,
      `./packed/mapi-kit-harness-${version}.tgz`,
      'ava@^7',
    ],
    project,
  );
  t.is(install.code, 0, install.stderr);
  writeFileSync(join(project, 'box-store.js'), block(STORE));
  writeFileSync(join(project, 'box-store.test.js'), block(TEST));
});

test.after.always('the project is removed', () => {
  rmSync(project, { recursive: true, force: true });
});

function certify(...args: string[]): ReturnType<typeof run> {
  const command = join(project, 'node_modules', '@mapi-kit', 'harness', 'bin', 'mapi-certify.js');
  return run(process.execPath, [command, ...args], project, { NO_COLOR: '1' });
}

test.serial('The store of the guide is certified', async (t) => {
  t.timeout(180_000);
  const ran = await certify('./box-store.js', '--seed', '7');
  t.is(ran.code, 0, ran.stdout + ran.stderr);
  t.regex(ran.stdout, /^CERTIFIED {2}opted in/m);
  t.is(ran.stderr, '');
});

test.serial('With the mistake of the guide it fails COM-6', async (t) => {
  t.timeout(180_000);
  const broken = block(STORE).replace(/^ {2}persistForExit\(\) \{$/m, block('  async').trimEnd());
  t.not(broken, block(STORE));
  writeFileSync(join(project, 'broken-store.js'), broken);
  const ran = await certify('./broken-store.js', '--seed', '7');
  t.is(ran.code, 1, ran.stdout + ran.stderr);
  t.regex(ran.stdout, /✗ COM-6/);
  t.notRegex(ran.stdout, /✗ DUR-/);
});

test.serial("The guide's test file passes in the author's own suite", async (t) => {
  t.timeout(180_000);
  const ava = join(project, 'node_modules', 'ava', 'entrypoints', 'cli.mjs');
  const ran = await run(process.execPath, [ava, 'box-store.test.js'], project, { NODE_ENV: undefined });
  t.is(ran.code, 0, ran.stdout + ran.stderr);
  t.regex(ran.stdout, /tests? passed/);
});
