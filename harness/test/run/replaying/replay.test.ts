import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { CertificationReport } from '#harness/report/report.js';
import { type ReplayRequest, replayOf } from '#harness/run/replaying/replay.js';
import { Bundle, OPT_OUT } from '../verifying/bundle.js';

const bundle = new Bundle();
test.before(async (t) => {
  t.timeout(60_000);
  await bundle.make({ client: 'mfcmapi', budgetMs: 4_000, strict: true, profile: { greeting: 'hello' } });
});
test.after.always(() => bundle.remove());

/** What is played of evidence whose settings say so. */
async function replay(
  t: ExecutionContext,
  settings: Partial<CertificationReport['settings']> = {},
  request: Partial<ReplayRequest> = {},
) {
  const copy = bundle.copy(t);
  const file = join(copy, 'evidence', 'certification.json');
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  kept.header.settings = { ...kept.header.settings, ...settings };
  writeFileSync(file, JSON.stringify(kept));
  const { folder: cwd } = bundle;
  return await replayOf({ folder: basename(copy), word: 'object-contract', cwd, ...request });
}

test('Every setting of the evidence is that of the replay, and what only says how it went is not', async (t) => {
  const { options, notes } = await replay(t, { farSide: './server.js', jobs: 7, bail: true, timeLimitMs: 9 });
  const { out, ...others } = options;
  t.deepEqual(others, {
    provider: OPT_OUT,
    seed: 7,
    scenario: ['object-contract'],
    client: 'mfcmapi',
    items: 5,
    budgetMs: 4_000,
    strict: true,
    farSide: './server.js',
    profile: { greeting: 'hello' },
    cwd: bundle.folder,
  });
  t.regex(out ?? '', /copy-\w+-replay$/u);
  t.deepEqual(notes, []);
});

test('Where the registry file is gone, the option that it gave holds', async (t) => {
  const { options } = await replay(t, { reg: 'gone.reg', option: 2 });
  t.deepEqual([options.reg, options.option], [undefined, 2]);
  writeFileSync(join(bundle.folder, 'there.reg'), 'Windows Registry Editor Version 5.00\n');
  const there = await replay(t, { reg: 'there.reg', option: 2 });
  t.deepEqual([there.options.reg, there.options.option], ['there.reg', undefined]);
});

test('Secret settings have to be given, each by its name', async (t) => {
  const profile = { greeting: 'hello', password: '***', 'api-key': '***' };
  await t.throwsAsync(replay(t, { profile }, { profile: { password: 'x' } }), {
    message: /^copy-\w+ does not have the values of secret settings; give --profile api-key=VALUE$/u,
  });
  const given = { password: 'x', 'api-key': 'y', greeting: 'bye' };
  t.deepEqual((await replay(t, { profile }, { profile: given })).options.profile, given);
});

test('A profile file has to be there, and lists its providers itself', async (t) => {
  const profileFile = 'gone.json';
  await t.throwsAsync(replay(t, { profileFile }), {
    message: /is of the profile file gone\.json, which is not there; start in the folder that it was named from$/u,
  });
  await t.throwsAsync(replay(t, { profileFile }, { provider: OPT_OUT }), { message: /; leave --provider out$/u });
  writeFileSync(join(bundle.folder, 'there.json'), '{}');
  const { options } = await replay(t, { profileFile: 'there.json' });
  t.deepEqual([options.profileFile, options.provider], ['there.json', undefined]);
});

test('The first trial of the case is the one that may be debugged, and no run besides', async (t) => {
  const { isOfCase } = await replay(t);
  const identity = { scenario: 'object-contract', trial: 0, seed: 7, control: false };
  t.true(isOfCase(identity));
  t.false(isOfCase({ ...identity, trial: 1 }));
  t.false(isOfCase({ ...identity, control: true }));
  t.false(isOfCase({ ...identity, scenario: 'outlook-exit' }));
});
