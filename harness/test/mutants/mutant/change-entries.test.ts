import type { ListMember, StoredEntry } from '@mapi-kit/sdk/address-book';
import test from 'ava';
import { changeEntries, type EntryChange } from './change-entries.js';
import type { LosingMutant, MembersTarget, Operator } from './mutant.js';

const people = (...ids: readonly string[]): readonly ListMember[] => ids.map((id) => ({ id }));
const entry = (id: string, members?: readonly ListMember[]): StoredEntry => ({
  id,
  container: 'contacts',
  version: 1,
  properties: [],
  ...(members === undefined ? {} : { members }),
});
const put = (stored: StoredEntry): EntryChange => ({ put: stored });

/** What is written of a person and of a list, of which some was committed before. */
function written(operator: Operator, pick: MembersTarget['pick'], before?: StoredEntry) {
  const mutant: LosingMutant = { kind: 'address-book', operator, target: { part: 'members', pick }, when: {} };
  const committed = new Map(before === undefined ? [] : [[before.id, before]]);
  const { now, later } = changeEntries([put(entry('e1')), put(entry('l1', people('a', 'b', 'c')))], mutant, committed);
  const [person, list] = now.map((change) => ('put' in change ? change.put.members : null));
  return { person, list, later: later.length };
}

test('members of lists are left out, doubled or turned round, and people have none', (t) => {
  const list = (operator: Operator, pick: MembersTarget['pick']) => written(operator, pick);
  t.deepEqual(list('drop', 'last'), { person: undefined, list: people('a', 'b'), later: 0 });
  t.deepEqual(list('duplicate', 'first').list, people('a', 'a', 'b', 'c'));
  t.deepEqual(list('reorder', 'all').list, people('c', 'b', 'a'));
});

test('a stale list has the members that were committed before, and one that is delayed gets its own later', (t) => {
  t.deepEqual(written('stale', 'all', entry('l1', people('a'))).list, people('a'));
  t.deepEqual(written('stale', 'all').list, []);
  t.deepEqual(written('delay', 'all'), { person: undefined, list: [], later: 2 });
});
