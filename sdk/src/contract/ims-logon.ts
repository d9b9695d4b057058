import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPIAdviseSink } from './imapi-advise-sink.js';
import type { IMAPIStatus } from './imapi-status.js';
import type { ENTRYID, MAPIERROR, OpenedEntry } from './structures.js';

/**
 * The logon object of a store: MAPI's own handle, one for each open store.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imslogoniunknown
 */
export interface IMSLogon extends IUnknown {
  /** Details of the last error `result` of this object; the value may be null with S_OK. */
  GetLastError(result: HRESULT, flags: number): Result<MAPIERROR>;
  /** Forced logoff. The argument is reserved and zero. */
  Logoff(flags: number): HRESULT;
  /** Opens an object by its entry id. Flags: MAPI_MODIFY, MAPI_BEST_ACCESS, MAPI_DEFERRED_ERRORS.  */
  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry>;
  /** Do two entry ids name the same object? */
  CompareEntryIDs(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean>;
  /**
   * Registers a sink for notifications; the value is a connection number that is never zero. A null entry id means the whole
   * store.
   */
  Advise(entryId: ENTRYID | null, eventMask: number, adviseSink: IMAPIAdviseSink): Result<number>;
  /** Ends a registration. */
  Unadvise(connection: number): HRESULT;
  /** Hands out the status object, or MAPI_E_NO_SUPPORT. */
  OpenStatusEntry(iid: InterfaceId<IUnknown> | null, flags: number): Result<IMAPIStatus>;
}
