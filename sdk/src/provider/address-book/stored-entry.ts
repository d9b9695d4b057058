import type { SPropValue } from '../../contract/property-types.js';

/**
 * What an author's address book keeps about one person, whole.
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
