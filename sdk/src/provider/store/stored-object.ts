import type { SPropValue } from '../../contract/property-types.js';

/** What a stored object is: the store itself, a folder, or a message. */
export type StoredObjectKind = 'store' | 'folder' | 'message';

/** An attachment as it is stored inside its message. */
export interface StoredAttachment {
  /** The key inside the message (`PR_ATTACH_NUM`). */
  readonly num: number;
  readonly properties: readonly SPropValue[];
  /** The content of an embedded message (`PR_ATTACH_DATA_OBJ`). */
  readonly embedded?: StoredContent | undefined;
}

/** What a message contains, be it an object of its own or embedded in an attachment. */
export interface StoredContent {
  /** Strings are always of type PT_UNICODE; no property id occurs twice. */
  readonly properties: readonly SPropValue[];
  /** One list of properties a recipient, in order. */
  readonly recipients?: readonly (readonly SPropValue[])[] | undefined;
  readonly attachments?: readonly StoredAttachment[] | undefined;
}

/**
 * What an author's store keeps: one store, folder or message, whole.
 *
 * It is plain data, which `node:v8` and `structuredClone` copy faithfully; {@link encodeStoredObject} makes bytes of it.
 * The SDK never changes one that it has handed out or was given: a change is a new object with the same id.
 */
export interface StoredObject extends StoredContent {
  /** The name of the object: ASCII text that sorts in the order of creation. Never reused, and kept by a move. */
  readonly id: string;
  /**
   * The id of the folder it is in; of the store for the root folder and for the SDK's own lists; null only for the store
   * itself.
   */
  readonly parent: string | null;
  readonly kind: StoredObjectKind;
  /** True for a hidden message (`MAPI_ASSOCIATED`). */
  readonly associated?: boolean | undefined;
  /** 1 at first, one more with each saved change of the content; read and status flags do not count. */
  readonly version: number;
}
