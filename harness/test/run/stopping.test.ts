import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { certify } from '#harness/index.js';
import { exitCodeOf } from '#harness/report/exit-code.js';
import { renderJson } from '#harness/report/json.js';
import { judgeEvidence } from '#harness/run/judging/judge-evidence.js';
import { schemaErrors } from '#harness/run/verifying/schemas.js';
import { temporaryFolder } from './temporary-folder.js';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}.js`, import.meta.url));

/** Its Do commits nothing, which each of many scenarios shows. */
const BROKEN = { provider: fixture('broken/commits-only-in-notify'), seed: 7, items: 5, walks: 0, jobs: 1 };

test.serial(
  'With bail nothing begins after the first failure, which is confirmed, and the rest is inconclusive',
  async (t) => {
    t.timeout(120_000);
    const cwd = temporaryFolder(t);
    const report = await certify({ ...BROKEN, cwd, only: ['SEQ-6', 'SEQ-7', 'FAULT-2', 'DUR-10'], bail: true });
    t.is(report.verdict, 'not-certified');
    t.is(report.completion, 'complete');
    t.is(report.stoppedBy, 'bail');
    t.is(exitCodeOf(report), 1);
    const statuses = new Map(report.findings.map(({ id, status }) => [id, status]));
    t.is(statuses.get('SEQ-6'), 'fail');
    const open = report.findings.filter(({ message }) =>
      /\bnot run: --bail stopped at the first failure/u.test(message),
    );
    t.true(open.length > 0);
    t.true(open.every(({ status }) => status === 'inconclusive'));
    // The evidence says the same, and knows that it was stopped.
    const judged = await judgeEvidence('mapi-certify-report', { cwd });
    t.is(renderJson({ ...judged, evidence: report.evidence }), renderJson(report));
    t.deepEqual(schemaErrors('result', JSON.parse(renderJson(report))), []);
  },
);

test.serial('A failure that is expected stops nothing', async (t) => {
  t.timeout(120_000);
  const cwd = temporaryFolder(t);
  const known = [{ id: 'SEQ-6', reason: 'a test', owner: 'we', expires: '2999-12-31' }];
  writeFileSync(join(cwd, 'known.json'), JSON.stringify(known));
  const only = { only: ['SEQ-6', 'COM-1'], scenario: ['do-without-notify'] };
  const report = await certify({ ...BROKEN, ...only, cwd, bail: true, expectedFailures: 'known.json' });
  t.is(report.verdict, 'not-certified');
  t.is(report.stoppedBy, null);
  t.is(exitCodeOf(report), 0);
  t.deepEqual(schemaErrors('result', JSON.parse(renderJson(report))), []);
  const judged = await judgeEvidence('mapi-certify-report', { cwd });
  t.is(renderJson({ ...judged, evidence: report.evidence }), renderJson(report));
});

test.serial('When the time limit is over the certification ends in order, and is inconclusive', async (t) => {
  t.timeout(60_000);
  const cwd = temporaryFolder(t);
  const report = await certify({ provider: fixture('stores/correct-store'), seed: 7, cwd, timeLimitMs: 1_500 });
  t.is(report.completion, 'interrupted');
  t.is(report.stoppedBy, 'time-limit');
  t.is(report.verdict, 'inconclusive');
  t.is(exitCodeOf(report), 3);
});
