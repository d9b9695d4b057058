import { guidToBytes } from '../../com/guid.js';
import { runHook } from '../../com/hook-failures.js';
import {
  MAPI_E_CALL_FAILED,
  MAPI_E_CORRUPT_DATA,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_E_OBJECT_DELETED,
  MAPI_E_UNKNOWN_ENTRYID,
} from '../../com/hresult-codes.js';
import {
  fnevObjectCreated,
  fnevObjectDeleted,
  fnevObjectModified,
  MAPI_DISTLIST,
  MAPI_MAILUSER,
} from '../../contract/flags.js';
import type { ENTRYID } from '../../contract/structures.js';
import { makeEntryId, makeRecordKey, parseEntryId, sameBytes } from '../common/entry-id.js';
import type { ExitHooks } from '../common/fast-shutdown.js';
import { Notifier } from '../common/notifier.js';
import type { IdentifiedDefinition } from '../common/provider-definition.js';
import { refusePromise } from '../common/refuse-promise.js';
import { type Failure, fail } from '../objects/errors.js';
import type { ScopeCore } from '../objects/logon-scope.js';
import { OpenTables } from '../objects/open-tables.js';
import { PropertyBag } from '../objects/property-bag.js';
import { type AbstractAddressBook, type BookHooks, bookHooksOf } from './abstract-address-book.js';
import type { BookProfile } from './book-profile.js';
import type { ContainerDescription, StoredEntry } from './stored-entry.js';

/** An author's address-book class: it is constructed without arguments. */
export type AddressBookClass = new () => AbstractAddressBook;

/** What is fixed for all provider objects of one entry point. */
export interface BookDefinition extends IdentifiedDefinition {
  readonly bookClass: AddressBookClass;
}

/** What an entry id names. The root is the container of the containers at the top. */
export type BookReference =
  | { readonly kind: 'root' }
  | { readonly kind: 'container'; readonly id: string }
  | { readonly kind: 'entry'; readonly id: string }
  | { readonly kind: 'template'; readonly of: 'user' | 'list' };

const prefixes = { container: 'c:', entry: 'e:' };
const templates = { user: 't:user', list: 't:list' } as const;

/** One open address book: the author's instance, and what the SDK knows about it. Several logons may share it. */
export class BookCore implements ScopeCore {
  readonly definition: BookDefinition;
  readonly dataDirectory: string;
  readonly exitHooks: ExitHooks;
  readonly notifier: Notifier = new Notifier();
  readonly tables: OpenTables = new OpenTables();
  readonly providerUid: Uint8Array;
  lastFailure: Failure | undefined;
  readonly #profile: BookProfile;
  readonly #hooks: BookHooks;
  #containers: readonly ContainerDescription[] = [];
  #makesLists = false;
  #isOpen = false;

  constructor(definition: BookDefinition, profile: BookProfile) {
    this.definition = definition;
    this.dataDirectory = profile.dataDirectory;
    this.#profile = profile;
    this.providerUid = guidToBytes(definition.providerUid);
    const { bookClass } = definition;
    this.#hooks = bookHooksOf(runHook(bookClass, 'constructor', () => new bookClass()));
    this.exitHooks = this.#hooks;
  }

