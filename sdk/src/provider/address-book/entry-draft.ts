import {
  MAPI_E_COLLISION,
  MAPI_E_MISSING_REQUIRED_COLUMN,
  MAPI_E_NO_ACCESS,
  MAPI_E_OBJECT_CHANGED,
} from '../../com/hresult-codes.js';
import { fileTimeFromDate } from '../../contract/file-time.js';
import {
  CREATE_CHECK_DUP_LOOSE,
  CREATE_CHECK_DUP_STRICT,
  CREATE_REPLACE,
  FORCE_SAVE,
  KEEP_OPEN_READONLY,
  KEEP_OPEN_READWRITE,
} from '../../contract/flags.js';
import {
  PR_CREATION_TIME,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_LAST_MODIFICATION_TIME,
} from '../../contract/property-tags.js';
import { newObjectId } from '../common/object-id.js';
import { fail } from '../objects/errors.js';
import type { ObjectFacts } from '../objects/object-schema.js';
import { PropertyBag } from '../objects/property-bag.js';
import type { BookCore } from './book-core.js';
import type { ListMember, StoredEntry } from './stored-entry.js';

/** What an open entry or list is made from; version 0 is one that is not saved yet. */
export type EntryOrigin = StoredEntry;

/** What may be said when an entry is opened or made. */
export interface DraftOptions {
  /** What SaveChanges does about duplicates, by the CREATE_ flags. */
  readonly createFlags?: number;
  /** Called after each save. */
  readonly saved?: ((entry: StoredEntry) => void) | undefined;
}

/**
 * What an entry or a distribution list is about to become, and how that is made permanent.
 *
 * Properties wait for SaveChanges, and so do the members of a list that is not saved yet. In a list that is there members
 * come and go at once, as entries do in a container.
 */
export class EntryDraft {
  readonly #core: BookCore;
  readonly #bag: PropertyBag;
  readonly #createFlags: number;
  readonly #saved: DraftOptions['saved'];
  #origin: Omit<EntryOrigin, 'properties'>;
  #writable: boolean;
  #changed = false;

  constructor(
    core: BookCore,
    { properties, ...origin }: EntryOrigin,
    writable: boolean,
    { createFlags = 0, saved }: DraftOptions = {},
  ) {
    this.#core = core;
    this.#origin = origin;
    this.#bag = new PropertyBag(properties);
    this.#writable = writable;
    this.#createFlags = createFlags;
    this.#saved = saved;
  }

  /** What a new entry begins as, which nobody sees before it is saved. */
  static origin(container: string, { properties, members }: Pick<StoredEntry, 'properties' | 'members'>): EntryOrigin {
    return { id: newObjectId(), container, version: 0, properties, ...(members === undefined ? {} : { members }) };
  }

  get isNew(): boolean {
    return this.#origin.version === 0;
  }

  get id(): string {
    return this.#origin.id;
  }

  get container(): string {
    return this.#origin.container;
  }

  facts(): ObjectFacts<BookCore> {
    const { id, container } = this.#origin;
    return {
      core: this.#core,
      id: this.isNew ? null : id,
      parent: container,
      bag: this.#bag,
      writable: this.#writable,
    };
  }

