import { PR_CHANGE_KEY, PR_PREDECESSOR_CHANGE_LIST, PR_SOURCE_KEY } from '../../contract/property-tags.js';
import { sameBytes } from '../common/entry-id.js';
import type { ObjectFacts } from '../objects/object-schema.js';
import type { PropertyBag } from '../objects/property-bag.js';
import type { StoreCore } from './store-core.js';

const VERSION_SIZE = 4;

/** What names an object in synchronization: as a client has set it, else the store's own name for it. */
export function sourceKey({ core, id, bag }: ObjectFacts<StoreCore>): Uint8Array | undefined {
  return bag.value(PR_SOURCE_KEY) ?? (id === null ? undefined : core.recordKey(id));
}

/** What names the last saved change of an object: the store, the object, and its version, the highest byte first. */
export function changeKey({ core, id, bag, version = 0 }: ObjectFacts<StoreCore>): Uint8Array | undefined {
  const set = bag.value(PR_CHANGE_KEY);
  if (set !== undefined || id === null || version === 0) return set;
  const object = core.recordKey(id);
  const key = new Uint8Array(object.length + VERSION_SIZE);
  key.set(object);
  new DataView(key.buffer).setUint32(object.length, version);
  return key;
}

/** The changes that the last one contains: in a store that nobody else writes to the last itself, after its length. */
export function predecessorChangeList(facts: ObjectFacts<StoreCore>): Uint8Array | undefined {
  const set = facts.bag.value(PR_PREDECESSOR_CHANGE_LIST);
  const key = set === undefined ? changeKey(facts) : undefined;
  return key === undefined ? set : Uint8Array.of(key.length, ...key);
}

/** Forgets the keys of a change that a client has set with an earlier save: they do not name this one. */
export function dropStaleChange(bag: PropertyBag, before: PropertyBag): void {
  const [now, then] = [bag.value(PR_CHANGE_KEY), before.value(PR_CHANGE_KEY)];
  if (now === undefined || then === undefined || !sameBytes(now, then)) return;
  bag.delete(PR_CHANGE_KEY);
  bag.delete(PR_PREDECESSOR_CHANGE_LIST);
}

/** Forgets what names another object, of which this one is a copy. */
export function dropSyncKeys(bag: PropertyBag): void {
  for (const tag of [PR_SOURCE_KEY, PR_CHANGE_KEY, PR_PREDECESSOR_CHANGE_LIST]) bag.delete(tag);
}
