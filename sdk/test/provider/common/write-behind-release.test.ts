import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import sinon, { type SinonFakeTimers } from 'sinon';
import { WriteBehind } from '#src/provider/common/write-behind.js';

interface Thing {
  readonly id: string;
  readonly text: string;
}

type Change = { readonly put: Thing } | { readonly remove: string };

interface Told {
  readonly released: string[];
  rests: number;
  fails: boolean;
}

/** A write-behind of which the test sees what waits no longer. */
function makeBehind(): { behind: WriteBehind<Thing, Change>; told: Told } {
  const told: Told = { released: [], rests: 0, fails: false };
  const behind = new WriteBehind<Thing, Change>({
    what: 'the store',
    listOf: () => 'all',
    merge: (_earlier, later) => later,
    commit: () => {
      if (told.fails) throw new Error('full');
    },
    recover: () => {},
    release: ({ text }) => told.released.push(text),
    rest: () => {
      told.rests += 1;
    },
    maintain: () => {},
    pace: () => ({ commitInterval: 100, batchSize: 2, maintenanceInterval: 1000, resumeAfter: 1000 }),
  });
  return { behind, told };
}

/** Registers a test with a clock that stands still. */
function test(title: string, implementation: (t: ExecutionContext, clock: SinonFakeTimers) => void): void {
  (anyTest as TestFn).serial(title, (t) => {
    const clock = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
    t.teardown(() => clock.restore());
    implementation(t, clock);
  });
}

const put = (id: string, text: string): Change => ({ put: { id, text } });

test('What was put is released once it is committed, each state of an object by itself', (t, clock) => {
  const { behind, told } = makeBehind();
  for (const change of [put('1', 'a'), put('1', 'b'), put('2', 'c'), { remove: '1' }]) behind.accept(change);
  t.deepEqual(told.released, []);
  clock.tick(100);
  t.deepEqual(told.released, ['a', 'b']);
  clock.tick(100);
  t.deepEqual(told.released, ['a', 'b', 'c']);
});

test('What could not be committed is not released', (t, clock) => {
  const { behind, told } = makeBehind();
  told.fails = true;
  behind.accept(put('1', 'a'));
  clock.tick(500);
  t.throws(() => behind.persistForExit(), { message: 'full' });
  t.deepEqual(told.released, []);
  told.fails = false;
  behind.persistForExit();
  t.deepEqual(told.released, ['a']);
});

test('What is refused after DoFastShutdown or the logoff is released, and what is committed then as well', (t) => {
  const { behind, told } = makeBehind();
  behind.persistForExit();
  behind.accept(put('1', 'committed'));
  told.fails = true;
  t.throws(() => behind.accept(put('1', 'refused')), { message: 'full' });
  told.fails = false;
  behind.close();
  t.throws(() => behind.accept(put('1', 'late')), { message: /the store is closed/ });
  t.deepEqual(told.released, ['committed', 'refused', 'late']);
});

test('Memory is given back by the maintenance, when nothing is pending', (t, clock) => {
  const { behind, told } = makeBehind();
  behind.open();
  told.fails = true;
  behind.accept(put('1', 'a'));
  clock.tick(1000);
  t.is(told.rests, 0);
  told.fails = false;
  clock.tick(1000);
  t.is(told.rests, 1);
});
