import { type Guid, guidToBytes } from '../../com/guid.js';
import {
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_NOT_FOUND,
  MAPI_E_OBJECT_DELETED,
  MAPI_E_UNKNOWN_ENTRYID,
} from '../../com/hresult-codes.js';
import { MAPI_FOLDER, MAPI_MESSAGE, MAPI_STORE, MSGFLAG_READ } from '../../contract/flags.js';
import { PR_MESSAGE_FLAGS } from '../../contract/property-tags.js';
import type { ENTRYID, NOTIFICATION } from '../../contract/structures.js';
import { repositoryHooksOf } from '../common/abstract-repository.js';
import { makeEntryId, makeRecordKey, parseEntryId, sameBytes } from '../common/entry-id.js';
import { Notifier } from '../common/notifier.js';
import { type Failure, fail } from '../objects/errors.js';
import { OpenTables } from '../objects/open-tables.js';
import { PropertyBag } from '../objects/property-bag.js';
import type { AbstractMessageStore, StoreHooks } from './abstract-message-store.js';
import { GuardedHooks } from './guarded-hooks.js';
import { OutgoingQueue } from './outgoing-queue.js';
import { STORE_ID } from './standard-folders.js';
import type { StoreDefinition } from './store-definition.js';
import type { StoreSearches } from './store-searches.js';
import type { StoredObject, StoredObjectKind } from './stored-object.js';

/** One open store: the author's instance, and what the SDK knows about it. Client and spooler may share it. */
export class StoreCore {
  readonly definition: StoreDefinition;
  readonly dataDirectory: string;
  /** The hooks for fast shutdown, unguarded. */
  readonly exitHooks: StoreHooks;
  readonly hooks: GuardedHooks;
  readonly notifier: Notifier = new Notifier();
  readonly tables: OpenTables = new OpenTables();
  readonly queue: OutgoingQueue = new OutgoingQueue(this);
  readonly searches: StoreSearches;
  readonly providerUid: Uint8Array;
  /** The store's own identity, in every entry id. */
  storeId: Uint8Array = new Uint8Array(16);
  /** The entry id of the store in the form that clients see. */
  wrappedEntryId: ENTRYID = new Uint8Array();
  /** The last failure of any of its objects, for GetLastError of the store and the logon object. */
  lastFailure: Failure | undefined;
  readonly #messageCounts = new Map<string, MessageCounts>();
  readonly #searchCounts = new Map<string, MessageCounts>();
  #closed = false;

  constructor(
    definition: StoreDefinition,
    dataDirectory: string,
    author: AbstractMessageStore,
    searches: (core: StoreCore) => StoreSearches,
  ) {
    this.definition = definition;
    this.dataDirectory = dataDirectory;
    this.exitHooks = repositoryHooksOf(author);
    this.hooks = new GuardedHooks(this.exitHooks);
    this.searches = searches(this);
    this.providerUid = guidToBytes(definition.providerUid);
  }

  get providerGuid(): Guid {
    return this.definition.providerUid;
  }

