import type { WaitingForm } from '../common/write-behind-rules.js';
import { ByteBlocks } from '../objects/byte-blocks.js';
import { decodeWaiting, type Separated, separate } from './apart-values.js';
import type { StoredObject, StoredObjectKind } from './stored-object.js';
import { type ApartValue, encodeStoredObject, writeStoredObject } from './stored-object-codec.js';

/** The ids of the values that are kept apart from an object, as it is committed now. */
export type CommittedValues = (id: string) => ReadonlySet<string>;

const NONE: readonly string[] = [];

/** An object that waits for its commit. */
export class WaitingObject {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: StoredObjectKind;
  readonly bytes: Uint8Array;
  /** What is kept apart of it. */
  readonly values: readonly ApartValue[];
  /** Which of the values are new. */
  readonly added: readonly ApartValue[];
  /** The ids of values that it had before. */
  readonly dropped: readonly string[];
  /** A folder, or the store: every save asks for it, and it is small. */
  readonly #object: StoredObject | undefined;

  constructor(object: StoredObject, bytes: Uint8Array, { values, added }: Separated, dropped: readonly string[]) {
    this.id = object.id;
    this.parent = object.parent;
    this.kind = object.kind;
    this.bytes = bytes;
    this.values = values;
    this.added = added;
    this.dropped = dropped;
    this.#object = object.kind === 'message' ? undefined : object;
  }

  static itemOf(waiting: WaitingObject): StoredObject {
    return waiting.#object ?? decodeWaiting(waiting.bytes, waiting.values);
  }

  /** Its bytes with all of its values in them, which need nothing that is kept elsewhere. */
  whole(): Uint8Array {
    return encodeStoredObject(WaitingObject.itemOf(this));
  }
}

/** Objects wait as bytes, and so do their new large values, in memory that is used again. */
export function waitingAsBytes(committedValues: CommittedValues): WaitingForm<StoredObject, WaitingObject> {
  const blocks = new ByteBlocks();
  return {
    hold: (object, before) => {
      const had = valuesBefore(object, before, committedValues);
      const isKept = (id: string): boolean => had === undefined || had.has(id);
      const separated = separate(object, isKept, (value) => blocks.add((writer) => writer.raw(value)));
      const dropped = had === undefined || had.size === 0 ? NONE : withoutThose(had, separated.values);
      try {
        const bytes = blocks.add((writer) => writeStoredObject(writer, object, separated));
        return new WaitingObject(object, bytes, separated, dropped);
      } catch (error) {
        for (const value of separated.added) blocks.free(value.bytes);
        throw error;
      }
    },
    itemOf: WaitingObject.itemOf,
    release: ({ bytes, added }) => {
      blocks.free(bytes);
      for (const value of added) blocks.free(value.bytes);
    },
    rest: () => blocks.rest(),
  };
}

/** The ids of the values that an object has by now; undefined where it has those that it came with, if it is there at all. */
function valuesBefore(
  object: StoredObject,
  before: WaitingObject | undefined,
  committedValues: CommittedValues,
): ReadonlySet<string> | undefined {
  if (before !== undefined) return new Set(before.values.map(({ id }) => id));
  // The content of a first version has never been changed.
  return object.kind === 'message' && object.version > 1 ? committedValues(object.id) : undefined;
}

function withoutThose(had: ReadonlySet<string>, values: readonly ApartValue[]): readonly string[] {
  const kept = new Set(values.map(({ id }) => id));
  return [...had].filter((id) => !kept.has(id));
}
