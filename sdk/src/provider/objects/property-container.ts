import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_INTERFACE_NOT_SUPPORTED, MAPI_E_UNKNOWN_FLAGS, S_OK } from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import { MAPI_UNICODE } from '../../contract/flags.js';
import type { IMAPIContainer } from '../../contract/imapi-container.js';
import type { IMAPITable } from '../../contract/imapi-table.js';
import { IID_IMAPITable } from '../../contract/interface-ids.js';
import { PROP_ID, type PropTag } from '../../contract/property-types.js';
import type { ENTRYID, ENTRYLIST, OpenedEntry, SRestriction } from '../../contract/structures.js';
import { fail } from './errors.js';
import type { LogonScope } from './logon-scope.js';
import { PropertyObject } from './property-object.js';
import { type Search, searchState } from './search.js';

/** A logon that opens objects by their entry ids. */
export interface EntryScope extends LogonScope {
  /** Opens an object by its entry id; null means the container at the top. */
  openEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): OpenedEntry;
}

/** What GetSearchCriteria gives. */
interface SearchCriteria {
  readonly restriction: SRestriction;
  readonly containers: ENTRYLIST;
  readonly searchState: number;
}

/** IMAPIContainer over the tables that a subclass makes. Nothing waits for its SaveChanges. */
export abstract class PropertyContainer<V extends EntryScope> extends PropertyObject<V> implements IMAPIContainer {
  /** Makes the table of what is in the container. */
  protected abstract contentsTable(flags: number): IMAPITable;

  /** Makes the table of the containers in it. */
  protected abstract hierarchyTable(flags: number): IMAPITable;

  /**
   * What makes the table that a property is opened as; undefined for a property that is no table.
   *
   * @param id - the id of the property
   * @param flags - those of OpenProperty
   */
  protected abstract tableOf(id: number, flags: number): (() => IMAPITable) | undefined;

  /** Takes what SetSearchCriteria was called with; fails with its code. */
  protected abstract setSearch(restriction: SRestriction | null, containers: ENTRYLIST | null, flags: number): void;

  /** What is searched for; fails with MAPI_E_NOT_INITIALIZED before the first SetSearchCriteria. */
  protected abstract getSearch(): Search;

  protected abstract entryIdOfContainer(id: string): ENTRYID;

  override SaveChanges(_flags: number): HRESULT {
    return this.run('SaveChanges', () => S_OK);
  }

  GetContentsTable(flags: number): Result<IMAPITable> {
    return this.give('GetContentsTable', () => succeeded(this.contentsTable(flags)));
  }

  GetHierarchyTable(flags: number): Result<IMAPITable> {
    return this.give('GetHierarchyTable', () => succeeded(this.hierarchyTable(flags)));
  }

  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry> {
    return this.give('OpenEntry', () => succeeded(this.view.openEntry(entryId, iid, flags)));
  }

  SetSearchCriteria(restriction: SRestriction | null, containers: ENTRYLIST | null, searchFlags: number): HRESULT {
    return this.run('SetSearchCriteria', () => {
      this.setSearch(restriction, containers, searchFlags);
      return S_OK;
    });
  }

  /** The restriction comes as it was set, whichever form its strings have. */
  GetSearchCriteria(flags: number): Result<SearchCriteria> {
    return this.give('GetSearchCriteria', () => {
      if ((flags & ~MAPI_UNICODE) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
      const search = this.getSearch();
      const containers = search.containers.map((id) => this.entryIdOfContainer(id));
      return succeeded({ restriction: search.restriction, containers, searchState: searchState(search) });
    });
  }

  protected override openObject(tag: PropTag, iid: InterfaceId<IUnknown>, flags: number): IUnknown | undefined {
    const open = this.tableOf(PROP_ID(tag), flags);
    if (open === undefined) return undefined;
    if (iid !== (IID_IMAPITable as InterfaceId<IUnknown>)) {
      fail(MAPI_E_INTERFACE_NOT_SUPPORTED, 'what is in a container is opened as a table');
    }
    return open();
  }
}
