import type { StoredObjectKind } from './stored-object.js';

/** What an author's store of bytes keeps: a stored object as bytes, or a large value of a message, and where it is. */
export interface EncodedObject {
  readonly id: string;
  /** The id of the folder it is in, of the message for a value; null for the store itself. */
  readonly parent: string | null;
  /** `value`: the bytes are those of a property of the message. */
  readonly kind: StoredObjectKind | 'value';
  /**
   * To be asked for within the transaction: what an object looks like may depend on what is committed. Valid until `commit`
   * returns: the memory is used again.
   */
  readonly bytes: Uint8Array;
}