  /** Calls the author's close hook, until it has succeeded. */
  close(): void {
    if (this.#closed) return;
    this.hooks.close();
    this.#closed = true;
  }

  read(id: string): StoredObject | undefined {
    return this.hooks.read(id);
  }

  /** Reads an object that an open object stands for. */
  readOpened(id: string): StoredObject {
    return this.hooks.read(id) ?? fail(MAPI_E_OBJECT_DELETED, `object ${id} has been deleted`);
  }

  /** Reads a folder that somebody named. */
  readFolder(id: string): StoredObject {
    const folder = this.hooks.read(id);
    return folder?.kind === 'folder' ? folder : fail(MAPI_E_NOT_FOUND, `there is no folder ${id}`);
  }

  /** Reads a message that somebody named. */
  readMessage(id: string): StoredObject {
    const message = this.hooks.read(id);
    return message?.kind === 'message' ? message : fail(MAPI_E_NOT_FOUND, `there is no message ${id}`);
  }

  folders(parent: string): StoredObject[] {
    return this.hooks.list(parent, 'folder');
  }

  /**
   * The messages of one kind in a folder.
   *
   * A folder that had none when it was last listed is not listed again before something changes here: what another process
   * has put there meanwhile may be missing.
   */
  messages(parent: string, associated: boolean): StoredObject[] {
    const known = this.#messageCounts.get(parent);
    if (known !== undefined && (associated ? known.associated : known.messages) === 0) return [];
    return this.content(parent).filter((message) => (message.associated === true) === associated);
  }

  /** All messages in a folder, as it is now, the visible and the hidden ones: for whatever deletes or copies all of them. */
  content(parent: string): StoredObject[] {
    const listed = this.hooks.list(parent, 'message');
    // Listing is the expensive part: what it shows besides the messages is kept.
    this.#messageCounts.set(parent, countsOf(listed));
    return listed;
  }

  /**
   * Changes the properties of an object that is not transacted, at once.
   *
   * @param bump - whether the change counts as one of the content
   */
  update(object: StoredObject, change: (bag: PropertyBag) => void, bump = true): StoredObject {
    const bag = new PropertyBag(object.properties);
    change(bag);
    const changed = { ...object, version: object.version + (bump ? 1 : 0), properties: bag.list() };
    this.write(changed);
    return changed;
  }

  /** Creates or replaces an object. */
  write(object: StoredObject): void {
    this.#forgetCounts();
    this.hooks.write(object);
    this.searches.wrote(object);
  }

  /** Puts an object, which may be changed as well, into another folder. */
  move(object: StoredObject, destination: string): void {
    this.#forgetCounts();
    const from = object.parent === destination ? null : object.parent;
    this.hooks.write({ ...object, parent: destination }, from ?? undefined);
  }

  /** Removes an object. */
  remove(id: string): void {
    this.#forgetCounts();
    this.hooks.remove(id);
    this.searches.removed(id);
  }

  /** Counts the messages in a folder. */
  counts(folder: string): MessageCounts {
    if (!this.#messageCounts.has(folder)) this.content(folder);
    return this.#messageCounts.get(folder) ?? NO_MESSAGES;
  }

  /** Counts the messages that a search folder shows. */
  searchCounts(folder: string): MessageCounts {
    const known = this.#searchCounts.get(folder) ?? countsOf(this.searches.results(this.readOpened(folder)));
    this.#searchCounts.set(folder, known);
    return known;
  }

  #forgetCounts(): void {
    // Emptying a map makes a new table, even of an empty one.
    if (this.#messageCounts.size > 0) this.#messageCounts.clear();
    if (this.#searchCounts.size > 0) this.#searchCounts.clear();
  }

  /** Reads the SDK's state on the store object. */
  state(): PropertyBag {
    return new PropertyBag(this.readOpened(STORE_ID).properties);
  }

  /** Changes the SDK's state on the store object. */
  updateState(change: (bag: PropertyBag) => void): void {
    this.update(this.readOpened(STORE_ID), change, false);
  }

  entryId(id: string): ENTRYID {
    return makeEntryId(this.providerUid, this.storeId, id === STORE_ID ? null : id);
  }

  recordKey(id: string): Uint8Array {
    return makeRecordKey(this.storeId, id === STORE_ID ? null : id);
  }

  /** Finds the id in an entry id of this store. */
  idFromEntryId(entryId: ENTRYID): string {
    const parts = parseEntryId(entryId);
    if (parts === undefined) {
      return sameBytes(entryId, this.wrappedEntryId) ? STORE_ID : fail(MAPI_E_INVALID_ENTRYID, 'that is no entry id');
    }
    if (!sameBytes(parts.providerUid, this.providerUid) || !sameBytes(parts.storeId, this.storeId)) {
      if (sameBytes(entryId, this.wrappedEntryId)) return STORE_ID;
      fail(MAPI_E_UNKNOWN_ENTRYID, 'the entry id belongs to another store');
    }
    return parts.objectId ?? STORE_ID;
  }

  /** Tells the sinks of an object and of its folder what happened to it. */
  notify(
    eventType: number,
    id: string,
    parent: string | null,
    kind: StoredObjectKind,
    more: Partial<NOTIFICATION> = {},
  ): void {
    if (this.notifier.idle) return;
    this.notifier.send([id, parent], {
      eventType,
      entryId: this.entryId(id),
      parentId: parent === null ? undefined : this.entryId(parent),
      objectType: objectTypeOf(kind),
      ...more,
    });
  }
}

/** The MAPI object type of a stored object. */
function objectTypeOf(kind: StoredObjectKind): number {
  return kind === 'message' ? MAPI_MESSAGE : kind === 'folder' ? MAPI_FOLDER : MAPI_STORE;
}

/** The messages in a folder; kept until something changes in the store, by this process. */
export interface MessageCounts {
  readonly messages: number;
  readonly unread: number;
  readonly associated: number;
}

const NO_MESSAGES: MessageCounts = { messages: 0, unread: 0, associated: 0 };

function countsOf(messages: readonly StoredObject[]): MessageCounts {
  const visible = messages.filter((message) => message.associated !== true);
  return {
    messages: visible.length,
    unread: visible.filter((message) => !isRead(message)).length,
    associated: messages.length - visible.length,
  };
}

function isRead(message: StoredObject): boolean {
  const flags = message.properties.find(({ tag }) => tag === PR_MESSAGE_FLAGS)?.value;
  return typeof flags === 'number' && (flags & MSGFLAG_READ) !== 0;
}
