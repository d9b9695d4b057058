import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { certify, verifyEvidence } from '#harness/index.js';
import type { CertificationReport } from '#harness/report/report.js';
import { Bundle, OPT_OUT } from '../verifying/bundle.js';

const BROKEN = fileURLToPath(new URL('../../fixtures/broken/loses-when-notified-after-refusal.js', import.meta.url));

const bundle = new Bundle();
test.after.always(() => bundle.remove());

const certification = { only: ['COM-1', 'SEQ-5'], seed: 7, items: 5, cwd: bundle.folder } as const;
/** The options of the command line that say the same. */
const OPTIONS = ['--only', 'COM-1,SEQ-5', '--seed', '7', '--items', '5'];

/** What the same seed gives again. */
function lasting({ findings, runs, totals, verdict, summary }: CertificationReport): unknown {
  return {
    verdict,
    summary,
    totals,
    // The times within are others each time.
    findings: findings.map(({ id, status, flaky, violations, explainedBy }) => {
      return { id, status, flaky, explainedBy, violations: violations.map(({ run, scenario }) => [run, scenario]) };
    }),
    runs: runs.map(({ wallMs: _, peakRssBytes: __, ...run }) => run),
  };
}

test.serial('two shards of a provider that passes come to what one run comes to, and can be verified', async (t) => {
  t.timeout(120_000);
  const whole = await certify({ ...certification, provider: OPT_OUT, out: 'whole' });
  for (const index of [1, 2]) {
    const { code, stdout } = await bundle.commandLine([
      OPT_OUT,
      ...OPTIONS,
      ...['--shard', `${index}/2`, '--out', `shard-${index}`],
    ]);
    t.is(code, 0);
    t.regex(stdout, new RegExp(`PASSED \\(shard\\) +shard ${index} of 2: nothing is broken in 1 run`, 'u'));
    t.true((await verifyEvidence(join(bundle.folder, `shard-${index}`))).holds);
  }
  const merged = ['merge', 'shard-2', 'shard-1', '--out', 'merged', '--sign-key', 'key', '--json', 'merged/again.json'];
  const { code, stdout, stderr } = await bundle.commandLine(merged);
  t.is(stderr, '');
  t.is(code, 0);
  t.regex(stdout, /PASSED +2 of \d+ requirements were judged \(--only COM-1,SEQ-5\)/u);
  const { holds, report } = await verifyEvidence('merged', { cwd: bundle.folder, key: bundle.key, provider: OPT_OUT });
  t.true(holds);
  t.is(report?.shards, 2);
  t.is(report?.settings.shard, null);
  t.deepEqual(report && lasting(report), lasting(whole));
});

const refuses = test.macro(async (t, args: readonly string[], message: RegExp) => {
  const { code, stdout, stderr } = await bundle.commandLine(args);
  t.is(code, 2);
  t.is(stdout, '');
  t.regex(stderr, message);
  t.is(stderr.trim().split('\n').length, 1);
});

test.serial(
  'merge: no folder',
  refuses,
  ['merge'],
  /^mapi-certify: judge, report, show, replay, merge and verify need/u,
);
test.serial(
  'merge: one shard alone',
  refuses,
  ['merge', 'shard-1'],
  /^mapi-certify: of 2 shards, shard 2 is missing; /u,
);
test.serial('merge: none', refuses, ['merge', 'merged'], /^mapi-certify: merged is of no shard: /u);
test.serial(
  'merge: into a shard',
  refuses,
  ['merge', 'shard-1', 'shard-2', '--out', 'shard-1/x'],
  /^mapi-certify: --out shard-1\/x and the shard shard-1 lie in each other; name another folder/u,
);

test.serial('what was lost on the way is not merged', async (t) => {
  cpSync(join(bundle.folder, 'shard-2'), join(bundle.folder, 'lossy'), { recursive: true });
  rmSync(join(bundle.folder, 'lossy', 'evidence', 'query-refused-then-notify', 'life-2.json'));
  const { code, stderr } = await bundle.commandLine(['merge', 'shard-1', 'lossy', '--out', 'never']);
  t.is(code, 2);
  t.regex(stderr, /^mapi-certify: lossy does not hold \(.*life-2\.json is missing\); give the folder as its shard/u);
});

test.serial('shards of a provider that is broken come to its failure, which one of them has repeated', async (t) => {
  t.timeout(120_000);
  const whole = await certify({ ...certification, provider: BROKEN, out: 'broken' });
  t.is(whole.verdict, 'not-certified');
  const codes: number[] = [];
  for (const index of [1, 2]) {
    const args = [BROKEN, ...OPTIONS, '--shard', `${index}/2`, '--out', `broken-${index}`];
    codes.push((await bundle.commandLine(args)).code);
  }
  t.deepEqual(codes, [0, 1]);
  const known = [{ id: 'SEQ-5', reason: 'later', owner: 'us', expires: '2099-01-01' }];
  writeFileSync(join(bundle.folder, 'known.json'), JSON.stringify(known));
  const folders = ['broken-1', 'broken-2'];
  t.is((await bundle.commandLine(['merge', ...folders, '--out', 'failed'])).code, 1);
  const { holds, report } = await verifyEvidence('failed', { cwd: bundle.folder });
  t.true(holds);
  t.deepEqual(report && lasting(report), lasting(whole));
  t.is(
    (await bundle.commandLine(['merge', ...folders, '--out', 'failed', '--expected-failures', 'known.json'])).code,
    0,
  );
});
