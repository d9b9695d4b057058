import { MSGFLAG_SUBMIT } from '../contract/flags.js';
import { PR_MESSAGE_FLAGS } from '../contract/property-tags.js';
import { newObjectId } from './object-id.js';
import { PR_KIT_OUTGOING_QUEUE } from './private-properties.js';
import { PropertyBag } from './property-bag.js';
import { STORE_ID } from './standard-folders.js';
import type { StoreCore } from './store-core.js';
import type { StoredObject } from './stored-object.js';

/** How many messages one page of the list names: a submission rewrites one page, however long the queue is. */
const PAGE_SIZE = 32;

/** A part of the list, kept as a hidden object of the store. */
interface Page {
  object: StoredObject;
  readonly ids: Set<string>;
}

/**
 * The submitted messages, in the order of their submission.
 *
 * What counts is MSGFLAG_SUBMIT on the message; the list finds them again. It is written before a message gets the flag
 * and after one has lost it, so it never lacks one, however the process ends. Locks are kept in memory only: a message
 * that was being sent when the process ended is found in the queue, unlocked.
 */
export class OutgoingQueue {
  readonly #core: StoreCore;
  readonly #locked = new Set<string>();
  readonly #pageOf = new Map<string, Page>();
  #pages: Page[] | undefined;
  #readyToSend = false;

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
    this.#load();
    // What an interrupted submission left behind: the message goes to the end.
    this.#drop(id);
    const pages = this.#load();
    const last = pages.at(-1);
    const page = last !== undefined && last.ids.size < PAGE_SIZE ? last : newPage();
    this.#write(page, [...page.ids, id]);
    page.ids.add(id);
    this.#pageOf.set(id, page);
    if (page !== last) pages.push(page);
  }

  /** Takes a message off, after it has been written without MSGFLAG_SUBMIT. */
  leave(id: string): void {
    this.#locked.delete(id);
    this.#load();
    this.#drop(id);
    this.#core.tables.changed('queue', null);
  }

  /** The queued messages. */
  messages(): StoredObject[] {
    return this.#load().flatMap((page) =>
      [...page.ids].flatMap((id) => {
        const message = this.#core.read(id);
        return message !== undefined && isSubmitted(message) ? [message] : [];
      }),
    );
  }

  #drop(id: string): void {
    const page = this.#pageOf.get(id);
    if (page === undefined) return;
    const rest = [...page.ids].filter((other) => other !== id);
    if (rest.length > 0) this.#write(page, rest);
    else {
      this.#core.remove(page.object.id);
      this.#pages = this.#pages?.filter((other) => other !== page);
    }
    page.ids.delete(id);
    this.#pageOf.delete(id);
  }

  #load(): Page[] {
    if (this.#pages !== undefined) return this.#pages;
    const objects = this.#core.messages(STORE_ID, true).sort((a, b) => (a.id < b.id ? -1 : 1));
    this.#pages = objects.map((object) => ({ object, ids: new Set(idsOf(object)) }));
    for (const page of this.#pages) for (const id of page.ids) this.#pageOf.set(id, page);
    return this.#pages;
  }

  #write(page: Page, ids: readonly string[]): void {
    const bag = new PropertyBag(page.object.properties);
    bag.put(PR_KIT_OUTGOING_QUEUE, ids);
    const object = { ...page.object, properties: bag.list() };
    this.#core.write(object);
    page.object = object;
  }
}

function newPage(): Page {
  const object: StoredObject = {
    id: newObjectId(),
    parent: STORE_ID,
    kind: 'message',
    associated: true,
    version: 1,
    properties: [],
  };
  return { object, ids: new Set() };
}

function idsOf({ properties }: StoredObject): readonly string[] {
  return new PropertyBag(properties).value(PR_KIT_OUTGOING_QUEUE) ?? [];
}

/** Tells whether a message is in the outgoing queue. */
export function isSubmitted(message: StoredObject): boolean {
  return ((new PropertyBag(message.properties).value(PR_MESSAGE_FLAGS) ?? 0) & MSGFLAG_SUBMIT) !== 0;
}
