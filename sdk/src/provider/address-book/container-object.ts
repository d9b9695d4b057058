import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_FLAGS,
} from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { type Result, succeeded } from '../../com/result.js';
import type { IABContainer } from '../../contract/iab-container.js';
import type { IMAPIProgress } from '../../contract/imapi-progress.js';
import type { IMAPIProp } from '../../contract/imapi-prop.js';
import type { IMAPITable } from '../../contract/imapi-table.js';
import { IID_IABContainer, IID_IMAPIContainer, IID_IMAPIProp } from '../../contract/interface-ids.js';
import {
  PR_CONTAINER_CONTENTS,
  PR_CONTAINER_HIERARCHY,
  PR_CREATE_TEMPLATES,
  PR_SEARCH,
} from '../../contract/property-tags.js';
import { PROP_ID, type PropTag } from '../../contract/property-types.js';
import type { ADRLIST, ENTRYID, ENTRYLIST, SPropTagArray, SRestriction } from '../../contract/structures.js';
import { fail } from '../objects/errors.js';
import { forEachItem } from '../objects/item-loop.js';
import type { ObjectFacts, ObjectSchema } from '../objects/object-schema.js';
import { PropertyBag } from '../objects/property-bag.js';
import { PropertyContainer } from '../objects/property-container.js';
import type { Search } from '../objects/search.js';
import type { BookCore } from './book-core.js';
import { copyFlagsKnown, createFlagsKnown } from './book-flags.js';
import { containerProperties, containerSchema, entryRow } from './book-schemas.js';
import { contentsTable, hierarchyTable, templateTable } from './book-tables.js';
import type { BookView } from './book-view.js';
import { ContainerSearch } from './container-search.js';
import { EntryDraft } from './entry-draft.js';
import { beginningFrom } from './entry-source.js';
import { resolveNames } from './name-resolution.js';
import { SearchObject } from './search-object.js';
import type { StoredEntry } from './stored-entry.js';

const interfaceIds: readonly Guid[] = [IID_IABContainer, IID_IMAPIContainer, IID_IMAPIProp];

/** A container of an address book; the root when it has no id. Its own properties are the author's. */
export class ContainerObject extends PropertyContainer<BookView> implements IABContainer {
  readonly #view: BookView;
  readonly #id: string | undefined;
  readonly #search: ContainerSearch;

  constructor(view: BookView, id: string | undefined) {
    super(view, id === undefined ? 'root container' : `container ${id}`);
    this.#view = view;
    this.#id = id;
    this.#search = new ContainerSearch(view.core, id);
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override get schema(): ObjectSchema<BookCore> {
    return containerSchema;
  }

  override facts(): ObjectFacts<BookCore> {
    const { core } = this.#view;
    const description = this.#id === undefined ? undefined : core.container(this.#id);
    const bag = new PropertyBag(containerProperties(core, description));
    return { core: core, id: this.#id ?? null, parent: null, bag, writable: false };
  }

  protected override change(): void {
    this.requireWritable();
  }

  protected override contentsTable(_flags: number): IMAPITable {
    return contentsTable(this.#view, this.#id, this.#search);
  }

  protected override setSearch(restriction: SRestriction | null, containers: ENTRYLIST | null, flags: number): void {
    this.#search.set(restriction, containers, flags);
  }

  protected override getSearch(): Search {
    return this.#search.get();
  }

  protected override entryIdOfContainer(id: string): ENTRYID {
    return this.#view.core.entryId({ kind: 'container', id });
  }

  protected override hierarchyTable(flags: number): IMAPITable {
    return hierarchyTable(this.#view, this.#id, flags);
  }

  protected override tableOf(id: number, flags: number): (() => IMAPITable) | undefined {
    if (id === PROP_ID(PR_CONTAINER_CONTENTS)) return () => this.contentsTable(flags);
    if (id === PROP_ID(PR_CONTAINER_HIERARCHY)) return () => this.hierarchyTable(flags);
    return id === PROP_ID(PR_CREATE_TEMPLATES) ? () => templateTable(this.#view, true) : undefined;
  }

  protected override openObject(tag: PropTag, iid: InterfaceId<IUnknown>, flags: number): IUnknown | undefined {
    if (PROP_ID(tag) !== PROP_ID(PR_SEARCH)) return super.openObject(tag, iid, flags);
    if (iid !== (IID_IMAPIContainer as InterfaceId<IUnknown>)) {
      fail(MAPI_E_INTERFACE_NOT_SUPPORTED, 'PR_SEARCH is opened as a container');
    }
    return new SearchObject(this.#view, this.#id);
  }

  CreateEntry(templateEntryId: ENTRYID, createFlags: number): Result<IMAPIProp> {
    return this.give('CreateEntry', () => {
      if ((createFlags & ~createFlagsKnown) !== 0) fail(MAPI_E_UNKNOWN_FLAGS, 'CreateEntry does not know that flag');
      const container = this.#modifiable();
      const origin = EntryDraft.origin(container, beginningFrom(this.#view, templateEntryId));
      return succeeded<IMAPIProp>(this.#view.entryObject(origin, true, { createFlags }));
    });
  }

  CopyEntries(entries: ENTRYLIST, _uiParam: number, _progress: IMAPIProgress | null, flags: number): HRESULT {
    return this.run('CopyEntries', () => {
      if ((flags & ~copyFlagsKnown) !== 0) fail(MAPI_E_UNKNOWN_FLAGS, 'CopyEntries does not know that flag');
      const container = this.#modifiable();
      return forEachItem(entries, (entryId) => {
        const origin = EntryDraft.origin(container, beginningFrom(this.#view, entryId));
        new EntryDraft(this.#view.core, origin, true, { createFlags: flags }).save();
      });
    });
  }

  DeleteEntries(entries: ENTRYLIST, _flags: number): HRESULT {
    return this.run('DeleteEntries', () => {
      const container = this.#modifiable();
      const { core } = this.#view;
      return forEachItem(entries, (entryId) => core.remove(this.#entryIn(container, entryId)));
    });
  }

  ResolveNames(
    tags: SPropTagArray | null,
    _flags: number,
    recipients: ADRLIST,
    resolutions: readonly number[],
  ): Result<{ readonly recipients: ADRLIST; readonly resolutions: readonly number[] }> {
    return this.give('ResolveNames', () => {
      const { core } = this.#view;
      const containers = this.#id === undefined ? core.containers.map(({ id }) => id) : [this.#id];
      const rows = containers.flatMap((id) => core.entries(id).map((entry) => entryRow(core, entry)));
      return succeeded(resolveNames(rows, tags, recipients, resolutions));
    });
  }

  #modifiable(): string {
    if (this.#id === undefined) return fail(MAPI_E_NO_ACCESS, 'the root container has no entries');
    this.#view.core.requireModifiable(this.#id);
    return this.#id;
  }

  #entryIn(container: string, entryId: ENTRYID): StoredEntry {
    const reference = this.#view.core.reference(entryId);
    const entry = reference.kind === 'entry' ? this.#view.core.read(reference.id) : undefined;
    return entry?.container === container ? entry : fail(MAPI_E_NOT_FOUND, `container ${container} has no such entry`);
  }
}
