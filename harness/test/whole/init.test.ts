import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import test from 'ava';
import { STARTER_KINDS } from '#harness/new-project/starter-kinds.js';
import { certifyAndJudgeAgain } from '../certification/support/judged-again.js';
import { applicable, idsOf, messagesOf } from '../certification/support/statuses.js';
import { COMMAND } from '../guides/support/shown-output.js';
import { npm, ROOT, run } from '../support/npm.js';

// What `mapi-certify init` writes, in a folder elsewhere, with the packages as `npm pack` makes them, by the commands of its
// own README.

/** Where the packages are, and beside them the project. */
let parent: string;
let project: string;

test.before('somebody makes a transport, and installs what it needs', async (t) => {
  t.timeout(300_000);
  parent = mkdtempSync(join(tmpdir(), 'mapi-kit-init-'));
  project = join(parent, 'my-transport');
  const made = await run(process.execPath, [COMMAND, 'init', 'transport', 'my-transport'], parent);
  t.is(made.code, 0, made.stderr);
  const packed = await npm(['pack', '-w', 'sdk', '-w', 'harness', '--pack-destination', parent], ROOT);
  t.is(packed.code, 0, packed.stderr);
  const [, files = ''] = /^npm install (.*\.tgz)$/m.exec(readFileSync(join(project, 'README.md'), 'utf8')) ?? [];
  const here = files.split(' ').map((file) => join(parent, basename(file)));
  t.is(here.length, 2);
  const installed = await npm(['install', ...here], project);
  t.is(installed.code, 0, installed.stderr);
});

test.after.always('the project is removed', () => {
  rmSync(parent, { recursive: true, force: true });
});

test.serial('It is built, and its tests pass, which certify it by the quick mode', async (t) => {
  t.timeout(580_000);
  const ran = await npm(['test'], project);
  t.is(ran.code, 0, ran.stdout + ran.stderr);
  t.regex(ran.stdout, /the provider passes the quick mode/);
});

/** What does not apply to the address book: it has no distribution lists, and talks to no server. */
const NOT_FOR_THE_BOOK = ['DUR-16', 'TIME-2'];

// The transport is the guide's, and certified by its test.
for (const { kind, module } of STARTER_KINDS.filter((starter) => starter.kind !== 'transport')) {
  test.serial(
    `The template ${module} is certified as its workflow has it, and loses nothing in a crash either`,
    async (t) => {
      t.timeout(580_000);
      const provider = join(ROOT, 'harness', 'templates', kind, 'src', `${module}.js`);
      const report = await certifyAndJudgeAgain({ provider, strict: true, seed: 7, items: 12 });
      t.is(report.verdict, 'certified', report.summary);
      t.is(report.exposure?.lost, 0);
      t.deepEqual(
        idsOf(report, 'pass'),
        kind === 'store'
          ? applicable('in', 'store')
          : applicable('in', 'address-book').filter((id) => !NOT_FOR_THE_BOOK.includes(id)),
      );
      t.regex(messagesOf(report, 'pass')['DUR-9'] ?? '', /^write-through: /);
    },
  );
}
