import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_COLLISION,
  MAPI_E_MISSING_REQUIRED_COLUMN,
  MAPI_E_NO_ACCESS,
  MAPI_E_OBJECT_CHANGED,
  S_OK,
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
import type { IMailUser } from '../../contract/imail-user.js';
import { IID_IMAPIProp, IID_IMailUser } from '../../contract/interface-ids.js';
import {
  PR_CREATION_TIME,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_LAST_MODIFICATION_TIME,
} from '../../contract/property-tags.js';
import type { SPropValue } from '../../contract/property-types.js';
import { newObjectId } from '../common/object-id.js';
import { fail } from '../objects/errors.js';
import type { ObjectFacts, ObjectSchema } from '../objects/object-schema.js';
import { PropertyBag } from '../objects/property-bag.js';
import { PropertyObject } from '../objects/property-object.js';
import type { BookCore } from './book-core.js';
import { entrySchema } from './book-schemas.js';
import type { BookView } from './book-view.js';
import type { StoredEntry } from './stored-entry.js';

const interfaceIds: readonly Guid[] = [IID_IMailUser, IID_IMAPIProp];

/** Where an entry comes from; version 0 is one that is not saved yet. */
interface Origin {
  readonly id: string;
  readonly container: string;
  readonly version: number;
}

/** A messaging user. What is changed becomes permanent, and duplicates are found, by SaveChanges. */
export class EntryObject extends PropertyObject<BookView> implements IMailUser {
  readonly #core: BookCore;
  readonly #bag: PropertyBag;
  readonly #createFlags: number;
  #origin: Origin;
  #writable: boolean;
  #changed = false;

  private constructor(view: BookView, origin: Origin, bag: PropertyBag, writable: boolean, createFlags: number) {
    super(view, origin.version === 0 ? 'new entry' : `entry ${origin.id}`);
    this.#core = view.core;
    this.#origin = origin;
    this.#bag = bag;
    this.#writable = writable;
    this.#createFlags = createFlags;
  }

  /** Opens an entry that exists. */
  static open(view: BookView, entry: StoredEntry, writable: boolean): EntryObject {
    return new EntryObject(view, entry, new PropertyBag(entry.properties), writable, 0);
  }

  /**
   * Makes a new entry, which nobody sees before it is saved.
   *
   * @param createFlags - what SaveChanges does about duplicates, by the CREATE_ flags
   */
  static create(
    view: BookView,
    container: string,
    properties: readonly SPropValue[],
    createFlags: number,
  ): EntryObject {
    const origin = { id: newObjectId(), container, version: 0 };
    return new EntryObject(view, origin, new PropertyBag(properties), true, createFlags);
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override get schema(): ObjectSchema<BookCore> {
    return entrySchema;
  }

  override facts(): ObjectFacts<BookCore> {
    const { id, container, version } = this.#origin;
    const core = this.#core;
    return { core, id: version === 0 ? null : id, parent: container, bag: this.#bag, writable: this.#writable };
  }

  protected override change(mutate: (bag: PropertyBag) => void): void {
    mutate(this.#bag);
    this.#changed = true;
  }

  override SaveChanges(flags: number): HRESULT {
    return this.run('SaveChanges', () => {
      if (!this.#writable) return MAPI_E_NO_ACCESS;
      this.save(flags);
      if ((flags & KEEP_OPEN_READONLY) !== 0 && (flags & KEEP_OPEN_READWRITE) === 0) this.#writable = false;
      return S_OK;
    });
  }

  /** Makes the changes permanent; throws with nothing changed. */
  save(flags = 0): void {
    if (this.#origin.version === 0) this.#saveNew();
    else if (this.#changed) this.#saveExisting(flags);
    this.#changed = false;
  }

  #saveNew(): void {
    const { id, container } = this.#origin;
    const bag = this.#complete();
    const twin = duplicateOf(this.#core, container, bag, this.#createFlags);
    if (twin !== undefined && (this.#createFlags & CREATE_REPLACE) === 0) {
      fail(MAPI_E_COLLISION, `there is an entry "${bag.value(PR_DISPLAY_NAME_W)}" already`);
    }
    const created = twin === undefined ? undefined : new PropertyBag(twin.properties).value(PR_CREATION_TIME);
    bag.put(PR_CREATION_TIME, created ?? fileTimeFromDate(new Date()));
    // An entry that replaces another one takes its place, so that the entry ids of the other one lead here.
    this.#store({ id: twin?.id ?? id, container, version: (twin?.version ?? 0) + 1 }, bag);
  }

  #saveExisting(flags: number): void {
    const { id, container, version } = this.#origin;
    const current = this.#core.readOpened(id);
    if (current.version !== version && (flags & FORCE_SAVE) === 0) {
      fail(MAPI_E_OBJECT_CHANGED, 'somebody else saved the entry first');
    }
    this.#store({ id, container, version: current.version + 1 }, this.#complete());
  }

  #store(origin: Origin, bag: PropertyBag): void {
    bag.put(PR_LAST_MODIFICATION_TIME, fileTimeFromDate(new Date()));
    const properties = bag.list();
    this.#core.write({ ...origin, properties });
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