  change(mutate: (bag: PropertyBag) => void): void {
    mutate(this.#bag);
    this.#changed = true;
  }

  /** IMAPIProp::SaveChanges; throws with nothing changed. */
  saveChanges(flags: number): void {
    if (!this.#writable) fail(MAPI_E_NO_ACCESS, 'the entry is open for reading only');
    this.save(flags);
    if ((flags & KEEP_OPEN_READONLY) !== 0 && (flags & KEEP_OPEN_READWRITE) === 0) this.#writable = false;
  }

  /** Makes the changes permanent, whoever has opened the object; throws with nothing changed. */
  save(flags = 0): void {
    if (this.isNew) this.#saveNew();
    else if (this.#changed) this.#saveExisting(flags);
    this.#changed = false;
    if (this.#saved !== undefined) this.#saved(this.#core.readOpened(this.#origin.id));
  }

  /** The members of the list as they are now. */
  get members(): readonly ListMember[] {
    return (this.isNew ? this.#origin.members : this.#core.readOpened(this.#origin.id).members) ?? [];
  }

  /** Changes who is in the list: at once where the list is there, else with its first save. */
  setMembers(members: readonly ListMember[]): void {
    const { id, version } = this.#origin;
    if (this.isNew) {
      this.#origin = { ...this.#origin, members };
      return;
    }
    const current = this.#core.readOpened(id);
    this.#core.requireModifiable(current.container);
    const bag = new PropertyBag(current.properties);
    bag.put(PR_LAST_MODIFICATION_TIME, fileTimeFromDate(new Date()));
    this.#core.write({ ...current, version: current.version + 1, properties: bag.list(), members });
    // Properties that wait in this object are no older for it; somebody else's change is found when they are saved.
    if (current.version === version) this.#origin = { ...this.#origin, version: version + 1 };
  }

  #saveNew(): void {
    const { id, container, members } = this.#origin;
    const bag = this.#complete();
    const twin = duplicateOf(this.#core, container, bag, this.#createFlags);
    if (twin !== undefined && (this.#createFlags & CREATE_REPLACE) === 0) {
      fail(MAPI_E_COLLISION, `there is an entry "${bag.value(PR_DISPLAY_NAME_W)}" already`);
    }
    const created = twin === undefined ? undefined : new PropertyBag(twin.properties).value(PR_CREATION_TIME);
    bag.put(PR_CREATION_TIME, created ?? fileTimeFromDate(new Date()));
    // An entry that replaces another one takes its place, so that the entry ids of the other one lead here.
    this.#store({ id: twin?.id ?? id, container, version: (twin?.version ?? 0) + 1 }, members, bag);
  }

  #saveExisting(flags: number): void {
    const { id, container, version } = this.#origin;
    const current = this.#core.readOpened(id);
    if (current.version !== version && (flags & FORCE_SAVE) === 0) {
      fail(MAPI_E_OBJECT_CHANGED, 'somebody else saved the entry first');
    }
    this.#store({ id, container, version: current.version + 1 }, current.members, this.#complete());
  }

  #store(
    origin: Pick<StoredEntry, 'id' | 'container' | 'version'>,
    members: StoredEntry['members'],
    bag: PropertyBag,
  ): void {
    bag.put(PR_LAST_MODIFICATION_TIME, fileTimeFromDate(new Date()));
    const properties = bag.list();
    this.#core.write({ ...origin, properties, ...(members === undefined ? {} : { members }) });
    this.#origin = origin;
    for (const property of properties) this.#bag.set(property);
  }

  /** The properties to save: what everybody needs is there. */
  #complete(): PropertyBag {
    this.#core.requireModifiable(this.#origin.container);
    const bag = this.#bag.copy();
    const name = bag.value(PR_DISPLAY_NAME_W) ?? bag.value(PR_EMAIL_ADDRESS_W);
    if (name === undefined || name === '') fail(MAPI_E_MISSING_REQUIRED_COLUMN, 'the entry has no PR_DISPLAY_NAME');
    bag.put(PR_DISPLAY_NAME_W, name);
    return bag;
  }
}

/** Finds the entry that a new one duplicates, as the CREATE_ flags understand it. */
function duplicateOf(core: BookCore, container: string, bag: PropertyBag, flags: number): StoredEntry | undefined {
  if ((flags & (CREATE_CHECK_DUP_STRICT | CREATE_CHECK_DUP_LOOSE | CREATE_REPLACE)) === 0) return undefined;
  const strict = (flags & CREATE_CHECK_DUP_LOOSE) === 0;
  const name = folded(bag.value(PR_DISPLAY_NAME_W));
  const address = folded(bag.value(PR_EMAIL_ADDRESS_W));
  return core.entries(container).find(({ properties }) => {
    const other = new PropertyBag(properties);
    if (folded(other.value(PR_DISPLAY_NAME_W)) !== name) return false;
    return !strict || folded(other.value(PR_EMAIL_ADDRESS_W)) === address;
  });
}

function folded(text: string | undefined): string {
  return (text ?? '').toLowerCase();
}
