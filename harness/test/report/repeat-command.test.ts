import { execFileSync } from 'node:child_process';
import test from 'ava';
import { repeatCommand } from '#harness/report/repeat-command.js';
import { shellWord } from '#harness/report/shell-word.js';
import { certifiedReport, defaultSettings } from '../support/certification-report.js';

const repeated = { only: ['DUR-2'], scenario: 'outlook-exit', seed: 8 };

test('Settings that are assumed are not repeated', (t) => {
  t.is(
    repeatCommand(certifiedReport(), repeated),
    'mapi-certify ./dist/box-store.js --only DUR-2 --seed 8 --scenario outlook-exit',
  );
});

test('Where the command is not on the path it is written with npx', (t) => {
  const report = certifiedReport();
  const environment = { ...report.environment, command: 'npx mapi-certify' } as const;
  t.true(
    repeatCommand({ ...report, environment }, repeated).startsWith('npx mapi-certify ./dist/box-store.js --only '),
  );
});

test('Of the quick mode other settings are assumed', (t) => {
  const command = (items: number): string =>
    repeatCommand(certifiedReport({ settings: defaultSettings({ quick: true, items }) }), repeated);
  t.is(command(20), 'mapi-certify ./dist/box-store.js --quick --only DUR-2 --seed 8 --scenario outlook-exit');
  t.true(command(30).endsWith(' --items 30'));
});

test('Every setting that changes what happens is repeated', (t) => {
  const settings = defaultSettings({
    option: 2,
    client: 'mfcmapi',
    items: 100,
    budgetMs: 900,
    strict: true,
    twoThreads: true,
    asan: true,
    profile: { server: 'mail host', password: '***' },
  });
  t.is(
    repeatCommand(certifiedReport({ settings }), repeated),
    'mapi-certify ./dist/box-store.js --only DUR-2 --seed 8 --scenario outlook-exit --option 2 --client mfcmapi ' +
      "--profile 'server=mail host' --profile 'password=***' --items 100 --budget 900 --strict --two-threads --asan",
  );
});

test("Mail of the author's own is repeated with the scenario that saves it, and with no other", (t) => {
  const report = certifiedReport({ settings: defaultSettings({ mail: './my mail' }) });
  const real = { ...repeated, scenario: 'outlook-exit,real-mail' };
  t.true(repeatCommand(report, real).endsWith(" --scenario outlook-exit,real-mail --mail './my mail'"));
  t.false(repeatCommand(report, repeated).includes('--mail'));
});

test('The registry file is repeated instead of the option it gave', (t) => {
  const settings = defaultSettings({ option: 3, reg: 'my policy.reg' });
  const command = repeatCommand(certifiedReport({ settings }), repeated);
  t.true(command.endsWith("--reg 'my policy.reg'"));
  t.false(command.includes('--option'));
});

test('A provider with a space and an apostrophe is quoted for a POSIX shell', (t) => {
  const provider = { ...certifiedReport().provider, given: "./it's a store.js" };
  t.true(
    repeatCommand(certifiedReport({ provider }), repeated).startsWith("mapi-certify './it'\\''s a store.js' --only"),
  );
});

test('Windows paths are quoted in the way of Windows', (t) => {
  t.is(shellWord('C:\\stores\\box.js', 'win32'), 'C:\\stores\\box.js');
  t.is(shellWord('C:\\my stores\\', 'win32'), '"C:\\my stores\\\\"');
  t.is(shellWord('say "no"', 'win32'), '"say \\"no\\""');
});

const shell = process.platform === 'win32' ? test.skip : test;
shell('A POSIX shell reads every quoted word as it was', (t) => {
  const words = [
    'plain',
    '~',
    '~/a',
    'a b',
    "it's",
    '$HOME',
    '`id`',
    'a"b',
    'a\\b',
    '*',
    '#x',
    '',
    '-x',
    'k=v;w',
    'ü',
    '!x',
    'a\nb',
  ];
  const script = `printf '%s\\0' ${words.map((word) => shellWord(word, 'linux')).join(' ')}`;
  const read = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
  t.deepEqual(read.split('\0').slice(0, -1), words);
});

test('A random walk is repeated by its script', (t) => {
  const walk = { only: ['SEQ-13'], scenario: 'random-walks', seed: 8, script: 'logon,work:1,kill;logon,query,do,kill' };
  t.is(
    repeatCommand(certifiedReport(), walk),
    "mapi-certify ./dist/box-store.js --only SEQ-13 --seed 8 --script 'logon,work:1,kill;logon,query,do,kill'",
  );
});
