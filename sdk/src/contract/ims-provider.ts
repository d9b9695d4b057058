import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPISupport } from './imapi-support.js';
import type { IMSLogon } from './ims-logon.js';
import type { IMsgStore } from './imsg-store.js';
import type { ENTRYID, MAPIERROR } from './structures.js';

/**
 * What a store logon gives: the logon object for MAPI and the store for the client, made and freed as a pair.
 */
export interface MSLogonResult {
  /** Null when the store was already open through this provider object. */
  readonly logon: IMSLogon | null;
  /** The store, for the client. */
  readonly store: IMsgStore;
  /** Credentials with which the spooler logs on, or null. */
  readonly spoolSecurity: Uint8Array | null;
  /** Details of a warning or a failure, or null (`lppMAPIError`). */
  readonly error: MAPIERROR | null;
}

/**
 * The provider object of a message store: one a session, made by MSProviderInit.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imsprovideriunknown
 */
export interface IMSProvider extends IUnknown {
  /** The last call before the provider object is released, after all its logon objects are gone. Flags are reserved. */
  Shutdown(flags: number): HRESULT;
  /**
   * Opens one store. Keeps (AddRef) the support object for as long as the logon lasts.
   *
   * @param entryId - the store wanted, or null while none is chosen
   * @param flags - MDB_NO_DIALOG, MDB_WRITE, MDB_TEMPORARY, MDB_NO_MAIL, MAPI_DEFERRED_ERRORS, MAPI_UNICODE
   */
  Logon(
    support: IMAPISupport,
    uiParam: number,
    profileName: string,
    entryId: ENTRYID | null,
    flags: number,
    iid: InterfaceId<IUnknown> | null,
  ): Result<MSLogonResult>;
  /** The same for the spooler, with the credentials that Logon gave. */
  SpoolerLogon(
    support: IMAPISupport,
    uiParam: number,
    profileName: string,
    entryId: ENTRYID | null,
    flags: number,
    iid: InterfaceId<IUnknown> | null,
    spoolSecurity: Uint8Array | null,
  ): Result<MSLogonResult>;
  /** Do two (unwrapped) entry ids name the same store? */
  CompareStoreIDs(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean>;
}
