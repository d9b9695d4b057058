import type { WriteBehindRules } from '../common/write-behind-rules.js';
import { KnownFolders } from './known-folders.js';
import type { StoredObject, StoredObjectKind } from './stored-object.js';

/** What tells where an object is. */
export type Placed = Pick<StoredObject, 'id' | 'parent' | 'kind'>;

/**
 * One change of a store: an object created or replaced, or one removed.
 *
 * It says where the object is by what has been committed, so that a store with an index of its folders can take it off
 * there without a look at the object: `movedFrom` of one that was moved, `parent` of one that is removed. Another process
 * may have moved it meanwhile. What is then left in the index does no harm: the SDK leaves out of a list whatever says
 * itself that it is in another folder.
 *
 * `P` is what an object comes as: a {@link StoredObject}, or an {@link EncodedObject}.
 */
export type StoreChange<P extends Pick<StoredObject, 'id' | 'parent'> & { readonly kind: string } = StoredObject> =
  | {
      readonly put: P;
      /** The id of the folder that the object was in before; absent where it is in the same one, or new. */
      readonly movedFrom?: string;
    }
  | {
      readonly remove: string;
      /** The id of the folder that the object is in. */
      readonly parent: string | null;
      readonly kind: P['kind'];
    };

/** What a write-behind store lists by. */
export type InFolder = [parent: string, kind: StoredObjectKind];

/** The changes of a write-behind store, whatever its objects wait as. */
export function storeChanges<P extends Placed>(
  newForm: WriteBehindRules<StoredObject, P, StoreChange<P>, InFolder>['newForm'],
): WriteBehindRules<StoredObject, P, StoreChange<P>, InFolder> {
  return {
    what: 'the store',
    listOf: ({ parent, kind }) => listName(parent, kind),
    listNamed: listName,
    put: (object, movedFrom) => (movedFrom === undefined ? { put: object } : { put: object, movedFrom }),
    removal: ({ id, parent, kind }) => ({ remove: id, parent, kind }),
    merge: mergeChanges,
    batchOf: (changes) => changes,
    newCache: () => new KnownFolders(),
    newForm,
  };
}

function listName(parent: string | null, kind: StoredObjectKind): string {
  return `${kind} ${parent}`;
}

/** One change instead of two: it begins where the first one began, and ends with the second. */
export function mergeChanges<P extends Placed>(earlier: StoreChange<P>, later: StoreChange<P>): StoreChange<P> {
  const from = 'put' in earlier ? earlier.movedFrom : undefined;
  if (from === undefined) return later;
  if (!('put' in later)) return { ...later, parent: from };
  return later.put.parent === from ? { put: later.put } : { put: later.put, movedFrom: from };
}
