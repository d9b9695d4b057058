import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { runCommandLine } from '#harness/cli/main.js';
import { testOnSmallDisk } from '../support/small-disk.js';

const BIN = fileURLToPath(new URL('../../../bin/mapi-certify.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'mapi-certify-init-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

/** A pipe into a text. */
class Written extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

async function init(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return await initIn(folder, ...args);
}

async function initIn(cwd: string, ...args: readonly string[]): ReturnType<typeof init> {
  const [stdout, stderr] = [new Written(), new Written()];
  const code = await runCommandLine(['init', ...args], { stdout, stderr, env: {}, cwd });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

const refuses = test.macro<[readonly string[], string]>({
  async exec(t, args, sentence) {
    const before = readdirSync(folder);
    t.deepEqual(await init(...args), { code: 2, stdout: '', stderr: `mapi-certify: ${sentence}\n` });
    t.deepEqual(readdirSync(folder), before, 'nothing is written');
  },
  title: (_, args) => `mapi-certify init ${JSON.stringify(args).slice(1, 60)} is refused`,
});

test.serial('init makes a project in TypeScript, and says what to type next, in forty columns', async (t) => {
  const { code, stdout, stderr } = await init('store', 'my-store');
  t.is(stderr, '');
  t.is(code, 0);
  t.is(
    stdout,
    `A MAPI message store in my-store:
  .github/workflows/certify.yml
  .gitignore
  README.md
  package.json
  src/certified.test.ts
  src/my-store.ts
  tsconfig.json

Certify it:

cd my-store
npm install
npm run build
npx mapi-certify ./dist/my-store.js
`,
  );
  t.is(JSON.parse(readFileSync(join(folder, 'my-store', 'package.json'), 'utf8')).name, 'my-store');
});

test.serial('init --js makes one in JavaScript, which is not built', async (t) => {
  const { code, stdout } = await init('transport', 'a folder', '--js');
  t.is(code, 0);
  t.regex(stdout, /^cd 'a folder'\nnpm install\nnpx mapi-certify \.\/src\/my-transport\.js\n$/m);
  t.deepEqual(readdirSync(join(folder, 'a folder', 'src')), ['certified.test.js', 'my-transport.js']);
});

for (const kind of ['store', 'transport', 'address-book']) {
  for (const flags of [[], ['--js']]) {
    test.serial(`What init ${kind} ${flags.join('')} says is readable in forty columns`, async (t) => {
      const { code, stdout } = await init(kind, `narrow-${kind}${flags.length}`, ...flags);
      t.is(code, 0);
      t.deepEqual(
        stdout.split('\n').filter((line) => line.length > 40 && !line.startsWith('A MAPI ')),
        [],
      );
    });
  }
}

test.serial('init makes the project in the folder in which it is called, when that is empty', async (t) => {
  const here = join(folder, 'Here');
  mkdirSync(here);
  const { code, stdout } = await initIn(here, 'address-book', '.');
  t.is(code, 0);
  t.true(stdout.startsWith('A MAPI address book here:\n'));
  t.notRegex(stdout, /^cd /m);
  t.is(JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).name, 'here');
});

test.serial('Nothing that is there is overwritten', async (t) => {
  mkdirSync(join(folder, 'theirs'));
  writeFileSync(join(folder, 'theirs', 'README.md'), 'theirs');
  const { code, stderr } = await init('store', 'theirs');
  t.is(code, 2);
  t.is(
    stderr,
    'mapi-certify: theirs exists and is not empty, and nothing is overwritten; name a folder that is new or empty\n',
  );
  t.deepEqual(readdirSync(join(folder, 'theirs')), ['README.md']);
  t.is(readFileSync(join(folder, 'theirs', 'README.md'), 'utf8'), 'theirs');
});

test.serial('A file in the place of the folder, or above it, is told', async (t) => {
  writeFileSync(join(folder, 'file'), 'theirs');
  const inPlace = await init('store', 'file');
  t.is(inPlace.code, 2);
  t.regex(
    inPlace.stderr,
    /^mapi-certify: file exists and is no folder, and nothing is overwritten; name another one\n$/,
  );
  const above = await init('store', 'file/new');
  t.is(above.code, 2);
  t.regex(above.stderr, /^mapi-certify: file\/new can't be written, .*: a part of its path is a file\n$/);
  t.is(readFileSync(join(folder, 'file'), 'utf8'), 'theirs');
});

const KINDS = '(the kinds are store, transport, address-book)';
test.serial(refuses, ['stroe', 'x'], `there is no kind of provider stroe; did you mean store? ${KINDS}`);
test.serial(
  refuses,
  ['adressbook', 'x'],
  `there is no kind of provider adressbook; did you mean address-book? ${KINDS}`,
);
test.serial(refuses, ['spooler', 'x'], `there is no kind of provider spooler ${KINDS}`);
test.serial(refuses, ['store', ''], 'init takes the name of a folder, not an empty text');
const NEEDS = 'init needs the kind of provider and the folder to make, for example mapi-certify init store my-store';
test.serial(refuses, [], NEEDS);
test.serial(refuses, ['store'], NEEDS);
test.serial(refuses, ['store', 'x', 'y'], 'init takes one kind of provider and one folder');
test.serial(refuses, ['store', 'x', '--ts'], 'unknown option --ts; did you mean --js?');
test.serial(
  refuses,
  ['store', 'n'.repeat(300)],
  `${'n'.repeat(300)} can't be written, and nothing is left of it: the name is too long`,
);

test.serial('The kind may be written in capitals', async (t) => {
  t.is((await init('Store', 'capitals')).code, 0);
});

const SCRIPT = '"$1" "$2" init store "$DISK/new" 2>&1; echo "code $?"; ls -A "$DISK"';

testOnSmallDisk('A full disk is told in one sentence, and nothing is left on it', (t, disk) => {
  const said = disk(SCRIPT, process.execPath, BIN);
  t.regex(said, /^mapi-certify: \S+\/new can't be written, and nothing is left of it: the disk is full\ncode 2\n$/);
});

testOnSmallDisk(
  'A disk that is read-only is told in one sentence',
  (t, disk) => {
    const said = disk(`mount -o remount,ro "$DISK"\n${SCRIPT}`, process.execPath, BIN);
    t.regex(
      said,
      /^mapi-certify: \S+\/new can't be written, and nothing is left of it: the disk is read-only\ncode 2\n$/,
    );
  },
  1024,
);
