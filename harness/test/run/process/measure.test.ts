import test from 'ava';
import type { LifeRecording } from '#harness/recording/recording.js';
import { chanceOf, countsWrites, planKill } from '#harness/run/process/measure.js';
import type { Life } from '#harness/scenarios/scenario.js';
import { LifeScript } from '../../support/recordings.js';

/** A life whose shutdown takes `ms` milliseconds, with some writes. */
function lived(ms: number, writes: number, killPlanned = false): LifeRecording {
  const script = new LifeScript().write({ e: 'part', part: 'shutdown', edge: 'begins' });
  for (let i = 0; i < writes; i += 1) script.write({ e: 'write', part: 'shutdown', method: 'writeSync', file: 'log' });
  script.pass(ms - writes - 1).write({ e: 'part', part: 'shutdown', edge: 'ends' });
  return script.ended({ killPlanned }).build();
}

/** A life that was killed in the middle of its shutdown. */
function cut(): LifeRecording {
  const script = new LifeScript().write({ e: 'part', part: 'shutdown', edge: 'begins' });
  return script.ended({ killPlanned: true }).build();
}

test('a kill at a share of the time is measured by the last life that came to the end of the part', (t) => {
  const planned = (before: readonly LifeRecording[]) => planKill({ within: 'shutdown', time: 0.5 }, before, 0.5);
  t.deepEqual(planned([lived(100, 0), lived(40, 0), cut()]), { within: 'shutdown', afterNs: 20_000_000 });
  // Its kill came too late: the measure was too long, and is no longer.
  t.deepEqual(planned([lived(40, 0), lived(10, 0, true), cut()]), { within: 'shutdown', afterNs: 5_000_000 });
});

test('the writes are those of the last life in which nobody was to be killed', (t) => {
  const kill = { within: 'shutdown', write: 1, when: 'after' } as const;
  const planned = planKill(kill, [lived(100, 4), lived(10, 0, true)], 0.5);
  t.deepEqual(planned, { within: 'shutdown', write: 4, when: 'after' });
});

test('the seed moves a kill within its spread, and no further than the part', (t) => {
  const kill = { within: 'shutdown', time: 0.1, spread: 0.4 } as const;
  t.deepEqual(planKill(kill, [lived(100, 0)], 1), { within: 'shutdown', afterNs: 30_000_000 });
  t.deepEqual(planKill(kill, [lived(100, 0)], 0), { within: 'shutdown', afterNs: 0 });
});

test('a kill at a share of the writes is at one of them, the first and the last included', (t) => {
  const at = (write: number) => planKill({ within: 'shutdown', write, when: 'after' }, [lived(100, 4)], 0.5);
  t.deepEqual(at(0), { within: 'shutdown', write: 1, when: 'after' });
  t.deepEqual(at(0.5), { within: 'shutdown', write: 3, when: 'after' });
  t.deepEqual(at(1), { within: 'shutdown', write: 4, when: 'after' });
});

test('where no writes were seen, a kill at one is at that share of the time', (t) => {
  const planned = planKill({ within: 'shutdown', write: 0.25, when: 'before' }, [lived(100, 0)], 0.5);
  t.deepEqual(planned, { within: 'shutdown', afterNs: 25_000_000 });
});

test('a kill at the end of the work needs no measure', (t) => {
  t.deepEqual(planKill({ within: 'work', end: true }, [], 0.5), { within: 'work', end: true });
});

test('nothing is planned without a measure', (t) => {
  t.is(planKill({ within: 'work', time: 0.5 }, [lived(100, 1)], 0.5), null);
  t.is(planKill({ within: 'shutdown', time: 0.5 }, [], 0.5), null);
  t.is(planKill(undefined, [lived(100, 1)], 0.5), null);
});

test('the chance of a life depends on seed and life alone', (t) => {
  t.is(chanceOf(7, 2), chanceOf(7, 2));
  const chances = [chanceOf(7, 2), chanceOf(7, 3), chanceOf(8, 2)];
  t.is(new Set(chances).size, 3);
  t.true(chances.every((chance) => chance >= 0 && chance <= 1));
});

test('writes are counted in lives that are not killed, where a later one is killed at a write', (t) => {
  const calm: Life = { steps: [] };
  const atWrite: Life = { steps: [], kill: { within: 'shutdown', write: 0, when: 'before' } };
  const atTime: Life = { steps: [], kill: { within: 'shutdown', time: 0 } };
  t.deepEqual(
    [0, 1, 2].map((life) => countsWrites([calm, atWrite, calm], life)),
    [true, false, false],
  );
  t.false(countsWrites([calm, atTime], 0));
});
