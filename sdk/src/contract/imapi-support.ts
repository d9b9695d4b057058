import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IAddrBook } from './iaddr-book.js';
import type { IMAPIAdviseSink } from './imapi-advise-sink.js';
import type { IMAPIFolder } from './imapi-folder.js';
import type { IMAPIProgress } from './imapi-progress.js';
import type { IMAPIProp } from './imapi-prop.js';
import type { IMAPITable } from './imapi-table.js';
import type { IMessage } from './imessage.js';
import type { IProfSect } from './iprof-sect.js';
import type {
  ADRLIST,
  ENTRYID,
  ENTRYLIST,
  MAPIERROR,
  MAPIUID,
  NOTIFICATION,
  NOTIFKEY,
  OpenedEntry,
  SPropProblemArray,
  SPropTagArray,
  SPropValueArray,
} from './structures.js';

/**
 * What MAPI gives a provider at logon: the provider's way back into the subsystem.
 *
 * A provider AddRefs it while logged on and releases it in its logoff method. A method that is not for the provider's kind
 * returns MAPI_E_NO_SUPPORT.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapisupportiunknown
 */
export interface IMAPISupport extends IUnknown {
  /** Details of the last error `result` of this object; the value may be null with S_OK. */
  GetLastError(result: HRESULT, flags: number): Result<MAPIERROR>;
  /** The allocators; JavaScript has no use for them, so this returns MAPI_E_NO_SUPPORT here. */
  GetMemAllocRoutines(): HRESULT;
  /** Lets MAPI manage a sink under a key; the value is a connection number. NOTIFY_SYNC. */
  Subscribe(key: NOTIFKEY, eventMask: number, flags: number, adviseSink: IMAPIAdviseSink): Result<number>;
  /** Ends a subscription and releases the sink; MAPI_E_NOT_FOUND. */
  Unsubscribe(connection: number): HRESULT;
  /** Sends notifications to the subscribers of a key; the value may have NOTIFY_CANCELED. */
  Notify(key: NOTIFKEY, notifications: readonly NOTIFICATION[], flags: number): Result<number>;
  /** Writes the provider's status row: 0 adds it, STATUSROW_UPDATE merges. */
  ModifyStatusRow(columns: SPropValueArray, flags: number): HRESULT;
  /** Opens a profile section; null is the provider's own. MAPI_MODIFY creates one; read-only MAPI_E_NOT_FOUND. */
  OpenProfileSection(uid: MAPIUID | null, flags: number): Result<IProfSect>;
  /** Registers a preprocessor of outbound messages. Transports. */
  RegisterPreprocessor(
    uid: MAPIUID | null,
    addressType: string,
    dllName: string,
    preprocess: string,
    removePreprocessInfo: string,
    flags: number,
  ): HRESULT;
  /** A fresh unique identifier. */
  NewUID(): Result<MAPIUID>;
  /** Turns an object into a stub whose methods, AddRef and Release aside, give MAPI_E_INVALID_OBJECT. */
  MakeInvalid(flags: number, object: IUnknown, refCount: number, methods: number): HRESULT;
  /** Gives the processor away; MAPI_W_CANCEL_MESSAGE asks to stop. Transports. */
  SpoolerYield(flags: number): HRESULT;
  /** Tells the spooler: NOTIFY_NEWMAIL, NOTIFY_READYTOSEND, NOTIFY_SENTDEFERRED, … Stores and transports. */
  SpoolerNotify(flags: number, data: ENTRYID | null): HRESULT;
  /** The entry id of a recipient who is in no address book. */
  CreateOneOff(name: string, addressType: string, address: string, flags: number): Result<ENTRYID>;
  /** Registers the provider's MAPIUID, by which OpenEntry is routed. Stores and address books. */
  SetProviderUID(providerUid: MAPIUID, flags: number): HRESULT;
  /** Do two entry ids name the same object? */
  CompareEntryIDs(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean>;
  /** Binds code to an entry that was copied into another provider. Address books. */
  OpenTemplateID(
    templateId: ENTRYID,
    templateFlags: number,
    propData: IMAPIProp,
    iid: InterfaceId<IUnknown> | null,
    sibling: IMAPIProp | null,
  ): Result<IMAPIProp>;
  /**
   * Opens an object by its entry id. Flags: MAPI_MODIFY, MAPI_BEST_ACCESS, MAPI_DEFERRED_ERRORS. Routed by the MAPIUID in the
   * entry id.
   */
  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry>;
  /** MAPI's templates of one-off recipients. Address books. */
  GetOneOffTable(flags: number): Result<IMAPITable>;
  /** Shows the address dialog. Address books. */
  Address(uiParam: number, parameters: Readonly<Record<string, unknown>>, recipients: ADRLIST | null): Result<ADRLIST>;
  /** Shows the details dialog. Address books. */
  Details(uiParam: number, entryId: ENTRYID, flags: number): HRESULT;
  /** Shows the dialog for a new entry. Address books. */
  NewEntry(uiParam: number, flags: number, container: ENTRYID | null, template: ENTRYID | null): Result<ENTRYID>;
  /** Shows a property sheet. */
  DoConfigPropsheet(
    uiParam: number,
    flags: number,
    title: string,
    displayTable: IMAPITable,
    configData: IMAPIProp,
    topPage: number,
  ): HRESULT;
  /** MAPI's own IMAPIFolder::CopyMessages. Stores. */
  CopyMessages(
    sourceIid: InterfaceId<IUnknown> | null,
    sourceFolder: IMAPIFolder,
    messages: ENTRYLIST,
    destinationIid: InterfaceId<IUnknown> | null,
    destinationFolder: IMAPIFolder,
    uiParam: number,
    progress: IMAPIProgress | null,
    flags: number,
  ): HRESULT;
  /** MAPI's own IMAPIFolder::CopyFolder. Stores. */
  CopyFolder(
    sourceIid: InterfaceId<IUnknown> | null,
    sourceFolder: IMAPIFolder,
    entryId: ENTRYID,
    destinationIid: InterfaceId<IUnknown> | null,
    destinationFolder: IMAPIFolder,
    newFolderName: string | null,
    uiParam: number,
    progress: IMAPIProgress | null,
    flags: number,
  ): HRESULT;
  /** MAPI's own IMAPIProp::CopyTo. Stores. */
  DoCopyTo(
    sourceIid: InterfaceId<IUnknown>,
    source: IUnknown,
    excludedInterfaces: readonly InterfaceId<IUnknown>[],
    excludedProps: SPropTagArray | null,
    uiParam: number,
    progress: IMAPIProgress | null,
    destinationIid: InterfaceId<IUnknown>,
    destination: IUnknown,
    flags: number,
  ): Result<SPropProblemArray>;
  /** MAPI's own IMAPIProp::CopyProps. Stores. */
  DoCopyProps(
    sourceIid: InterfaceId<IUnknown>,
    source: IUnknown,
    includedProps: SPropTagArray,
    uiParam: number,
    progress: IMAPIProgress | null,
    destinationIid: InterfaceId<IUnknown>,
    destination: IUnknown,
    flags: number,
  ): Result<SPropProblemArray>;
  /** A progress display. Stores and address books. */
  DoProgressDialog(uiParam: number, flags: number): Result<IMAPIProgress>;
  /** Builds a read report. Stores. */
  ReadReceipt(flags: number, readMessage: IMessage): Result<IMessage>;
  /** Prepares the recipients of a message that is sent again. Stores. */
  PrepareSubmit(message: IMessage, flags: number): Result<number>;
  /** Expands lists at submission; the value has NEEDS_PREPROCESSING or NEEDS_SPOOLER. Stores. */
  ExpandRecips(message: IMessage, flags: number): Result<number>;
  /** Undocumented: MAPI_E_NO_SUPPORT. */
  UpdatePAB(flags: number, message: IMessage): HRESULT;
  /** Moves or deletes a message that was sent. Stores. */
  DoSentMail(flags: number, message: IMessage): HRESULT;
  /** The address book. Flags are zero. */
  OpenAddressBook(iid: InterfaceId<IUnknown> | null, flags: number): Result<IAddrBook>;
  /** Undocumented: MAPI_E_NO_SUPPORT. */
  Preprocess(flags: number, entryId: ENTRYID): HRESULT;
  /** The spooler's postprocessing for a store that is its own transport. Stores. */
  CompleteMsg(flags: number, entryId: ENTRYID): HRESULT;
  /** Orderly release of a store: one LOGOFF_ flag in; LOGOFF_COMPLETE and activity out. Stores. */
  StoreLogoffTransports(flags: number): Result<number>;
  /** Sends delivery and non-delivery reports. Transports. */
  StatusRecips(message: IMessage, recipients: ADRLIST): HRESULT;
  /** Wraps a store's private entry id into the form that clients see. */
  WrapStoreEntryID(originalEntryId: ENTRYID): Result<ENTRYID>;
  /** Makes a store permanent in the profile; MDB_TEMPORARY does nothing. Stores. */
  ModifyProfile(flags: number): HRESULT;
  /** A structured storage over a stream: MAPI_E_NO_SUPPORT here. */
  IStorageFromStream(stream: IUnknown, iid: InterfaceId<IUnknown> | null, flags: number): Result<IUnknown>;
  /** The support object for configuration. */
  GetSvcConfigSupportObj(flags: number): Result<IMAPISupport>;
}
