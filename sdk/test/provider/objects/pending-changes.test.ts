import test from 'ava';
import { PendingChanges } from '#src/provider/objects/pending-changes.js';

interface Thing {
  readonly id: string;
  readonly list: string;
  readonly text: string;
}

type Change = { readonly put: Thing } | { readonly remove: string };

const LISTS = ['a', 'b', 'c'];

function apply(things: Map<string, Thing>, change: Change): void {
  if ('put' in change) things.set(change.put.id, change.put);
  else things.delete(change.remove);
}

function inList(things: ReadonlyMap<string, Thing>, list: string): Thing[] {
  return [...things.values()].filter((thing) => thing.list === list);
}

function sorted(things: Iterable<Thing>): string[] {
  return [...things].map(({ id, text }) => `${id} ${text}`).sort();
}

/** Numbers that look random, the same every time. */
function* numbers(seed: number): Generator<number, never, undefined> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state >>> 8;
  }
}

test('A list is at all times what it would be had everything been committed, whatever moves, goes, returns and is committed', (t) => {
  const next = (
    (numbers) => (limit: number) =>
      numbers.next().value % limit
  )(numbers(7));
  const pending = new PendingChanges<Thing, Change>(
    ({ list }) => list,
    (_earlier, later) => later,
  );
  const committed = new Map<string, Thing>();
  const expected = new Map<string, Thing>();
  for (let round = 0; round < 3_000; round += 1) {
    const id = `${next(12)}`;
    const change: Change =
      next(4) === 0 ? { remove: id } : { put: { id, list: LISTS[next(3)] as string, text: `${round}` } };
    pending.add(change);
    apply(expected, change);
    if (next(20) === 0) {
      // Now and then all that is pending: then nothing is known of the lists any more.
      const batch = pending.first(next(2) === 0 ? pending.size : 1 + next(6));
      for (const each of batch.changes) apply(committed, each);
      pending.committed(batch);
    }
    for (const list of next(2) === 0 ? LISTS : []) {
      t.deepEqual(
        sorted(pending.overlay(inList(committed, list), list, (thing) => thing)),
        sorted(inList(expected, list)),
      );
    }
  }
});

test('What is changed keeps its place in a list, and what is new comes behind it', (t) => {
  const pending = new PendingChanges<Thing, Change>(
    ({ list }) => list,
    (_earlier, later) => later,
  );
  const committed = ['1', '2', '3'].map((id): Thing => ({ id, list: 'a', text: 'old' }));
  pending.add({ put: { id: '9', list: 'a', text: 'new' } });
  pending.add({ put: { id: '2', list: 'a', text: 'changed' } });
  pending.add({ remove: '3' });
  t.deepEqual(
    [...pending.overlay(committed, 'a', (thing) => thing)].map(({ id, text }) => `${id} ${text}`),
    ['1 old', '2 changed', '9 new'],
  );
});
