import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import type { CertificationReport } from '#harness/report/report.js';
import { WatchLoop } from '#harness/run/watching/watch-loop.js';
import { certifiedReport, finding } from '../../support/certification-report.js';

/** A watch whose certifications fail as they are told to, and what it did. */
class Watched {
  readonly done: string[] = [];
  failing: readonly string[] = [];
  /** Set: a certification goes on until it is stopped. */
  hangs = false;
  readonly loop: WatchLoop;

  constructor() {
    this.loop = new WatchLoop({
      begin: async () => void this.done.push('begin'),
      certify: async (only, signal) => {
        this.done.push(only === null ? 'all' : only.join());
        while (this.hangs && !signal.aborted) await sleep(1);
        return signal.aborted ? null : this.#report();
      },
      show: async (report, rest) => void this.done.push(`${report.verdict}${rest ? ', rest' : ''}`),
      wait: async () => void this.done.push('wait'),
    });
  }

  #report(): CertificationReport {
    const verdict = this.failing.length === 0 ? 'passed' : 'not-certified';
    const failures = this.failing.map((id) => finding({ id, status: 'fail' }));
    return certifiedReport({ verdict, findings: [finding({ id: 'COM-1' }), ...failures] });
  }

  /** What was done since the last time, when there is nothing to do any more. */
  async rest(): Promise<readonly string[]> {
    while (this.done.at(-1) !== 'wait') await sleep(1);
    return this.done.splice(0);
  }
}

test('what failed is tried first, and everything when it fails no more', async (t) => {
  const watched = new Watched();
  watched.failing = ['DUR-2', 'SEQ-1'];
  const over = watched.loop.run();
  t.deepEqual(await watched.rest(), ['begin', 'all', 'not-certified', 'wait']);
  watched.loop.change();
  t.deepEqual(await watched.rest(), ['begin', 'DUR-2,SEQ-1', 'not-certified, rest', 'wait']);
  watched.failing = [];
  watched.loop.change();
  t.deepEqual(await watched.rest(), ['begin', 'DUR-2,SEQ-1', 'all', 'passed', 'wait']);
  watched.loop.change();
  t.deepEqual(await watched.rest(), ['begin', 'all', 'passed', 'wait']);
  watched.loop.end();
  await over;
});

test('a change stops what goes on, of which nothing is shown, and it begins anew', async (t) => {
  const watched = new Watched();
  watched.hangs = true;
  const over = watched.loop.run();
  await sleep(5);
  watched.hangs = false;
  watched.loop.change();
  t.deepEqual(await watched.rest(), ['begin', 'all', 'begin', 'all', 'passed', 'wait']);
  watched.loop.end();
  await over;
});

test('whoever asks for all gets all, also where something failed', async (t) => {
  const watched = new Watched();
  watched.failing = ['DUR-2'];
  const over = watched.loop.run();
  await watched.rest();
  watched.loop.again();
  t.deepEqual(await watched.rest(), ['begin', 'all', 'not-certified', 'wait']);
  watched.loop.end();
  await over;
});

test('its end stops what goes on', async (t) => {
  const watched = new Watched();
  watched.hangs = true;
  const over = watched.loop.run();
  await sleep(5);
  watched.loop.end();
  await over;
  t.deepEqual(watched.done, ['begin', 'all']);
});
