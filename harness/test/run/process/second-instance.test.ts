import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { PlannedSecond, SecondOutcome } from '#harness/life/life-plan.js';
import { planSecond, secondOutcome } from '#harness/run/process/second-instance.js';

function planned(t: ExecutionContext, outcome?: Partial<SecondOutcome>): PlannedSecond {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-second-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const second = planSecond(folder, 'host.js', 'plan.json', 5_000, 'second');
  if (outcome !== undefined) {
    const whole = { pid: 0, exitCode: null, signal: null, timedOut: false, wallMs: 12, spawnError: null, ...outcome };
    writeFileSync(second.outcomeFile, JSON.stringify(whole));
  }
  return second;
}

/** The id of a process that has ended. */
const ended = (): number => spawnSync(process.execPath, ['--version']).pid;

test('the command is that of every process under test', (t) => {
  const { command, limitMs } = planned(t);
  t.is(command[0], process.execPath);
  t.deepEqual(command.slice(-2), ['host.js', 'plan.json']);
  t.is(limitMs, 5_000);
});

test('a process that was killed is gone, with what it has printed', async (t) => {
  const second = planned(t, { pid: ended(), signal: 'SIGKILL' });
  writeFileSync(second.stdoutFile, 'out');
  writeFileSync(second.stderrFile, 'first line\nlast line\n');
  const { gone, forced, signal, exitCode, spawnError, stdout, stderr } = await secondOutcome(second);
  t.like({ gone, forced, signal, exitCode, spawnError }, { gone: true, forced: false, signal: 'SIGKILL' });
  t.is(exitCode, null);
  t.is(spawnError, null);
  t.is(stdout.bytes, 3);
  t.is(stderr.tail, 'first line\nlast line\n');
});

test('a process that is still there is not gone', async (t) => {
  const { gone } = await secondOutcome(planned(t, { pid: process.pid, signal: 'SIGKILL' }));
  t.false(gone);
});

test('one that took too long was ended by force', async (t) => {
  const { timedOut, forced } = await secondOutcome(planned(t, { pid: ended(), signal: 'SIGKILL', timedOut: true }));
  t.true(timedOut);
  t.true(forced);
});

test('one that could not be started says why', async (t) => {
  const { pid, spawnError } = await secondOutcome(planned(t, { spawnError: 'spawn EAGAIN' }));
  t.is(pid, null);
  t.is(spawnError, 'spawn EAGAIN');
});

test('where the first process did not come so far, there was none', async (t) => {
  const { pid, spawnError, stdout } = await secondOutcome(planned(t));
  t.is(pid, null);
  t.is(spawnError, 'the life before did not come to start it, or to see its end');
  t.is(stdout.bytes, 0);
});
