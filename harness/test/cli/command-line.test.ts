import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import test from 'ava';
import { runCommandLine } from '#harness/cli/main.js';

const BIN = fileURLToPath(new URL('../../../bin/mapi-certify.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'mapi-certify-cli-'));
// Tests of one file run at the same time, and each run of the command listens for signals.
process.setMaxListeners(0);
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the command does in a process of its own. */
function mapiCertify(args: readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', DEBUG: '', ...env },
    timeout: 30_000,
  });
  return { code: status, stdout, stderr };
}

/** What the command does, in this process: to start one for each mistake would take long. */
async function commandLine(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const [stdout, stderr] = [new Written(), new Written()];
  const code = await runCommandLine(args, { stdout, stderr, env, cwd: folder });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** A pipe into a text. */
class Written extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

const refuses = test.macro<[readonly string[], string | RegExp]>({
  async exec(t, args, sentence) {
    const { code, stdout, stderr } = await commandLine(args);
    if (typeof sentence === 'string') t.is(stderr, `mapi-certify: ${sentence}\n`);
    else t.regex(stderr, sentence);
    t.is(stdout, '');
    t.is(code, 2);
    t.notRegex(stderr, /^\s+at /mu, 'no stack');
  },
  title: (_, args) => `mapi-certify ${args.join(' ')} is refused`,
});

test('--version prints the version of the package', async (t) => {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  t.deepEqual(mapiCertify(['--version']), { code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  t.is((await commandLine(['-v'])).stdout, `${manifest.version}\n`);
  t.deepEqual(mapiCertify(['./x.js', '--version']), { code: 0, stdout: `${manifest.version}\n`, stderr: '' });
});

test('--help names every option, the commands and the exit codes', async (t) => {
  const { code, stdout, stderr } = await commandLine(['--help']);
  t.is(code, 0);
  t.is(stderr, '');
  const options =
    'only skip scenario option reg client profile seed items budget jobs out keep-data sign-key expected-failures bail time-limit json strict two-threads asan no-color version help';
  for (const option of options.split(' ')) t.true(stdout.includes(`--${option}`), option);
  t.regex(stdout, /^ {2}list /mu);
  t.regex(stdout, /^ {2}explain /mu);
  for (const command of ['init', 'judge', 'report', 'show', 'replay', 'verify', 'keygen', 'doctor', 'setup-wine'])
    t.regex(stdout, new RegExp(`^ {2}${command} `, 'mu'));
  t.regex(stdout, /^ {2}130 {2}interrupted$/mu);
  t.deepEqual(
    stdout.split('\n').filter((line) => line.length > 80),
    [],
  );
});

test('Without arguments the usage is shown, and that is an error', (t) => {
  t.deepEqual(mapiCertify([]), {
    code: 2,
    stdout: '',
    stderr:
      "mapi-certify: give the provider's module, for example ./dist/my-store.js, or --profile-file\n\n" +
      'Usage: mapi-certify [options] <provider>\n       mapi-certify [options] --profile-file <file>\n       mapi-certify init <kind> <new-dir>\n       mapi-certify list | explain <id...> | judge <dir> | report <dir...> | show <dir> [run...] |\n                    replay <dir> <finding|run> | merge <dir...> | verify <dir> | keygen <file> |\n                    completion <shell> | doctor | setup-wine | --help\n',
  });
});

test('A mistake ends the process with code 2 and a sentence on stderr', (t) => {
  const stderr = 'mapi-certify: unknown option --onyl; did you mean --only?\n';
  t.deepEqual(mapiCertify(['./x.js', '--onyl']), { code: 2, stdout: '', stderr });
});

test(
  'explain of an unknown id',
  refuses,
  ['explain', 'DUR-55'],
  /^mapi-certify: there is no requirement, group, source or scenario "DUR-55"; did you mean DUR-\d+\? \(mapi-certify list shows every id\)\n$/u,
);
test(
  'explain of something else',
  refuses,
  ['explain', 'everything'],
  'there is no requirement, group, source or scenario "everything" (mapi-certify list shows every id)',
);
test(refuses, ['explain'], 'explain needs the id of a requirement, for example DUR-5; mapi-certify list shows them');
test(
  refuses,
  ['explain', 'DUR-1', 'outlok-exit'],
  'there is no requirement, group, source or scenario "outlok-exit"; did you mean outlook-exit? (mapi-certify list shows every id)',
);
test(
  refuses,
  ['judge'],
  'judge, report, show, replay, merge and verify need the folder that --out named, for example ./mapi-certify-report',
);
test(refuses, ['judge', 'a', 'b'], 'judge takes one folder');
test(refuses, ['doctor', 'a'], 'doctor takes nothing but its options');
test(refuses, ['setup-wine', 'a'], 'setup-wine takes nothing but its options');
test(
  refuses,
  ['judge', 'nowhere'],
  'nowhere is no evidence of a certification: it has no folder evidence; name the folder that --out named',
);
test(refuses, ['--seed', '7', 'judge', 'nowhere'], '--seed does not belong to judge');
test(
  refuses,
  ['list', 'DRU'],
  /^mapi-certify: list: there is no requirement or group DRU; did you mean DUR\? \(the groups are COM, /u,
);
test(
  refuses,
  ['help', 'verfy'],
  /^mapi-certify: there is no command verfy; did you mean verify\? \(the commands are /u,
);
test(refuses, ['help', 'verify', 'judge'], 'help takes one command');
test(refuses, ['--seed', '3', 'help'], '--seed does not belong to help');
test(refuses, ['list', '--seed', '3'], 'unknown option --seed');
test(refuses, ['--seed', '3', 'list'], '--seed does not belong to list');
test(refuses, ['a.js', 'b.js'], 'one provider is certified at a time, but several are given');
test(
  refuses,
  ['verfy', 'mapi-certify-report'],
  'one provider is certified at a time, but several are given; or did you mean mapi-certify verify?',
);

const mistakes: readonly (readonly [string, string])[] = [
  ['--onyl', '--only'],
  ['--skpi', '--skip'],
  ['--scenari', '--scenario'],
  ['--optoin', '--option'],
  ['--rge', '--reg'],
  ['--cleint', '--client'],
  ['--profil', '--profile'],
  ['--sed', '--seed'],
  ['--itmes', '--items'],
  ['--bugdet', '--budget'],
  ['--jbos', '--jobs'],
  ['--uot', '--out'],
  ['--jsno', '--json'],
  ['--stirct', '--strict'],
  ['--no-colour', '--no-color'],
  ['--vresion', '--version'],
  ['--hlep', '--help'],
];
for (const [mistake, meant] of mistakes) {
  test(refuses, ['./x.js', mistake], `unknown option ${mistake}; did you mean ${meant}?`);
}
test(refuses, ['./x.js', '-z'], 'unknown option -z');

test(refuses, ['./x.js', '--seed'], '--seed needs a value: --seed <n>');
test(refuses, ['./x.js', '--seed', 'x'], '--seed takes a whole number from 1 to 2147483648, not "x"');
test(refuses, ['./x.js', '--seed', '0x10'], '--seed takes a whole number from 1 to 2147483648, not "0x10"');
test(refuses, ['./x.js', '--seed', '-1'], '--seed takes a whole number from 1 to 2147483648, not "-1"');
test(refuses, ['./x.js', '--seed', '7', '--seed', '8'], '--seed is given twice');
test(refuses, ['./x.js', '--items', '0'], '--items takes a whole number from 1 to 1000000, not "0"');
test(refuses, ['./x.js', '--budget', '1.5'], '--budget takes a whole number from 1 to 600000, not "1.5"');
test(refuses, ['./x.js', '--jobs', ''], '--jobs takes a whole number from 1 to 1024, not ""');
for (const wrong of ['10', 'soon', '0s', '1m1h', '', '169h']) {
  test(
    refuses,
    ['./x.js', '--time-limit', wrong],
    `--time-limit takes a time up to 168h, for example 90s, 10m or 1h30m, not "${wrong}"`,
  );
}
test(refuses, ['./x.js', '--time-limit', '1h', '--time-limit', '1h'], '--time-limit is given twice');
test(refuses, ['./x.js', '--option', '4'], '--option takes 1, 2 or 3, not "4"');
test(
  refuses,
  ['./x.js', '--client', 'outlok'],
  '--client takes outlook or mfcmapi, not "outlok"; did you mean outlook?',
);
test(refuses, ['./x.js', '--profile', 'server'], '--profile takes key=value, not "server"');
test(refuses, ['./x.js', '--profile', 'a=1', '--profile', 'a=2'], '--profile a is given twice');
test(
  refuses,
  ['./x.js', '--only', 'DUR-1,,DUR-2'],
  '--only takes ids of requirements or groups, separated by commas; "DUR-1,,DUR-2" has an empty one',
);
test(refuses, ['./x.js', '--out', ''], '--out takes a folder, not an empty text');
test(
  refuses,
  ['./x.js', '--option', '1', '--reg', 'x.reg'],
  '--option and --reg contradict each other: each says which user option holds; give one of them',
);
test(refuses, ['explian'], /^mapi-certify: explian is neither a file .*; or did you mean mapi-certify explain\?\n$/u);
test(refuses, ['./x.js'], /^mapi-certify: \.\/x\.js does not exist .*\n$/u);

writeFileSync(join(folder, 'store.js'), 'export const MSProviderInit = () => {};\n');
writeFileSync(join(folder, 'store.ts'), 'export const MSProviderInit = (): void => {};\n');
mkdirSync(join(folder, 'results'));

test(
  refuses,
  ['./store.ts'],
  /^mapi-certify: \.\/store\.ts is TypeScript source; give the compiled module, for example .*\n$/u,
);
test(
  refuses,
  ['./store.js', '--only', 'DUR-55'],
  /^mapi-certify: --only: there is no requirement or group DUR-55; did you mean DUR-\d+\?/u,
);
test(refuses, ['./store.js', '--skip', 'NOTHING'], /^mapi-certify: --skip: there is no requirement or group NOTHING/u);
test(
  refuses,
  ['./store.js', '--only', 'dur', '--skip', 'DUR'],
  /^mapi-certify: --only dur and --skip DUR together leave no requirement/u,
);
test(
  refuses,
  ['./store.js', '--scenario', 'outlok-exit'],
  /^mapi-certify: --scenario: there is no scenario outlok-exit; did you mean outlook-exit\?/u,
);
test(
  refuses,
  ['./store.js', '--profile-file', 'profile.json'],
  'provider and --profile-file contradict each other: each says what is to be certified; give one of them',
);
test(
  refuses,
  ['./store.js', '--quick', '--script', 'logon,kill'],
  /^mapi-certify: --quick and --script contradict each other: the quick mode plays one script of its own/u,
);
test(
  refuses,
  ['./store.js', '--only', 'DUR', '--script', 'logon,kill'],
  /^mapi-certify: --script: what is selected .*; add SEQ-13 to the selection, or leave --script out\n$/u,
);
test(refuses, ['--profile-file', 'no.json'], /^mapi-certify: the profile file no\.json can't be read: /u);
test(refuses, ['./store.js', '--reg', 'no.reg'], /^mapi-certify: --reg is no\.reg, and there is no such file/u);
test.serial(
  refuses,
  ['./store.js', '--expected-failures', 'no.json'],
  "no.json (--expected-failures) can't be read: there is no such file",
);
writeFileSync(join(folder, 'wrong.json'), '{\n  "seed": 0\n}');
writeFileSync(join(folder, 'unknown.json'), '{ "provider": "./store.js", "only": ["DRU"] }');
writeFileSync(join(folder, 'nothing.json'), '{}');
writeFileSync(join(folder, 'reports.json'), '{ "provider": "./store.js", "reports": { "junit": "none/junit.xml" } }');
test(
  refuses,
  ['./store.js', '--config', 'wrong.json'],
  'wrong.json, line 2: seed is 0; it must be a whole number from 1 to 2,147,483,648',
);
test.serial(
  refuses,
  ['--config', 'unknown.json'],
  /^mapi-certify: only in unknown\.json: there is no requirement or group DRU; did you mean DUR\?/u,
);
test(
  refuses,
  ['--config', 'nothing.json'],
  /^mapi-certify: give the provider's module, for example \.\/dist\/my-store\.js, or --profile-file\n\nUsage: /u,
);
test(refuses, ['--config', 'no.json'], '--config no.json: there is no such file');
test(refuses, ['--config', '.'], '--config .: it is a folder; name a file');
test(refuses, ['--profile-file', '.'], "the profile file . can't be read: it is a folder; name a file");
test(
  refuses,
  ['--config', 'reports.json'],
  "reports.junit in reports.json: none/junit.xml can't be written: its folder does not exist",
);
test(
  refuses,
  ['--config', 'reports.json', '--junit', 'no/junit.xml'],
  "--junit no/junit.xml can't be written: its folder does not exist",
);
test(
  refuses,
  ['./store.js', '--json', 'results'],
  "--json results can't be written: it is a folder; name a file in it",
);
test(
  refuses,
  ['./store.js', '--json', 'none/x.json'],
  "--json none/x.json can't be written: its folder does not exist",
);
test(
  refuses,
  ['./store.js', '--json', 'store.js/x.json'],
  "--json store.js/x.json can't be written: a part of its path is not a folder",
);

writeFileSync(join(folder, 'own.json'), '{ "reports": { "html": "linked.html" } }');
symlinkSync('store.js', join(folder, 'linked.html'));
test(
  refuses,
  ['./store.js', '--json', 'store.js'],
  '--json store.js would be written over the provider itself; name another file',
);
test(
  refuses,
  ['./store.js', '--config', 'own.json'],
  'reports.html in own.json: linked.html would be written over the provider itself; name another file',
);
test(
  refuses,
  ['./store.js', '--config', 'own.json', '--html', 'x.html', '--tap', './own.json'],
  '--tap ./own.json would be written over the configuration file; name another file',
);
writeFileSync(join(folder, 'two.json'), '{ "providers": [{ "module": "@x/other" }, { "module": "./store.js" }] }');
test(
  refuses,
  ['--profile-file', 'two.json', '--json', 'linked.html'],
  '--json linked.html would be written over ./store.js of the profile file; name another file',
);

const storeUrl = pathToFileURL(join(folder, 'store.js')).href;
test(
  refuses,
  [storeUrl, '--json', 'store.js'],
  '--json store.js would be written over the provider itself; name another file',
);
writeFileSync(join(folder, 'server.mjs'), '');
test(
  refuses,
  ['./store.js', '--far-side', pathToFileURL(join(folder, 'server.mjs')).href, '--tap', 'server.mjs'],
  '--tap server.mjs would be written over the far side; name another file',
);
mkdirSync(join(folder, 'node_modules/packed'), { recursive: true });
writeFileSync(join(folder, 'node_modules/packed/package.json'), '{ "name": "packed", "main": "main.js" }');
writeFileSync(join(folder, 'node_modules/packed/main.js'), '');
for (const packed of ['./node_modules/packed', 'packed']) {
  test(
    refuses,
    [packed, '--html', 'node_modules/packed/main.js'],
    '--html node_modules/packed/main.js would be written over the provider itself; name another file',
  );
}
writeFileSync(join(folder, 'url.json'), JSON.stringify({ providers: [{ module: storeUrl }] }));
test(
  refuses,
  ['--profile-file', 'url.json', '--json', 'store.js'],
  `--json store.js would be written over ${storeUrl} of the profile file; name another file`,
);

// Elsewhere that is the exit code of a certificate.
const exits: readonly (readonly [args: readonly string[], text: string, sentence: RegExp])[] = [
  [
    ['./store.js', '--config', 'exits.mjs'],
    'process.exit(0);',
    /^mapi-certify: exits\.mjs ended the process of mapi-certify with exit code 0, before there was a result\n$/u,
  ],
  [
    ['./store.js', '--config', 'waits.mjs'],
    'await new Promise(() => {});',
    /^mapi-certify: waits\.mjs never comes to an end: it waits for something that does not happen\n/mu,
  ],
  [
    ['./store.js', '--far-side', 'leaves.mjs'],
    'process.exit(0);',
    /^mapi-certify: the far side leaves\.mjs ended the process of mapi-certify with exit code 0/u,
  ],
];
for (const [args, text, sentence] of exits) {
  const [, , file = ''] = args;
  test(`${file}, which ends the process or its work, is refused, and does not end it with code 0`, (t) => {
    writeFileSync(join(folder, file), `${text}\nexport default {};\n`);
    const { code, stderr } = mapiCertify(args);
    t.regex(stderr, sentence);
    t.is(code, 2);
  });
}

test('A --json file that can be written is left alone when the run is refused', async (t) => {
  const { code } = await commandLine(['./missing.js', '--json', 'result.json']);
  t.is(code, 2);
  t.false(existsSync(join(folder, 'result.json')));
});

(process.platform === 'win32' ? test.skip : test)(
  'A --json link to a file that is not there yet stays as it was',
  (t) => {
    symlinkSync('later.json', join(folder, 'link.json'));
    const { code } = mapiCertify(['./missing.js', '--json', 'link.json']);
    t.is(code, 2);
    t.is(readlinkSync(join(folder, 'link.json')), 'later.json');
    t.false(existsSync(join(folder, 'later.json')));
  },
);

const withFullDevice = existsSync('/dev/full') ? test : test.skip;
withFullDevice('Output that could not be written is an error', (t) => {
  const { status, stderr } = spawnSync('/bin/sh', ['-c', `"${process.execPath}" "${BIN}" list > /dev/full`], {
    encoding: 'utf8',
  });
  t.is(status, 3);
  t.regex(stderr, /^mapi-certify: the output could not be written: ENOSPC/u);
});
withFullDevice('A reader that reads only the beginning causes no error', (t) => {
  const script = `{ "${process.execPath}" "${BIN}" list; echo "code $?" >&2; } | head -1`;
  const { stdout, stderr } = spawnSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
  t.is(stdout.split('\n').length, 2);
  t.is(stderr, 'code 0\n');
});

const onLinux = process.platform === 'linux' && process.arch === 'x64' ? test : test.skip;
onLinux('doctor says what is there, what is missing, and the command that brings it', async (t) => {
  const env = { PATH: '', MAPI_CERTIFY_WINE_FOLDER: join(folder, 'no-wine') };
  const { code, stdout, stderr } = await commandLine(['doctor'], env);
  t.is(code, 1);
  t.is(stderr, '');
  t.regex(stdout, /^Modules of JavaScript: ready\n {2}✓ Node: v\d/u);
  t.regex(stdout, /^Shared objects \(\.so\): ready\n {2}✓ koffi: \d/mu);
  t.regex(stdout, /^DLLs, through Wine: \d of 5 missing$/mu);
  t.regex(stdout, /^ {2}✗ Node for Windows: missing$/mu);
  t.regex(stdout, /^ {2}to bring what is missing: npx mapi-certify setup-wine$/mu);
});
onLinux('doctor --json says the same to programs', async (t) => {
  const env = { PATH: '', MAPI_CERTIFY_WINE_FOLDER: join(folder, 'no-wine') };
  const { code, stdout } = await commandLine(['doctor', '--json'], env);
  t.is(code, 1);
  const { ready, kinds } = JSON.parse(stdout);
  t.false(ready);
  t.deepEqual(
    kinds.map((kind: { kind: string; ready: boolean }) => [kind.kind, kind.ready]),
    [
      ['Modules of JavaScript', true],
      ['Shared objects (.so)', true],
      ['DLLs, through Wine', false],
    ],
  );
  const node = kinds[2].parts.find(({ name }: { name: string }) => name === 'Node for Windows');
  t.deepEqual(node, { name: 'Node for Windows', found: null, install: 'npx mapi-certify setup-wine' });
});
