import type { StoredEntry } from '@mapi-kit/sdk/address-book';
import { changeList, picked } from './change-list.js';
import { changeProperties } from './change-properties.js';
import type { LosingMutant, MembersTarget, ObjectTarget, PropertyTarget } from './mutant.js';

/** A change of an address book, as its log has it. */
export type EntryChange = { readonly put: StoredEntry } | { readonly remove: string };

/** What is written by the shutdown, and what after it. */
export interface WrittenEntries {
  readonly now: readonly EntryChange[];
  readonly later: readonly EntryChange[];
}

/**
 * What a mutant makes durable of the changes of an address book.
 *
 * @param committed - the entries as they were committed before, by their ids
 */
export function changeEntries(
  changes: readonly EntryChange[],
  { target, operator }: LosingMutant,
  committed: ReadonlyMap<string, StoredEntry>,
): WrittenEntries {
  if (target.part === 'object') return changeWhole(changes, { target, operator }, committed);
  if (target.part !== 'property' && target.part !== 'members') return { now: changes, later: [] };
  const known = new Map(committed);
  const now = changes.map((change): EntryChange => {
    if (!('put' in change)) return change;
    const { put } = change;
    const changed = changeEntry(put, known.get(put.id), { target, operator });
    known.set(put.id, put);
    return { put: changed };
  });
  return { now, later: operator === 'delay' ? changes : [] };
}

function changeEntry(
  entry: StoredEntry,
  before: StoredEntry | undefined,
  { target, operator }: Pick<LosingMutant, 'operator'> & { readonly target: PropertyTarget | MembersTarget },
): StoredEntry {
  if (target.part === 'property') {
    const how = { target, operator, isNamed: () => false };
    return { ...entry, properties: changeProperties(entry.properties, before?.properties, how) };
  }
  const { members } = entry;
  if (members === undefined) return entry;
  const how = { operator, pick: target.pick };
  return { ...entry, members: changeList(members, before?.members, how, (member) => member) };
}

function changeWhole(
  changes: readonly EntryChange[],
  { target, operator }: { readonly target: ObjectTarget; readonly operator: LosingMutant['operator'] },
  committed: ReadonlyMap<string, StoredEntry>,
): WrittenEntries {
  const seen = new Set(committed.keys());
  const fitting = changes.flatMap((change, index) => {
    const id = 'put' in change ? change.put.id : change.remove;
    const what = !('put' in change) ? 'removed' : seen.has(id) ? 'changed' : 'new';
    seen.add(id);
    return what === target.change ? [index] : [];
  });
  const chosen = new Set(picked(fitting.length, target.pick).map((position) => fitting[position]));
  const isChosen = (_: EntryChange, index: number): boolean => chosen.has(index);
  if (operator === 'drop' || operator === 'stale' || operator === 'delay') {
    const later = operator === 'delay' ? changes.filter(isChosen) : [];
    return { now: changes.filter((change, index) => !isChosen(change, index)), later };
  }
  const puts = changes.filter(isChosen).flatMap((change) => ('put' in change ? [change.put] : []));
  const now = changes.flatMap((change, index): readonly EntryChange[] => {
    if (!chosen.has(index) || !('put' in change)) return [change];
    return changedEntry(change.put, operator, puts).map((put) => ({ put }));
  });
  return { now, later: [] };
}

function changedEntry(
  put: StoredEntry,
  operator: LosingMutant['operator'],
  puts: readonly StoredEntry[],
): readonly StoredEntry[] {
  const index = puts.indexOf(put);
  const other = puts[index ^ 1] ?? puts.at(index - 1);
  if (operator === 'truncate') return [{ ...put, properties: put.properties.slice(0, put.properties.length >> 1) }];
  if (operator === 'duplicate')
    return [put, { ...put, id: `${put.id.slice(0, -1)}${put.id.endsWith('0') ? '1' : '0'}` }];
  if (operator === 'misplace') return [{ ...put, container: 'elsewhere' }];
  if (operator === 'swap' && other !== undefined) return [{ ...other, id: put.id }];
  return [put];
}
