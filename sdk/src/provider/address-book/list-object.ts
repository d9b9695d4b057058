import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_FOLDER_CYCLE,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_FLAGS,
  S_OK,
} from '../../com/hresult-codes.js';
import { type Result, succeeded } from '../../com/result.js';
import type { IDistList } from '../../contract/idist-list.js';
import type { IMAPIProgress } from '../../contract/imapi-progress.js';
import type { IMAPIProp } from '../../contract/imapi-prop.js';
import type { IMAPITable } from '../../contract/imapi-table.js';
import { IID_IDistList, IID_IMAPIContainer, IID_IMAPIProp } from '../../contract/interface-ids.js';
import { PR_CONTAINER_CONTENTS } from '../../contract/property-tags.js';
import { PROP_ID } from '../../contract/property-types.js';
import type { ADRLIST, ENTRYID, ENTRYLIST, SPropTagArray } from '../../contract/structures.js';
import { fail } from '../objects/errors.js';
import { forEachItem } from '../objects/item-loop.js';
import type { ObjectFacts, ObjectSchema } from '../objects/object-schema.js';
import type { PropertyBag } from '../objects/property-bag.js';
import { PropertyContainer } from '../objects/property-container.js';
import type { BookCore } from './book-core.js';
import { copyFlagsKnown, createFlagsKnown } from './book-flags.js';
import { entryRow, listSchema } from './book-schemas.js';
import { memberTable } from './book-tables.js';
import type { BookView } from './book-view.js';
import { type DraftOptions, EntryDraft, type EntryOrigin } from './entry-draft.js';
import { beginningFrom, outsiderProperties } from './entry-source.js';
import { memberOf, withMember, withoutMember } from './list-members.js';
import { resolveNames } from './name-resolution.js';
import type { ListMember } from './stored-entry.js';

const interfaceIds: readonly Guid[] = [IID_IDistList, IID_IMAPIContainer, IID_IMAPIProp];

/**
 * A distribution list. Its properties become permanent by SaveChanges; members come and go at once, unless the list itself is
 * not saved yet.
 *
 * CreateEntry with the entry id of somebody in this address book makes that entry a member, when what it gives is saved; with
 * anything else it makes a new entry in the list's container, which is a member too. CopyEntries adds members, also such as
 * are in other address books or in none; DeleteEntries takes members out, and deletes no entries.
 */
export class ListObject extends PropertyContainer<BookView> implements IDistList {
  readonly #view: BookView;
  readonly #draft: EntryDraft;

  constructor(view: BookView, origin: EntryOrigin, writable: boolean, options?: DraftOptions) {
    super(view, origin.version === 0 ? 'new distribution list' : `distribution list ${origin.id}`);
    this.#view = view;
    this.#draft = new EntryDraft(view.core, origin, writable, options);
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override get schema(): ObjectSchema<BookCore> {
    return listSchema;
  }

  override facts(): ObjectFacts<BookCore> {
    return this.#draft.facts();
  }

  protected override change(mutate: (bag: PropertyBag) => void): void {
    this.#draft.change(mutate);
  }

  override SaveChanges(flags: number): HRESULT {
    return this.run('SaveChanges', () => {
      this.#draft.saveChanges(flags);
      return S_OK;
    });
  }

  protected override contentsTable(_flags: number): IMAPITable {
    return memberTable(this.#view, () => this.#draft.members);
  }

  protected override hierarchyTable(): IMAPITable {
    return fail(MAPI_E_NO_SUPPORT, 'a distribution list has no containers');
  }

  protected override tableOf(id: number, flags: number): (() => IMAPITable) | undefined {
    return id === PROP_ID(PR_CONTAINER_CONTENTS) ? () => this.contentsTable(flags) : undefined;
  }

  protected override setSearch(): void {
    fail(MAPI_E_NO_SUPPORT, 'nothing is searched for in a distribution list');
  }

  protected override getSearch(): never {
    return fail(MAPI_E_NO_SUPPORT, 'nothing is searched for in a distribution list');
  }

  protected override entryIdOfContainer(id: string): ENTRYID {
    return this.#view.core.entryId({ kind: 'container', id });
  }

  CreateEntry(templateEntryId: ENTRYID, createFlags: number): Result<IMAPIProp> {
    return this.give('CreateEntry', () => {
      if ((createFlags & ~createFlagsKnown) !== 0) fail(MAPI_E_UNKNOWN_FLAGS, 'CreateEntry does not know that flag');
      const { core } = this.#view;
      this.#requireModifiable();
      const saved = ({ id }: { readonly id: string }): void => this.#add({ id });
      const reference = core.owns(templateEntryId) ? core.reference(templateEntryId) : undefined;
      const origin =
        reference?.kind === 'entry'
          ? core.read(reference.id)
          : EntryDraft.origin(this.#draft.container, beginningFrom(this.#view, templateEntryId));
      return succeeded<IMAPIProp>(this.#view.entryObject(origin, true, { createFlags, saved }));
    });
  }

  CopyEntries(entries: ENTRYLIST, _uiParam: number, _progress: IMAPIProgress | null, flags: number): HRESULT {
    return this.run('CopyEntries', () => {
      if ((flags & ~copyFlagsKnown) !== 0) fail(MAPI_E_UNKNOWN_FLAGS, 'CopyEntries does not know that flag');
      this.#requireModifiable();
      return forEachItem(entries, (entryId) => {
        const member = memberOf(this.#view.core, entryId, () => outsiderProperties(this.#view, entryId));
        // Nobody becomes a member who is not there.
        if ('id' in member) this.#view.core.read(member.id);
        this.#add(member);
      });
    });
  }

  DeleteEntries(entries: ENTRYLIST, _flags: number): HRESULT {
    return this.run('DeleteEntries', () => {
      this.#requireModifiable();
      return forEachItem(entries, (entryId) => {
        const rest = withoutMember(
          this.#draft.members,
          memberOf(this.#view.core, entryId, () => []),
        );
        if (rest === undefined) fail(MAPI_E_NOT_FOUND, 'the list has no such member');
        this.#draft.setMembers(rest);
      });
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
      const entries = this.#draft.members.flatMap((member) => ('id' in member ? (core.find(member.id) ?? []) : []));
      const rows = entries.map((entry) => entryRow(core, entry));
      return succeeded(resolveNames(rows, tags, recipients, resolutions));
    });
  }

  #add(member: ListMember): void {
    if ('id' in member && member.id === this.#draft.id)
      fail(MAPI_E_FOLDER_CYCLE, 'a list cannot be a member of itself');
    const before = this.#draft.members;
    const after = withMember(before, member);
    if (after !== before) this.#draft.setMembers(after);
  }

  #requireModifiable(): void {
    this.#view.core.requireModifiable(this.#draft.container);
  }
}
