import test from 'ava';
import { LISTED_ONLY } from '#harness/recording/item-names.js';
import type { LedgerOutcome } from '#harness/recording/observation.js';
import { LifeScript, observed, state } from '../support/recordings.js';

// What a ledger expects of lives that were killed without a word.

function ledger(...lives: readonly LifeScript[]): LedgerOutcome {
  return observed(lives, { scenario: 'killed-at-work' }).ledger;
}

function silentlyKilled(life: LifeScript): LifeScript {
  return life.ended({ exitCode: null, signal: 'SIGKILL', killPlanned: true });
}

function reading(): LifeScript {
  return new LifeScript().step('read-back');
}

test('what was saved in a life that was killed may be there or not', (t) => {
  const working = (): LifeScript => silentlyKilled(new LifeScript().step('work').saved('m1', state('m1 v1')));
  t.deepEqual(ledger(working(), reading().readBack(0).exited()).differences, []);
  t.deepEqual(ledger(working(), reading().found('m1', state('m1 v1')).readBack(1).exited()).differences, []);
});

test('it may not be there in a state that it never had', (t) => {
  const life = silentlyKilled(new LifeScript().step('work').saved('m1', state('m1 v1')));
  const { differences } = ledger(
    life,
    reading()
      .found('m1', state('m1 v1', { body: 'half' }))
      .readBack(1)
      .exited(),
  );
  t.deepEqual(
    differences.map(({ kind }) => kind),
    ['changed'],
  );
});

test('a row of something that is not there is no state that a kill may leave', (t) => {
  const life = new LifeScript().step('work').saved('m1', state('m1 v1'));
  silentlyKilled(life.write({ e: 'doing', item: 'm1', session: 0 }));
  const found = reading()
    .found('m1', state('m1', { properties: LISTED_ONLY }))
    .readBack(1)
    .exited();
  t.deepEqual(
    ledger(life, found).differences.map(({ kind }) => kind),
    ['lost'],
  );
});

test('what the client was just doing may have come to anything, also to an item that was never acknowledged', (t) => {
  const life = new LifeScript().step('work').saved('m1', state('m1 v1'));
  silentlyKilled(life.write({ e: 'doing', item: 'm2', session: 0 }));
  const outcome = ledger(
    life,
    reading().found('m1', state('m1 v1')).found('m2', state('m2 v1')).readBack(2).exited(),
    reading().found('m1', state('m1 v1')).readBack(1).exited(),
  );
  t.deepEqual(
    outcome.differences.map(({ kind, item }) => `${item} ${kind}`),
    ['m2 lost'],
    'but from the first read-back on it stays',
  );
});

/** A life that was killed when a copy of m1 was made, and had no name of its own yet. */
function copying(): LifeScript {
  const life = new LifeScript().step('work').saved('m1', state('m1 v1'));
  return silentlyKilled(life.write({ e: 'doing', item: 'm2', copies: 'm1', session: 0 }));
}

const inOther = state('m1 v1', { folder: 'Other' });

test('a copy without a name of its own may be beside what it was copied from, also in another folder', (t) => {
  for (const copy of [state('m1 v1'), inOther]) {
    const outcome = ledger(
      copying(),
      reading().found('m1', copy).found('m1', state('m1 v1')).readBack(2).exited(),
      reading().found('m1', state('m1 v1')).found('m1', copy).readBack(2).exited(),
    );
    t.deepEqual(outcome.differences, []);
    t.is(outcome.found.created, 1);
  }
});

test('such a copy stays when what it was copied from is changed or deleted', (t) => {
  for (const changed of [state('m1 v2'), null]) {
    const life = reading().found('m1', state('m1 v1')).found('m1', inOther).readBack(2);
    const last = reading().found('m1', inOther);
    const outcome = ledger(
      copying(),
      life.step('work').saved('m1', changed, { category: 'changed' }).exited(),
      (changed === null ? last.readBack(1) : last.found('m1', changed).readBack(2)).exited(),
    );
    t.deepEqual(outcome.differences, []);
  }
});

test('there is one such copy at most, and none where the first read-back shows none', (t) => {
  const kinds = (...lives: readonly LifeScript[]): string[] =>
    ledger(copying(), ...lives).differences.map(({ kind }) => kind);
  const times = (count: number): LifeScript => {
    let life = reading();
    for (let each = 0; each < count; each += 1) life = life.found('m1', state('m1 v1'));
    return life.readBack(count).exited();
  };
  t.deepEqual(kinds(times(3)), ['duplicated']);
  t.deepEqual(kinds(times(1), times(2)), ['duplicated']);
  t.deepEqual(kinds(reading().found('m1', inOther).readBack(1).exited()), ['changed']);
});

test('what was done before the kill is expected as it was acknowledged', (t) => {
  const life = new LifeScript().step('work').write({ e: 'doing', item: 'm2', session: 0 }).step('wait');
  const outcome = ledger(silentlyKilled(life), reading().found('m2', state('m2 v1')).readBack(1).exited());
  t.deepEqual(
    outcome.differences.map(({ kind }) => kind),
    ['unknown'],
  );
});

test('mail that was submitted in such a life may be lost', (t) => {
  const life = new LifeScript().step('work').saved('o1', state('o1 v1'), { category: 'outbound' });
  const outcome = ledger(silentlyKilled(life), reading().readBack(0).exited());
  t.deepEqual(outcome.differences, []);
  t.is(outcome.acknowledged.outbound, 0);
});

test('what a promised life before has saved is still expected', (t) => {
  const before = new LifeScript().step('work').saved('m1', state('m1 v1')).exited();
  const life = silentlyKilled(reading().found('m1', state('m1 v1')).readBack(1).step('work'));
  const outcome = ledger(before, life, reading().readBack(0).exited());
  t.deepEqual(
    outcome.differences.map(({ kind }) => kind),
    ['lost'],
  );
});
