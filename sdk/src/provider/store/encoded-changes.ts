import type { WriteBehindRules } from '../common/write-behind-rules.js';
import { idsApart } from './apart-values.js';
import type { EncodedObject } from './encoded-object.js';
import { type InFolder, mergeChanges, type StoreChange, storeChanges } from './store-changes.js';
import type { StoredObject } from './stored-object.js';
import type { ApartValue } from './stored-object-codec.js';
import { type CommittedValues, WaitingObject, waitingAsBytes } from './waiting-object.js';

/** A change that waits, and what comes and goes with it of what is kept apart. */
export type WaitingChange = StoreChange<WaitingObject> & {
  readonly added?: readonly ApartValue[];
  readonly dropped?: readonly string[];
};

/** The changes of a store of bytes, which has large values of messages under ids of their own. */
export function encodedChanges(
  committedValues: CommittedValues,
): WriteBehindRules<StoredObject, WaitingObject, WaitingChange, InFolder, StoreChange<EncodedObject>> {
  const rules = storeChanges(() => waitingAsBytes(committedValues));
  return {
    ...rules,
    put: (held, movedFrom) => withValues(rules.put(held, movedFrom), held.added, held.dropped),
    removal: (item) => withValues(rules.removal(item), [], idsOf(item)),
    merge,
    batchOf: (changes) =>
      changes.some(hasValues) ? changes.flatMap((change) => entriesOf(change, committedValues)) : changes,
  };
}

function withValues(
  change: StoreChange<WaitingObject>,
  added: readonly ApartValue[],
  dropped: readonly string[],
): WaitingChange {
  return added.length === 0 && dropped.length === 0 ? change : { ...change, added, dropped };
}

function idsOf(item: StoredObject | WaitingObject): string[] {
  return item instanceof WaitingObject ? item.values.map(({ id }) => id) : idsApart(item);
}

/** What was never committed may be dropped all the same: of a commit that has failed nobody knows how far it came. */
function merge(earlier: WaitingChange, later: WaitingChange): WaitingChange {
  const { added = [], dropped = [] } = earlier;
  const values = 'put' in later ? new Set(later.put.values.map(({ id }) => id)) : undefined;
  const stillAdded = added.filter(({ id }) => values?.has(id));
  return withValues(
    withoutValues(mergeChanges(earlier, later)),
    [...stillAdded, ...(later.added ?? [])],
    [...dropped, ...(later.dropped ?? [])],
  );
}

function withoutValues(change: WaitingChange): StoreChange<WaitingObject> {
  if (!('put' in change)) return { remove: change.remove, parent: change.parent, kind: change.kind };
  const { put, movedFrom } = change;
  return movedFrom === undefined ? { put } : { put, movedFrom };
}

function hasValues(change: WaitingChange): boolean {
  return change.dropped !== undefined || ('put' in change && change.put.values.length > 0);
}

/** New values before the message, old ones after it: wherever an author should cut a batch, a message has its values. */
function entriesOf(change: WaitingChange, committedValues: CommittedValues): StoreChange<EncodedObject>[] {
  if (!hasValues(change)) return [change];
  const { added = [], dropped = [] } = change;
  const owner = 'put' in change ? change.put.id : change.remove;
  const bare = withoutValues(change);
  return [
    ...added.map(({ id, bytes }) => ({ put: { id, parent: owner, kind: 'value', bytes } }) as const),
    'put' in bare ? { ...bare, put: entryOf(bare.put, added, committedValues) } : bare,
    ...dropped.map((id) => ({ remove: id, parent: owner, kind: 'value' }) as const),
  ];
}

/**
 * What the author is given of a message. Another process may have changed or removed it since its values were read, and with it
 * those: then the message takes along all that it has, and whoever commits last is right, as ever. Values that the other one has
 * put meanwhile stay behind, and nobody looks at them.
 */
function entryOf(
  waiting: WaitingObject,
  added: readonly ApartValue[],
  committedValues: CommittedValues,
): EncodedObject {
  const { id, parent, kind, values } = waiting;
  if (added.length === values.length) return waiting;
  const comesAlong = new Set(added.map((value) => value.id));
  const kept = values.filter((value) => !comesAlong.has(value.id));
  return {
    id,
    parent,
    kind,
    get bytes() {
      const committed = committedValues(id);
      return kept.every((value) => committed.has(value.id)) ? waiting.bytes : waiting.whole();
    },
  };
}
