import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPIProp } from './imapi-prop.js';
import type { IMAPITable } from './imapi-table.js';
import type { ENTRYID, ENTRYLIST, OpenedEntry, SRestriction } from './structures.js';

/**
 * A container: the base of folders and address-book containers.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapicontainerimapiprop
 */
export interface IMAPIContainer extends IMAPIProp {
  /** The items. MAPI_ASSOCIATED: the hidden ones. */
  GetContentsTable(flags: number): Result<IMAPITable>;
  /** The sub-containers. CONVENIENT_DEPTH: of all levels. */
  GetHierarchyTable(flags: number): Result<IMAPITable>;
  /** Opens an object by its entry id. Flags: MAPI_MODIFY, MAPI_BEST_ACCESS, MAPI_DEFERRED_ERRORS.  */
  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry>;
  /** Defines a search. */
  SetSearchCriteria(restriction: SRestriction | null, containers: ENTRYLIST | null, searchFlags: number): HRESULT;
  /** Reads the definition of a search. */
  GetSearchCriteria(flags: number): Result<{
    readonly restriction: SRestriction;
    readonly containers: ENTRYLIST;
    readonly searchState: number;
  }>;
}
