import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { JournalEvent } from '#harness/recording/events.js';
import { readRecording } from '#harness/recording/read-recording.js';
import type { LifeFacts } from '#harness/recording/recording.js';
import type { CertificationReport } from '#harness/report/report.js';
import { certify } from '#harness/run/certify.js';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';
import { fixture } from '../../certification/support/fixture.js';
import { temporaryFolder } from '../temporary-folder.js';

interface Looked {
  readonly report: CertificationReport;
  readonly facts: (run: string, life: number) => LifeFacts;
  readonly events: (run: string, life: number) => readonly JournalEvent[];
}

async function look(t: ExecutionContext, provider: string, options: Partial<CertifyOptions>): Promise<Looked> {
  t.timeout(240_000);
  const out = join(temporaryFolder(t), 'out');
  const report = await certify({ provider: fixture(provider), quick: true, seed: 7, jobs: 1, out, ...options });
  const folder = (run: string): string => join(out, 'evidence', run);
  return {
    report,
    facts: (run, life) => JSON.parse(readFileSync(join(folder(run), `life-${life}.json`), 'utf8')) as LifeFacts,
    events: (run, life) => [...(readRecording(folder(run)).lives[life - 1]?.events ?? [])],
  };
}

/**
 * Plays it up to three times, until it shows what a busy machine may hide: there a life may come too late for the others, or
 * be over before anybody knows that it need not be lived.
 *
 * @param check - holds of every play
 */
async function lookUntil(
  t: ExecutionContext,
  provider: string,
  options: Partial<CertifyOptions>,
  isSeen: (looked: Looked) => boolean,
  check: (looked: Looked) => void,
): Promise<void> {
  for (let play = 1; play <= 3; play += 1) {
    const looked = await look(t, provider, options);
    check(looked);
    if (isSeen(looked)) return;
  }
  t.fail('not seen in three plays');
}

const shares = ({ facts }: Looked, run: string, life: number): boolean => (facts(run, life).livedTogether ?? 1) > 1;

const statuses = ({ findings }: CertificationReport): readonly string[] =>
  findings.map(({ id, status }) => `${id} ${status}`);

test('the quick mode has lives of several runs share a process, also second ones and those that leave as answered', async (t) => {
  const chains = ['five-generations', 'every-exit-in-turn', 'submitted-mail'];
  const others = ['outlook-exit', 'do-without-notify'];
  await lookUntil(
    t,
    'stores/correct-store',
    { only: ['SEQ-1', 'SEQ-6', 'SEQ-7', 'SEQ-12', 'SEQ-15', 'DUR-14'] },
    (looked) => chains.some((run) => shares(looked, run, 2)) && others.some((run) => shares(looked, run, 1)),
    ({ report, facts, events }) => {
      t.is(report.verdict, 'passed', report.summary);
      t.is(report.totals.killsProven, report.totals.kills);
      for (const run of chains) t.is(facts(run, 2).signal, 'SIGKILL');
      for (const run of others)
        t.like(events(run, 1).at(-1), { e: 'kill', after: run === 'outlook-exit' ? 'leave' : 'shutdown' });
      t.true(report.totals.processes < report.totals.lives, `${report.totals.processes} processes`);
    },
  );
});

test('sent mail is read back by a process of its own: no loss of another run has it sent again', async (t) => {
  await lookUntil(
    t,
    'transports/correct-transport',
    { only: ['DUR-6'] },
    (looked) => shares(looked, 'outlook-exit', 2),
    ({ report, facts }) => {
      t.is(report.totals.found, report.totals.acknowledged);
      t.is(facts('sent-mail', 3).livedTogether, undefined);
    },
  );
});

test('a run that fails among others is played again by itself, and the others are believed', async (t) => {
  await lookUntil(
    t,
    'broken/commits-only-in-notify',
    { only: ['SEQ-6', 'SEQ-7'] },
    (looked) => shares(looked, 'repeated-calls', 1),
    ({ report, facts }) => {
      t.deepEqual(statuses(report), ['SEQ-6 fail', 'SEQ-7 pass']);
      t.is(facts('do-without-notify', 1).livedTogether, undefined);
    },
  );
});

test('what is written after DoFastShutdown is seen by a process that lives nothing else', async (t) => {
  const { report, facts } = await look(t, 'broken/writes-after-do', { only: ['QUIET-2', 'SEQ-6'] });
  t.deepEqual(statuses(report), ['SEQ-6 pass', 'QUIET-2 fail']);
  t.is(facts('lingering-exit', 1).livedTogether, undefined);
});

test('when the canary hangs, the quick mode plays no other shutdown to its end', async (t) => {
  await lookUntil(
    t,
    'broken/hangs-in-do',
    { only: ['TIME-4', 'SEQ-2', 'SEQ-6', 'SEQ-7'], budgetMs: 500 },
    ({ report }) => report.runs.map(({ name }) => name).join() === 'object-contract,immediate-exit,classic-exit',
    ({ report }) => {
      t.like(
        report.findings.find(({ id }) => id === 'TIME-4'),
        { status: 'fail' },
      );
      const open = report.findings.filter(({ id }) => id === 'SEQ-6' || id === 'SEQ-7');
      t.deepEqual(
        open.map(({ status, explainedBy }) => [status, explainedBy]),
        [
          ['inconclusive', ['TIME-4']],
          ['inconclusive', ['TIME-4']],
        ],
      );
    },
  );
});

test('a shutdown that ends the process is confirmed by playing it again, by the quick mode and as a whole', async (t) => {
  for (const quick of [true, false]) {
    const { report } = await look(t, 'broken/exits-in-do', { only: ['COM-6', 'SEQ-6'], quick });
    t.deepEqual([report.completion, report.verdict], ['complete', 'not-certified'], report.summary);
    t.deepEqual(statuses(report), ['COM-6 fail', 'SEQ-6 inconclusive']);
  }
});
