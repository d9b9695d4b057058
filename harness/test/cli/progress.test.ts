import test from 'ava';
import { ProgressState } from '#harness/cli/progress.js';
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
