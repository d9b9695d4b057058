import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { LifePlan } from '#harness/life/life-plan.js';
import { type ItemState, type JournalEvent, WHOLE } from '#harness/recording/events.js';
import { readRecording } from '#harness/recording/read-recording.js';
import type { LifeFacts } from '#harness/recording/recording.js';
import type { CertificationReport } from '#harness/report/report.js';
import { certify } from '#harness/run/certify.js';
import { fixture } from '../../certification/support/fixture.js';
import { temporaryFolder } from '../temporary-folder.js';

const SEQUENCES = ['SEQ-6', 'SEQ-7', 'SEQ-8', 'SEQ-10', 'SEQ-11'];
const RUNS = ['do-without-notify', 'repeated-calls', 'two-sessions', 'saves-between-calls', 'calls-after-do'];

interface Looked {
  readonly report: CertificationReport;
  /** The folder of a run's evidence. */
  readonly folder: (run: string) => string;
  /** The facts of its last life. */
  readonly facts: (run: string) => LifeFacts;
}

async function look(t: ExecutionContext, provider: string, only: readonly string[] = SEQUENCES): Promise<Looked> {
  t.timeout(120_000);
  const out = join(temporaryFolder(t), 'out');
  const report = await certify({ provider: fixture(provider), only, seed: 7, items: 4, jobs: 1, out });
  const folder = (run: string): string => join(out, 'evidence', run);
  return {
    report,
    folder,
    facts: (run) => JSON.parse(readFileSync(join(folder(run), 'life-2.json'), 'utf8')) as LifeFacts,
  };
}

test('runs of a provider that loses nothing are read back by one process, each in a journal of its own', async (t) => {
  const { report, folder, facts } = await look(t, 'stores/correct-store');
  t.is(report.verdict, 'passed', report.summary);
  const read = RUNS.map(facts);
  t.true(read.some(({ livedTogether = 1 }) => livedTogether > 1));
  t.true(new Set(read.map(({ pid }) => pid)).size < RUNS.length);
  t.true(report.totals.processes < report.totals.lives);
  for (const run of RUNS) {
    const plan = JSON.parse(readFileSync(join(folder(run), 'life-2.plan.json'), 'utf8')) as LifePlan;
    t.is(plan.scenario, run);
    const events: JournalEvent[] = [...(readRecording(folder(run)).lives[1]?.events ?? [])];
    t.deepEqual(
      events.map(({ n }) => n),
      events.map((_, index) => index + 1),
    );
    t.like(events[0], { e: 'start', scenario: run });
    t.like(events.at(-1), { e: 'exit', code: 0, expected: true });
  }
});

test('a run in which something is lost is read back by a process of its own, from the data that the kill had left', async (t) => {
  const { report, folder, facts } = await look(t, 'broken/commits-only-in-notify', ['SEQ-6', 'SEQ-7']);
  t.deepEqual(
    report.findings.map(({ id, status }) => `${id} ${status}`),
    ['SEQ-6 fail', 'SEQ-7 pass'],
  );
  t.is(facts('do-without-notify').livedTogether, undefined);
  t.false(report.findings.some(({ flaky }) => flaky));
  t.is(readRecording(folder('do-without-notify')).lives.length, 2);
});

test('what nobody could tell from another run is made from the scenario as well as from the seed', async (t) => {
  const { folder } = await look(t, 'stores/correct-store', ['SEQ-6', 'SEQ-7']);
  const saved = (run: string): readonly string[] =>
    [...(readRecording(folder(run)).lives[0]?.events ?? [])].flatMap((event) =>
      event.e === 'saved' && /^m\d/.test(event.item) && event.state !== null ? [contentOf(event.state)] : [],
    );
  const [one, other] = [saved('do-without-notify'), saved('repeated-calls')];
  t.true(one.length > 3);
  t.deepEqual(
    one.filter((digest) => other.includes(digest)),
    [],
  );
});

/** What a message has, as a text: what is compared part by part has no digest of all its properties. */
function contentOf({ properties, parts }: ItemState): string {
  return properties === WHOLE ? JSON.stringify(parts) : properties;
}
