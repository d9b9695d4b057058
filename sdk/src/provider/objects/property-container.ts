import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_INTERFACE_NOT_SUPPORTED, MAPI_E_NO_SUPPORT, S_OK } from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import type { IMAPIContainer } from '../../contract/imapi-container.js';
import type { IMAPITable } from '../../contract/imapi-table.js';
import { IID_IMAPITable } from '../../contract/interface-ids.js';
import { PROP_ID, type PropTag } from '../../contract/property-types.js';
import type { ENTRYID, ENTRYLIST, OpenedEntry, SRestriction } from '../../contract/structures.js';
import { fail } from './errors.js';
import type { LogonScope } from './logon-scope.js';
import { PropertyObject } from './property-object.js';

/** A logon that opens objects by their entry ids. */
export interface EntryScope extends LogonScope {
  /** Opens an object by its entry id; null means the container at the top. */
  openEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): OpenedEntry;
}

/** IMAPIContainer over the tables that a subclass makes. It has no searches, and nothing waits for its SaveChanges. */
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

  SetSearchCriteria(_restriction: SRestriction | null, _containers: ENTRYLIST | null, _searchFlags: number): HRESULT {
    return this.run('SetSearchCriteria', () => MAPI_E_NO_SUPPORT);
  }

  GetSearchCriteria(_flags: number): Result<{
    readonly restriction: SRestriction;
    readonly containers: ENTRYLIST;
    readonly searchState: number;
  }> {
    return this.give('GetSearchCriteria', () => failed(MAPI_E_NO_SUPPORT));
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
