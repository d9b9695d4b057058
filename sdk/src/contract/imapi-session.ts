import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IAddrBook } from './iaddr-book.js';
import type { IMAPIAdviseSink } from './imapi-advise-sink.js';
import type { IMAPIFolder } from './imapi-folder.js';
import type { IMAPITable } from './imapi-table.js';
import type { IMessage } from './imessage.js';
import type { IMsgStore } from './imsg-store.js';
import type { IProfSect } from './iprof-sect.js';
import type { ENTRYID, MAPIERROR, MAPIUID, OpenedEntry, SPropValueArray } from './structures.js';

/**
 * A session. It also answers QueryInterface for IID_IMAPIClientShutdown.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapisessioniunknown
 */
export interface IMAPISession extends IUnknown {
  /** Details of the last error `result` of this object; the value may be null with S_OK. */
  GetLastError(result: HRESULT, flags: number): Result<MAPIERROR>;
  /** The stores of the profile. */
  GetMsgStoresTable(flags: number): Result<IMAPITable>;
  /** Opens a store; loads and logs on its provider. Flags: MDB_WRITE, MDB_NO_DIALOG, MDB_NO_MAIL, MAPI_BEST_ACCESS, … */
  OpenMsgStore(uiParam: number, entryId: ENTRYID, iid: InterfaceId<IUnknown> | null, flags: number): Result<IMsgStore>;
  /** Opens the address book over all address-book providers; valid even with MAPI_W_ERRORS_RETURNED. */
  OpenAddressBook(uiParam: number, iid: InterfaceId<IUnknown> | null, flags: number): Result<IAddrBook>;
  /** Opens a section of the profile; null is the profile's own. */
  OpenProfileSection(uid: MAPIUID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<IProfSect>;
  /** One row for each resource of the session. */
  GetStatusTable(flags: number): Result<IMAPITable>;
  /**
   * Opens an object by its entry id. Flags: MAPI_MODIFY, MAPI_BEST_ACCESS, MAPI_DEFERRED_ERRORS. Routed by the MAPIUID in the
   * entry id; null is not allowed.
   */
  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry>;
  /** Do two entry ids name the same object? */
  CompareEntryIDs(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean>;
  /**
   * Registers a sink for notifications; the value is a connection number that is never zero. A null entry id means events of
   * the session.
   */
  Advise(entryId: ENTRYID | null, eventMask: number, adviseSink: IMAPIAdviseSink): Result<number>;
  /** Ends a registration. */
  Unadvise(connection: number): HRESULT;
  /** Unsupported by MAPI today: MAPI_E_NO_SUPPORT. */
  MessageOptions(uiParam: number, flags: number, addressType: string, message: IMessage): HRESULT;
  /** Unsupported by MAPI today: MAPI_E_NO_SUPPORT. */
  QueryDefaultMessageOpt(addressType: string, flags: number): Result<SPropValueArray>;
  /** The address types of all transports. */
  EnumAdrTypes(flags: number): Result<readonly string[]>;
  /** The entry id of the primary identity; MAPI_W_NO_SERVICE when there is none. */
  QueryIdentity(): Result<ENTRYID>;
  /** Ends the session. After it only Release may be called. MAPI_LOGOFF_SHARED is never to be passed. */
  Logoff(uiParam: number, flags: number, reserved: number): HRESULT;
  /** Makes a store the default; one of the MAPI_…_STORE flags. */
  SetDefaultStore(flags: number, entryId: ENTRYID): HRESULT;
  /** Service administration. */
  AdminServices(flags: number): Result<IUnknown>;
  /** Shows a message form. */
  ShowForm(
    uiParam: number,
    store: IMsgStore,
    parentFolder: IMAPIFolder,
    iid: InterfaceId<IUnknown> | null,
    messageToken: number,
    messageSent: IMessage | null,
    flags: number,
    messageStatus: number,
    messageFlags: number,
    access: number,
    messageClass: string,
  ): HRESULT;
  /** Makes the token for ShowForm. */
  PrepareForm(iid: InterfaceId<IUnknown> | null, message: IMessage): Result<number>;
}
