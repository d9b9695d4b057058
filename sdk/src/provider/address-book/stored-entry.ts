import type { SPropValue } from '../../contract/property-types.js';

/**
 * Who is in a distribution list: an entry of this address book, or somebody who is in another one or in none.
 *
 * An entry that has been deleted since is no member any more; nothing has to be done about it.
 */
export type ListMember =
  | { /** The id of the entry. */ readonly id: string }
  | {
      /** As another address book, or IAddrBook::CreateOneOff, gave it. */
      readonly entryId: Uint8Array;
      /** Name, address and address type, as they were when the member was added. */
      readonly properties: readonly SPropValue[];
    };

/**
 * What an author's address book keeps about one person or distribution list, whole.
 *
 * It is plain data, which `node:v8` and `structuredClone` copy faithfully; {@link encodeStoredEntry} makes bytes of it.
 * The SDK never changes one that it has handed out or was given: a change is a new object with the same id.
 */
export interface StoredEntry {
  /** The name of the entry: ASCII text. Never reused. The SDK makes those of new entries. */
  readonly id: string;
  /** The id of the container it is in. */
  readonly container: string;
  /** 1 at first, one more with each save. */
  readonly version: number;
  /** Text is always of type PT_UNICODE; no property id occurs twice. */
  readonly properties: readonly SPropValue[];
  /** Of a distribution list, which has a list of members even when nobody is in it: in their order, nobody twice. */
  readonly members?: readonly ListMember[];
}

/** A container of entries, as the author describes it. */
export interface ContainerDescription {
  /** The name of the container: ASCII text, the same for ever, for it is part of entry ids. */
  readonly id: string;
  /** What users see. */
  readonly name: string;
  readonly comment?: string | undefined;
  /** The id of the container it is in; at the top unless given. */
  readonly parent?: string | undefined;
  /** False where users cannot add, change and remove entries; true unless given. */
  readonly modifiable?: boolean | undefined;
}
