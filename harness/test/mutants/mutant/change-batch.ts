import type { StoreChange, StoredObject } from '@mapi-kit/sdk/store';
import { picked } from './change-list.js';
import { type ContentMutant, changeObject, isContentMutant } from './change-object.js';
import type { Change, LosingMutant, ObjectTarget, Operator } from './mutant.js';

/** On an entry of the outgoing queue: the id of the submitted message. */
const QUEUED_ID = 0x67a2;
const NAMES_ID = 0x67a1;

/** What every store has, and makes by itself: none of it is a client's. */
export const STANDARD: readonly string[] = [
  'root',
  'ipm-subtree',
  'inbox',
  'outbox',
  'sent-items',
  'deleted-items',
  'finder',
  'store',
];

/** What a mutant knows of the store. */
export interface StoreFacts {
  /** What was committed before of an object. */
  readonly before: (id: string) => StoredObject | undefined;
  /** Tells whether an object is in a folder that is meant. */
  readonly isInPlace: (object: StoredObject) => boolean;
}

/** What is written by the shutdown, and what after it. */
export interface Written {
  readonly now: readonly StoreChange[];
  readonly later: readonly StoreChange[];
}

/** What a mutant makes durable of a batch of changes. */
export function changeBatch(batch: readonly StoreChange[], mutant: LosingMutant, facts: StoreFacts): Written {
  const { target } = mutant;
  if (target.part === 'object') return changeObjects(batch, target, mutant.operator, facts);
  if (!isContentMutant(mutant)) return { now: batch, later: [] };
  const now = batch.map((change) => changeContents(change, mutant, namesOf(batch, facts), facts));
  const later = mutant.operator === 'delay' ? batch.filter((change, index) => change !== now[index]) : [];
  return { now, later };
}

function changeContents(
  change: StoreChange,
  mutant: ContentMutant,
  names: readonly string[],
  { before, isInPlace }: StoreFacts,
): StoreChange {
  if (!('put' in change) || !isInPlace(change.put)) return change;
  const put = changeObject(change.put, before(change.put.id), mutant, names);
  return put === change.put ? change : { ...change, put };
}

function namesOf(batch: readonly StoreChange[], { before }: StoreFacts): readonly string[] {
  const inBatch = batch.flatMap((change) => ('put' in change && change.put.kind === 'store' ? [change.put] : []));
  const store = inBatch.at(-1) ?? before('store');
  return (store?.properties.find(({ tag }) => tag >>> 16 === NAMES_ID)?.value ?? []) as readonly string[];
}

function changeObjects(
  batch: readonly StoreChange[],
  target: ObjectTarget,
  operator: Operator,
  facts: StoreFacts,
): Written {
  const fitting = batch.flatMap((change, index) => (isMeant(change, target, facts) ? [index] : []));
  const chosen = new Set(picked(fitting.length, target.pick).map((position) => fitting[position]));
  const isChosen = (_: StoreChange, index: number): boolean => chosen.has(index);
  if (operator === 'drop' || operator === 'stale' || operator === 'delay') {
    const later = operator === 'delay' ? batch.filter(isChosen) : [];
    return { now: batch.filter((change, index) => !isChosen(change, index)), later };
  }
  const puts = batch.filter(isChosen).flatMap((change) => ('put' in change ? [change.put] : []));
  const now = batch.flatMap((change, index): readonly StoreChange[] => {
    if (!chosen.has(index)) return [change];
    if (!('put' in change)) return changedRemoval(change.remove, operator, change, facts);
    return changedPut(change.put, operator, puts).map((put) => ({ put }));
  });
  return { now, later: [] };
}

function changedRemoval(
  id: string,
  operator: Operator,
  change: StoreChange,
  { before }: StoreFacts,
): readonly StoreChange[] {
  const object = before(id);
  // What was deleted is emptied, or taken elsewhere.
  if (object === undefined) return [change];
  if (operator === 'truncate') return [{ put: { ...object, properties: object.properties.slice(0, 3) } }];
  return operator === 'misplace' ? [{ put: { ...object, parent: 'deleted-items' } }] : [change];
}

function changedPut(put: StoredObject, operator: Operator, puts: readonly StoredObject[]): readonly StoredObject[] {
  const index = puts.indexOf(put);
  const other = puts[index ^ 1] ?? puts.at(index - 1);
  if (operator === 'truncate') return [{ ...put, properties: put.properties.slice(0, put.properties.length >> 1) }];
  if (operator === 'duplicate') return [put, { ...put, id: anotherId(put.id) }];
  if (operator === 'misplace') return [{ ...put, parent: put.parent === 'sent-items' ? 'inbox' : 'sent-items' }];
  if (operator === 'swap' && other !== undefined) return [{ ...other, id: put.id, parent: put.parent }];
  return [put];
}

function anotherId(id: string): string {
  return `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
}

function isMeant(
  change: StoreChange,
  { object, change: what }: ObjectTarget,
  { before, isInPlace }: StoreFacts,
): boolean {
  const id = 'put' in change ? change.put.id : change.remove;
  const earlier = before(id);
  const stored = 'put' in change ? change.put : earlier;
  if (stored === undefined || STANDARD.includes(id)) return false;
  if (sortOf(stored) !== object || !isInPlace(stored)) return false;
  return changeOf(change, earlier) === what;
}

function changeOf(change: StoreChange, before: StoredObject | undefined): Change {
  if (!('put' in change)) return 'removed';
  if (before === undefined) return 'new';
  return before.parent === change.put.parent ? 'changed' : 'moved';
}

function sortOf({ kind, associated, properties }: StoredObject): ObjectTarget['object'] | 'store' {
  if (kind !== 'message') return kind;
  if (properties.some(({ tag }) => tag >>> 16 === QUEUED_ID)) return 'queued';
  return associated === true ? 'hidden' : 'message';
}
