import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import test from 'ava';
import sinon from 'sinon';
import { createProgress, ProgressState } from '#harness/cli/progress.js';
import type { ProgressEvent } from '#harness/run/input/progress.js';
import { failedReport, finding } from '../support/certification-report.js';

test('The display shows how many runs are done and which go on', (t) => {
  const state = new ProgressState();
  t.deepEqual(state.lines(0, 80), ['░░░░░░░░░░░░░░░░░░░░  starting · 0 s']);
  state.apply({ kind: 'planned', runs: 4, stance: 'in' });
  state.apply({ kind: 'run-started', name: 'outlook-exit', finished: 0, runs: 4 });
  state.apply({ kind: 'run-started', name: 'two-sessions', finished: 0, runs: 4 });
  t.deepEqual(state.lines(1, 80), ['░░░░░░░░░░░░░░░░░░░░  0 of 4 runs · 1 s · outlook-exit, two-sessions']);
  const [run] = failedReport().runs;
  if (run === undefined) throw new Error('the fixture has a run');
  state.apply({ kind: 'run-finished', run, finished: 1, runs: 4 });
  t.deepEqual(state.lines(2, 80), ['█████░░░░░░░░░░░░░░░  1 of 4 runs · 2 s · two-sessions']);
});

test('What failed and that it is stopping are shown, and lines are cut to the terminal', (t) => {
  const state = new ProgressState();
  state.apply({ kind: 'planned', runs: 2, stance: 'in' });
  state.apply({ kind: 'verifying', runs: 1 });
  state.apply({ kind: 'finding', finding: finding({ status: 'fail' }) });
  state.apply({ kind: 'finding', finding: finding({ id: 'DUR-1' }) });
  state.stop();
  t.deepEqual(state.lines(3, 40), [
    '░░░░░░░░░░░░░░░░░░░░  0 of 2 runs · 3 …',
    'failed so far: DUR-2',
    'Stopping. Press Ctrl-C again to end at…',
  ]);
});

const failing: ProgressEvent = {
  kind: 'failing',
  finding: finding({ status: 'fail', message: 'items lost' }),
  isRepeated: true,
};

test('What fails is shown before it is for good, and a requirement that comes out otherwise is not', (t) => {
  const state = new ProgressState();
  state.apply(failing);
  state.apply({ ...failing, finding: finding({ id: 'ANS-2', status: 'warn' }) });
  t.is(state.lines(3, 80)[1], 'failed so far: DUR-2');
  state.apply({ kind: 'finding', finding: finding({ id: 'DUR-2', status: 'inconclusive' }) });
  t.is(state.lines(3, 80)[1], undefined);
});

test('On a terminal the line of a failure stays above the display', async (t) => {
  const terminal = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 80 });
  const progress = await createProgress(terminal, {}, false);
  progress.tell({ kind: 'planned', runs: 4, stance: 'in' });
  progress.tell(failing);
  progress.dispose();
  const written = String(terminal.read());
  const lines = stripVTControlCharacters(written).split('\n');
  const line = lines.findIndex((each) => /^✗ DUR-2 {2}items lost \(after \d+ s; to be confirmed\)/u.test(each));
  t.true(line > 0, written);
  t.regex(lines[line + 1] ?? '', /0 of 4 runs · 0 s/u);
  t.is(lines[line + 2], 'failed so far: DUR-2');
  const shown = written.slice(written.indexOf('✗ DUR-2'));
  // Two lines of the display and the empty one below: what is erased at the end does not reach the failure.
  t.is(shown.split('\u001b[2K').length - 1, 3);
});

test('The line of a failure is there also where the terminal has no room for the display', async (t) => {
  const terminal = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 80, rows: 0 });
  const progress = await createProgress(terminal, {}, false);
  progress.tell(failing);
  progress.dispose();
  t.is(stripVTControlCharacters(String(terminal.read())).trim(), '✗ DUR-2  items lost (after 0 s; to be confirmed)');
});

test('On pipes and in CI a failure is a plain line, and nothing else is written', async (t) => {
  for (const [stream, env] of [
    [new PassThrough({ encoding: 'utf8' }), {}],
    [Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 80 }), { CI: 'true' }],
  ] as const) {
    const progress = await createProgress(stream, env, false);
    progress.tell({ kind: 'planned', runs: 4, stance: 'in' });
    progress.tell(failing);
    progress.tell({ kind: 'finding', finding: failing.finding });
    progress.stopping();
    progress.dispose();
    t.regex(String(stream.read()), /^✗ DUR-2 {2}items lost \(after \d+ s; to be confirmed\)\n$/u);
  }
});

test.serial('On pipes a line every half a minute says that it goes on, and for how long', async (t) => {
  const clock = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  t.teardown(() => clock.restore());
  const stream = new PassThrough({ encoding: 'utf8' });
  const progress = await createProgress(stream, {}, false);
  progress.tell({ kind: 'planned', runs: 4, stance: 'in' });
  clock.tick(29_999);
  t.is(stream.read(), null);
  clock.tick(1);
  t.is(stream.read(), '0 of 4 runs · 30 s\n');
  const [run] = failedReport().runs;
  if (run === undefined) throw new Error('the fixture has a run');
  progress.tell({ kind: 'run-finished', run, finished: 3, runs: 4 });
  clock.tick(30_000);
  t.is(stream.read(), '3 of 4 runs · 60 s · about 20 s left\n');
  progress.dispose();
  clock.tick(60_000);
  t.is(stream.read(), null);
});

test('The line says when the time limit is over, and of what is repeated no time', (t) => {
  const state = new ProgressState();
  t.is(state.life(30), 'starting · 30 s');
  state.apply({ kind: 'planned', runs: 4, stance: 'in' });
  t.is(state.life(30, 600_000), '0 of 4 runs · 30 s · time limit in 9 min 30 s');
  state.apply({ kind: 'verifying', runs: 1 });
  t.is(state.life(60, 50_000), '0 of 4 runs · 60 s · time limit in 0 s · repeating alone what failed');
});

test('A reader that has gone away is no error', async (t) => {
  const pipe = new PassThrough();
  const progress = await createProgress(pipe, {}, false);
  pipe.destroy(new Error('EPIPE'));
  await new Promise((resolve) => setImmediate(resolve));
  t.notThrows(() => progress.tell(failing));
  await new Promise((resolve) => setImmediate(resolve));
});
