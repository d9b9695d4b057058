import { MSGFLAG_SUBMIT } from '../contract/flags.js';
import { PR_MESSAGE_FLAGS } from '../contract/property-tags.js';
import { PR_KIT_OUTGOING_QUEUE } from './private-properties.js';
import { PropertyBag } from './property-bag.js';
import type { StoreCore } from './store-core.js';
import type { StoredObject } from './stored-object.js';

/**
 * The submitted messages, in the order of their submission.
 *
 * What counts is MSGFLAG_SUBMIT on the message; the list on the store object finds them again. It is written before a
 * message gets the flag and after one has lost it, so it never lacks one, however the process ends. Locks are kept in
 * memory only: a message that was being sent when the process ended is found in the queue, unlocked.
 */
export class OutgoingQueue {
  readonly #core: StoreCore;
  readonly #locked = new Set<string>();
  #readyToSend = false;
  #pruned = false;

  constructor(core: StoreCore) {
    this.#core = core;
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
    // What an interrupted submission left behind goes once; reading every message each time would cost too much.
    const ids = this.#pruned ? this.#list() : this.messages().map((message) => message.id);
    this.#pruned = true;
    this.#write([...ids.filter((other) => other !== id), id]);
  }

  /** Takes a message off, after it has been written without MSGFLAG_SUBMIT. */
  leave(id: string): void {
    this.#locked.delete(id);
    this.#write(this.#list().filter((other) => other !== id));
    this.#core.tables.changed('queue', null);
  }

  /** The queued messages. */
  messages(): StoredObject[] {
    return this.#list()
      .map((id) => this.#core.read(id))
      .filter((message): message is StoredObject => message !== undefined && isSubmitted(message));
  }

  #list(): readonly string[] {
    return this.#core.state().value(PR_KIT_OUTGOING_QUEUE) ?? [];
  }

  #write(ids: readonly string[]): void {
    this.#core.updateState((bag) => bag.put(PR_KIT_OUTGOING_QUEUE, ids));
  }
}

/** Tells whether a message is in the outgoing queue. */
export function isSubmitted(message: StoredObject): boolean {
  return ((new PropertyBag(message.properties).value(PR_MESSAGE_FLAGS) ?? 0) & MSGFLAG_SUBMIT) !== 0;
}
