import type { HRESULT } from '../com/hresult.js';
import type { Result } from '../com/result.js';
import type { IMAPIContainer } from './imapi-container.js';
import type { IMAPIProgress } from './imapi-progress.js';
import type { IMAPIProp } from './imapi-prop.js';
import type { ADRLIST, ENTRYID, ENTRYLIST, SPropTagArray } from './structures.js';

/**
 * A container of an address book. Transacted.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/iabcontainerimapicontainer
 */
export interface IABContainer extends IMAPIContainer {
  /** A new entry from a template. CREATE_CHECK_DUP_…, CREATE_REPLACE; duplicates show at SaveChanges. */
  CreateEntry(templateEntryId: ENTRYID, createFlags: number): Result<IMAPIProp>;
  /** Copies entries into this container. */
  CopyEntries(entries: ENTRYLIST, uiParam: number, progress: IMAPIProgress | null, flags: number): HRESULT;
  /** Removes entries. */
  DeleteEntries(entries: ENTRYLIST, flags: number): HRESULT;
  /** Resolves names: each recipient's flag is MAPI_UNRESOLVED, MAPI_AMBIGUOUS or MAPI_RESOLVED. */
  ResolveNames(
    tags: SPropTagArray | null,
    flags: number,
    recipients: ADRLIST,
    resolutions: readonly number[],
  ): Result<{ readonly recipients: ADRLIST; readonly resolutions: readonly number[] }>;
}
