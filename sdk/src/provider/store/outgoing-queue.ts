import { MSGFLAG_SUBMIT } from '../../contract/flags.js';
import { PR_MESSAGE_FLAGS } from '../../contract/property-tags.js';
import { newObjectId } from '../common/object-id.js';
import type { OpenTables } from '../objects/open-tables.js';
import { PR_KIT_QUEUED_MESSAGE } from '../objects/private-properties.js';
import { PropertyBag } from '../objects/property-bag.js';
import { STORE_ID } from './standard-folders.js';
import type { StoredObject } from './stored-object.js';

/** What the outgoing queue needs of its store. */
export interface QueueStore {
  readonly tables: OpenTables;
  read(id: string): StoredObject | undefined;
  /** All hidden and visible messages in a folder, or in the store object. */
  content(parent: string): StoredObject[];
  write(object: StoredObject): void;
  remove(id: string): void;
}

/**
 * The submitted messages, in the order of their submission.
 *
 * What counts is MSGFLAG_SUBMIT on the message; an entry, which is a hidden object of the store, finds it again. It is
 * written before a message gets the flag and removed after the message has lost it, so none is ever missing, however the
 * process ends. Every message has an entry of its own, so processes that have the same store open never write or remove
 * what another one has entered. Locks are kept in memory only: a message that was being sent when the process ended is
 * found in the queue, unlocked.
 */
export class OutgoingQueue {
  readonly #store: QueueStore;
  readonly #locked = new Set<string>();
  /** The ids of the entries by those of their messages, as they were when the list was last read. */
  #entries: Map<string, string> | undefined;
  #readyToSend = false;

  constructor(store: QueueStore) {
    this.#store = store;
  }

  isLocked(id: string): boolean {
    return this.#locked.has(id);
  }

  setLocked(id: string, locked: boolean): void {
    if (locked) this.#locked.add(id);
    else this.#locked.delete(id);
  }

  /** True the first time it is asked. */
  firstSubmission(): boolean {
    const first = !this.#readyToSend;
    this.#readyToSend = true;
    return first;
  }

  /** Puts a message at the end of the list, before it is written with MSGFLAG_SUBMIT. */
  enter(id: string): void {
    this.#entries ??= this.#read();
    // What an interrupted submission left behind: the message goes to the end.
    this.#drop(id, this.#entries);
    const entry = newEntry(id);
    this.#store.write(entry);
    this.#entries.set(id, entry.id);
  }

  /** Takes a message off, after it has been written without MSGFLAG_SUBMIT. */
  leave(id: string): void {
    this.#locked.delete(id);
    if (this.#entries?.has(id) !== true) this.#entries = this.#read();
    this.#drop(id, this.#entries);
    this.#store.tables.changed('queue', null);
  }

  /** The queued messages, whoever has submitted them. */
  messages(): StoredObject[] {
    this.#entries = this.#read();
    return [...this.#entries.keys()].flatMap((id) => {
      const message = this.#store.read(id);
      return message !== undefined && isSubmitted(message) ? [message] : [];
    });
  }

  #drop(id: string, entries: Map<string, string>): void {
    const entry = entries.get(id);
    if (entry === undefined) return;
    if (this.#store.read(entry) !== undefined) this.#store.remove(entry);
    entries.delete(id);
  }

  #read(): Map<string, string> {
    const entries = new Map<string, string>();
    for (const entry of this.#store.content(STORE_ID).sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const id = new PropertyBag(entry.properties).value(PR_KIT_QUEUED_MESSAGE);
      if (id === undefined) continue;
      entries.delete(id);
      entries.set(id, entry.id);
    }
    return entries;
  }
}

function newEntry(id: string): StoredObject {
  const bag = new PropertyBag();
  bag.put(PR_KIT_QUEUED_MESSAGE, id);
  return {
    id: newObjectId(),
    parent: STORE_ID,
    kind: 'message',
    associated: true,
    version: 1,
    properties: bag.list(),
  };
}

/** Tells whether a message is in the outgoing queue. */
export function isSubmitted(message: StoredObject): boolean {
  return ((new PropertyBag(message.properties).value(PR_MESSAGE_FLAGS) ?? 0) & MSGFLAG_SUBMIT) !== 0;
}
