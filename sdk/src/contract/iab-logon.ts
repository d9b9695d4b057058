import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPIAdviseSink } from './imapi-advise-sink.js';
import type { IMAPIProp } from './imapi-prop.js';
import type { IMAPIStatus } from './imapi-status.js';
import type { IMAPITable } from './imapi-table.js';
import type { ADRLIST, ENTRYID, MAPIERROR, OpenedEntry, SPropTagArray } from './structures.js';

/**
 * The logon object of an address book.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/iablogoniunknown
 */
export interface IABLogon extends IUnknown {
  /** Details of the last error `result` of this object; the value may be null with S_OK. */
  GetLastError(result: HRESULT, flags: number): Result<MAPIERROR>;
  /** Logoff. Flags are zero. */
  Logoff(flags: number): HRESULT;
  /**
   * Opens an object by its entry id. Flags: MAPI_MODIFY, MAPI_BEST_ACCESS, MAPI_DEFERRED_ERRORS. A null entry id means the root
   * container.
   */
  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry>;
  /** Do two entry ids name the same object? */
  CompareEntryIDs(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean>;
  /** Registers a sink for notifications; the value is a connection number that is never zero.  */
  Advise(entryId: ENTRYID | null, eventMask: number, adviseSink: IMAPIAdviseSink): Result<number>;
  /** Ends a registration. */
  Unadvise(connection: number): HRESULT;
  /** Hands out the status object. */
  OpenStatusEntry(iid: InterfaceId<IUnknown> | null, flags: number): Result<IMAPIStatus>;
  /** Binds code to an entry that was copied into another provider. */
  OpenTemplateID(
    templateId: ENTRYID,
    templateFlags: number,
    propData: IMAPIProp,
    iid: InterfaceId<IUnknown> | null,
    sibling: IMAPIProp | null,
  ): Result<IMAPIProp>;
  /** The templates from which recipients can be made. */
  GetOneOffTable(flags: number): Result<IMAPITable>;
  /** Completes the recipients' properties in the order of `tags`. */
  PrepareRecips(flags: number, tags: SPropTagArray | null, recipients: ADRLIST): Result<ADRLIST>;
}
