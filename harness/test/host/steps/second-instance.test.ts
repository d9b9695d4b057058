import { readFileSync } from 'node:fs';
import anyTest from 'ava';
import type { SecondOutcome } from '#harness/life/life-plan.js';
import { planSecond } from '#harness/run/process/second-instance.js';
import { eventsOf, expectedItems, foundItems, problems, READ_BACK, Run } from '../support/live.js';
import { kill, leaveFast, light, logon } from '../support/script.js';

// Each test starts processes: one after the other is enough for the machine.
const test = anyTest.serial;

test('a step stands still until another process is over, and leaves behind how that has ended', async (t) => {
  const run = new Run(t, 'stores/correct-store');
  const second = {
    ...planSecond(run.folder, '', '', 10_000, 'second'),
    command: [process.execPath, '-e', 'console.log("second"); process.kill(process.pid, "SIGKILL")'],
  };
  const first = await run
    .with({ seconds: [second] })
    .live(logon, light, { do: 'second-instance' }, light, ...leaveFast, kill);
  t.is(first.signal, 'SIGKILL');
  t.deepEqual(problems(first), []);
  const outcome = JSON.parse(readFileSync(second.outcomeFile, 'utf8')) as SecondOutcome;
  t.like(outcome, { exitCode: null, signal: 'SIGKILL', timedOut: false, spawnError: null });
  t.is(readFileSync(second.stdoutFile, 'utf8'), 'second\n');
  const last = await run.live(...READ_BACK);
  t.deepEqual(foundItems(last), expectedItems(first));
});

test('another process that does not end is ended by force', async (t) => {
  const run = new Run(t, 'stores/correct-store');
  const second = {
    ...planSecond(run.folder, '', '', 300, 'second'),
    command: [process.execPath, '-e', 'setInterval(() => {}, 1000)'],
  };
  await run.with({ seconds: [second] }).live(logon, { do: 'second-instance' }, ...leaveFast, kill);
  const outcome = JSON.parse(readFileSync(second.outcomeFile, 'utf8')) as SecondOutcome;
  t.like(outcome, { signal: 'SIGKILL', timedOut: true });
});

test('a step without another process in the plan is a problem', async (t) => {
  const life = await new Run(t, 'stores/correct-store').live(logon, { do: 'second-instance' }, kill);
  t.is(life.code, 70);
  t.is(eventsOf(life, 'problem')[0]?.what, 'the plan has no second instance');
});
