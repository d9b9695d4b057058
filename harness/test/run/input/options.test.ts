import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { readOptions } from '#harness/run/input/options.js';
import { temporaryFolder } from '../temporary-folder.js';

const provider = './dist/box-store.js';

function refuses(t: ExecutionContext, options: unknown, message: string | RegExp): void {
  const error = t.throws(() => readOptions(options as CertifyOptions), { instanceOf: ConfigurationError });
  t.is(error.exitCode, 2);
  if (typeof message === 'string') t.is(error.message, message);
  else t.regex(error.message, message);
}

const refused = test.macro({
  exec: (t, options: unknown, message: string | RegExp) => refuses(t, options, message),
  title: (_, options) => `refuses ${JSON.stringify(options)}`,
});

test(refused, undefined, 'the options are missing; they must be an object with a provider');
test(refused, {}, /^provider is missing; it must be a path, a file URL or the name of a package, for example/);
test(refused, { provider: ' ' }, /^provider is " "; it must be/);
test(
  refused,
  { provider, item: 3 },
  /^unknown option item; did you mean items\? \(the options are: provider, profileFile, farSide, mail, only, /,
);
test(refused, { provider, zzz: 3 }, /^unknown option zzz \(the options are: /);
test(
  refused,
  { provider, only: 'DUR' },
  'only is "DUR"; it must be a list of ids or groups of requirements, for example DUR-2 or DUR',
);
test(
  refused,
  { provider, skip: [7] },
  'skip is [7]; it must be a list of ids or groups of requirements, for example DUR-2 or DUR',
);
test(refused, { provider, only: [] }, /^only is \[\]; it must be .*, with at least one entry$/);
test(
  refused,
  { provider, scenario: [''] },
  'scenario is [""]; it must be a list of names of scenarios, for example outlook-exit',
);
test(refused, { provider, option: 4 }, 'option is 4; it must be 1 or 2 or 3');
test(refused, { provider, option: '1' }, 'option is "1"; it must be 1 or 2 or 3');
test(refused, { provider, client: 'exchange' }, 'client is "exchange"; it must be outlook or mfcmapi');
test(refused, { provider, seed: 0 }, 'seed is 0; it must be a whole number from 1 to 2,147,483,648');
test(refused, { provider, seed: 1.5 }, 'seed is 1.5; it must be a whole number from 1 to 2,147,483,648');
test(refused, { provider, walks: -1 }, 'walks is -1; it must be a whole number from 0 to 1,000,000');
test(
  refused,
  { provider, script: 'logon,wrok:3,kill' },
  'script: there is no step "wrok"; did you mean work? (the steps are logon, query, notify, do, calls-after-do, kill, logoff, work, wait)',
);
test(refused, { provider, script: 7 }, /^script is 7; it must be the steps of a life, for example logon,/);
test(refused, { provider, script: 'logon,kill', walks: 3 }, /^walks and script contradict each other/);
test(refused, { provider, quick: true, walks: 3 }, /^quick and walks contradict each other: /);
test(refused, { provider, quick: true, script: 'logon,kill' }, /^quick and script contradict each other: /);
test(refused, { provider, quick: 'yes' as unknown as boolean }, 'quick is "yes"; it must be true or false');
test(refused, { provider, items: Number.NaN }, 'items is NaN; it must be a whole number from 1 to 1,000,000');
test(refused, { provider, budgetMs: -1 }, 'budgetMs is -1; it must be a whole number from 1 to 600,000 milliseconds');
test(refused, { provider, jobs: 0 }, 'jobs is 0; it must be a whole number from 1 to 1,024');
test(refused, { provider, jobs: '2' }, 'jobs is "2"; it must be a whole number from 1 to 1,024');
test(refused, { provider, out: '' }, 'out is ""; it must be the path of a folder, or null to keep nothing');
test(refused, { provider, strict: 'yes' }, 'strict is "yes"; it must be true or false');
test(refused, { provider, twoThreads: 2 }, 'twoThreads is 2; it must be true or false');
test(refused, { provider, asan: 'yes' }, 'asan is "yes"; it must be true or false');
test(refused, { provider, profile: ['a=b'] }, /^profile is \["a=b"\]; it must be an object whose values are texts/);
test(refused, { provider, profile: { port: 25 } }, 'profile port is 25; it must be a text');
test(refused, { provider, profile: { '': 'x' } }, /^profile has a setting without a name/);
test(refused, { provider, signal: {} }, 'signal is {}; it must be an AbortSignal');
test(refused, { provider, onProgress: 1 }, 'onProgress is 1; it must be a function');
test(refused, { provider, mail: '' }, 'mail is ""; it must be the path of a folder with .msg or .eml files');
test(
  refused,
  { provider, mail: './mail', keepData: true },
  /^mail and keepData contradict each other: the data directories/,
);
test(refused, { provider, option: 1, reg: 'a.reg' }, /^option and reg contradict each other/);

test('refuses a cwd that is no folder', (t) => {
  refuses(
    t,
    { provider, cwd: join(temporaryFolder(t), 'nowhere') },
    /^cwd is .*nowhere, which is no folder; give one that exists$/,
  );
});

test('refuses a registry file that does not exist, or is a folder', (t) => {
  const cwd = temporaryFolder(t);
  mkdirSync(join(cwd, 'folder.reg'));
  refuses(
    t,
    { provider, cwd, reg: 'no.reg' },
    /^reg is no\.reg, and there is no such file \(looked for .*no\.reg\); export one/,
  );
  refuses(t, { provider, cwd, reg: 'folder.reg' }, /^reg is folder\.reg, and there is no such file/);
});

test('fills in what was left out', (t) => {
  const settings = readOptions({ provider });
  const { seed, signal, onProgress, beforeSealing, ...rest } = settings;
  t.true(Number.isInteger(seed) && seed >= 1 && seed <= 2 ** 31);
  t.is(signal, undefined);
  t.notThrows(() => onProgress({ kind: 'verifying', runs: 1 }));
  t.is(typeof beforeSealing, 'function');
  t.deepEqual(rest, {
    provider,
    profileFile: null,
    quick: false,
    shard: null,
    farSide: null,
    mail: null,
    only: [],
    skip: [],
    scenario: [],
    option: 1,
    reg: null,
    regFile: null,
    client: 'outlook',
    profile: {},
    walks: 20,
    script: null,
    items: 30,
    budgetMs: 5_000,
    jobs: availableParallelism(),
    out: join(process.cwd(), 'mapi-certify-report'),
    keepData: false,
    signKey: null,
    expectedFailures: null,
    bail: false,
    timeLimitMs: null,
    strict: false,
    twoThreads: false,
    asan: false,
    cwd: process.cwd(),
  });
});

test('resolves paths from cwd, and takes null as no output', (t) => {
  const cwd = temporaryFolder(t);
  writeFileSync(join(cwd, 'option.reg'), '');
  const settings = readOptions({ provider, cwd, reg: 'option.reg', out: 'report' });
  t.is(settings.regFile, join(cwd, 'option.reg'));
  t.is(settings.out, join(cwd, 'report'));
  t.is(readOptions({ provider, cwd, out: null }).out, null);
});

test('a script is judged by its own requirement, unless others are named', (t) => {
  const script = 'logon,query,do,kill';
  t.deepEqual(readOptions({ provider, script }).only, ['SEQ-13']);
  t.deepEqual(readOptions({ provider, script, only: ['SEQ'] }).only, ['SEQ']);
  t.is(readOptions({ provider, script }).script?.length, 1);
});

test('gives another seed each time, unless one is given', (t) => {
  const seeds = new Set(Array.from({ length: 20 }, () => readOptions({ provider }).seed));
  t.true(seeds.size > 1);
  t.is(readOptions({ provider, seed: 2 ** 31 }).seed, 2 ** 31);
});

test('the quick mode saves fewer items, and plays no random walks, unless items are given', (t) => {
  t.like(readOptions({ provider, quick: true }), { quick: true, items: 20, walks: 0 });
  t.is(readOptions({ provider, quick: true, items: 7 }).items, 7);
});