  /** Calls the author's open hook and reads the containers. */
  open(): void {
    const { dataDirectory, settings } = this.#profile;
    refusePromise('open', this.#hooks.open({ dataDirectory, settings }));
    this.#isOpen = true;
    this.#makesLists = refusePromise('supportsLists', this.#hooks.supportsLists()) === true;
    const described = refusePromise('containers', this.#hooks.containers());
    this.#containers = described ?? [{ id: 'contacts', name: this.definition.displayName }];
    if (!areContainers(this.#containers)) {
      fail(
        MAPI_E_CALL_FAILED,
        'containers() has to return containers of different ids, each with a name, each at the top or in another one',
      );
    }
  }

  /**
   * Calls the author's close hook, until it has succeeded, and not when open has failed: a hook that saves everything
   * would replace the data by the part of it that was read.
   */
  close(): void {
    if (!this.#isOpen) return;
    refusePromise('close', this.#hooks.close());
    this.#isOpen = false;
  }

  validate(): void {
    refusePromise('validate', this.#hooks.validate());
  }

  /** The containers in another one; at the top without an argument. */
  containersIn(parent?: string): ContainerDescription[] {
    return this.#containers.filter((container) => container.parent === parent);
  }

  get containers(): readonly ContainerDescription[] {
    return this.#containers;
  }

  container(id: string): ContainerDescription {
    return this.#containers.find((each) => each.id === id) ?? fail(MAPI_E_NOT_FOUND, `there is no container ${id}`);
  }

  /** Whether new distribution lists can be made. */
  get makesLists(): boolean {
    return this.#makesLists;
  }

  get bookId(): Uint8Array {
    return this.#profile.bookId;
  }

  requireModifiable(id: string): void {
    if (this.container(id).modifiable === false) fail(MAPI_E_NO_ACCESS, `container ${id} cannot be changed`);
  }

  find(id: string): StoredEntry | undefined {
    const entry = refusePromise('read', this.#hooks.read(id)) ?? undefined;
    if (entry !== undefined && entry.id !== id) {
      fail(MAPI_E_CORRUPT_DATA, `read('${id}') returned another entry than that`);
    }
    return entry;
  }

  /** Reads an entry that somebody named. */
  read(id: string): StoredEntry {
    return this.find(id) ?? fail(MAPI_E_NOT_FOUND, `there is no entry ${id}`);
  }

  /** Reads an entry that an open object stands for. */
  readOpened(id: string): StoredEntry {
    return this.find(id) ?? fail(MAPI_E_OBJECT_DELETED, `entry ${id} has been deleted`);
  }

  entries(container: string): StoredEntry[] {
    const entries = refusePromise('list', this.#hooks.list(container));
    return Array.from(entries).filter((entry) => entry.container === container);
  }

  /** Creates or replaces an entry, and tells whoever wants to know. */
  write(entry: StoredEntry): void {
    refusePromise('write', this.#hooks.write(entry));
    this.#changed(entry.version === 1 ? fnevObjectCreated : fnevObjectModified, entry);
  }

  remove(entry: StoredEntry): void {
    refusePromise('remove', this.#hooks.remove(entry.id));
    this.#changed(fnevObjectDeleted, entry);
  }

  entryId(reference: BookReference): ENTRYID {
    return makeEntryId(this.providerUid, this.#profile.bookId, objectId(reference));
  }

  recordKey(reference: BookReference): Uint8Array {
    return makeRecordKey(this.#profile.bookId, objectId(reference));
  }

  /** Tells whether an entry id is of this address book. */
  owns(entryId: ENTRYID): boolean {
    const parts = parseEntryId(entryId);
    return (
      parts !== undefined &&
      sameBytes(parts.providerUid, this.providerUid) &&
      sameBytes(parts.storeId, this.#profile.bookId)
    );
  }

  /** Finds out what an entry id names. */
  reference(entryId: ENTRYID): BookReference {
    const parts = parseEntryId(entryId);
    if (parts === undefined) fail(MAPI_E_INVALID_ENTRYID, 'that is no entry id');
    if (!this.owns(entryId)) fail(MAPI_E_UNKNOWN_ENTRYID, 'the entry id belongs to another address book');
    const id = parts.objectId;
    if (id === null) return { kind: 'root' };
    if (id === templates.user) return { kind: 'template', of: 'user' };
    if (id === templates.list) return { kind: 'template', of: 'list' };
    for (const kind of ['container', 'entry'] as const) {
      if (id.startsWith(prefixes[kind])) return { kind, id: id.slice(prefixes[kind].length) };
    }
    return fail(MAPI_E_INVALID_ENTRYID, 'the entry id is none of this address book');
  }

  /** The notifier's name of what an entry id names; null for the whole address book. */
  target(reference: BookReference): string | null {
    return objectId(reference);
  }

  state(): PropertyBag {
    return new PropertyBag(this.#profile.names());
  }

  updateState(change: (bag: PropertyBag) => void): void {
    const bag = this.state();
    change(bag);
    this.#profile.saveNames(bag.list());
  }

  #changed(eventType: number, { id, container, members }: StoredEntry): void {
    this.tables.changed('contents', container);
    if (this.notifier.idle) return;
    const entry = { kind: 'entry', id } as const;
    const parent = { kind: 'container', id: container } as const;
    this.notifier.send([objectId(entry), objectId(parent)], {
      eventType,
      entryId: this.entryId(entry),
      parentId: this.entryId(parent),
      objectType: members === undefined ? MAPI_MAILUSER : MAPI_DISTLIST,
    });
  }
}

function objectId(reference: BookReference): string | null {
  switch (reference.kind) {
    case 'root':
      return null;
    case 'template':
      return templates[reference.of];
    default:
      return prefixes[reference.kind] + reference.id;
  }
}

function areContainers(containers: unknown): boolean {
  if (!Array.isArray(containers)) return false;
  const parents = new Map<unknown, unknown>();
  for (const container of containers as (Partial<ContainerDescription> | null)[]) {
    const { id, name, parent } = container ?? {};
    if (typeof id !== 'string' || id === '' || typeof name !== 'string' || parents.has(id)) return false;
    parents.set(id, parent);
  }
  return [...parents.keys()].every((id) => leadsToTheTop(id, parents));
}

/** Whether there is a way from the root to a container; nobody could open it otherwise. */
function leadsToTheTop(id: unknown, parents: ReadonlyMap<unknown, unknown>): boolean {
  let above = parents.get(id);
  for (let steps = 0; above !== undefined; steps += 1) {
    if (steps > parents.size || !parents.has(above)) return false;
    above = parents.get(above);
  }
  return true;
}
