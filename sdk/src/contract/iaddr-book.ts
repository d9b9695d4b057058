import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPIAdviseSink } from './imapi-advise-sink.js';
import type { IMAPIProp } from './imapi-prop.js';
import type { ADRLIST, ENTRYID, ENTRYLIST, OpenedEntry, SPropTagArray, SPropValueArray } from './structures.js';

/**
 * The address book as clients see it, over all address-book providers of the profile.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/iaddrbookimapiprop
 */
export interface IAddrBook extends IMAPIProp {
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
  /** The entry id of a recipient who is in no address book. */
  CreateOneOff(name: string, addressType: string, address: string, flags: number): Result<ENTRYID>;
  /** Adds an entry to a container, with a dialog. */
  NewEntry(uiParam: number, flags: number, container: ENTRYID | null, template: ENTRYID | null): Result<ENTRYID>;
  /** Resolves the recipients that have no entry id yet. MAPI_E_AMBIGUOUS_RECIP, MAPI_E_NOT_FOUND. */
  ResolveName(uiParam: number, flags: number, newEntryTitle: string | null, recipients: ADRLIST): Result<ADRLIST>;
  /** Shows the address dialog. */
  Address(uiParam: number, parameters: Readonly<Record<string, unknown>>, recipients: ADRLIST | null): Result<ADRLIST>;
  /** Shows the details of an entry. */
  Details(uiParam: number, entryId: ENTRYID, flags: number): HRESULT;
  /** Unsupported by MAPI today: MAPI_E_NO_SUPPORT. */
  RecipOptions(uiParam: number, flags: number, recipient: SPropValueArray): HRESULT;
  /** Unsupported by MAPI today: MAPI_E_NO_SUPPORT. */
  QueryDefaultRecipOpt(addressType: string, flags: number): Result<SPropValueArray>;
  /** The container of the personal address book. */
  GetPAB(): Result<ENTRYID>;
  /** Chooses the personal address book. */
  SetPAB(entryId: ENTRYID): HRESULT;
  /** The container shown first. */
  GetDefaultDir(): Result<ENTRYID>;
  /** Chooses the container shown first. */
  SetDefaultDir(entryId: ENTRYID): HRESULT;
  /** The containers searched by ResolveName, in order. */
  GetSearchPath(flags: number): Result<ENTRYLIST>;
  /** Sets the containers searched by ResolveName. */
  SetSearchPath(flags: number, containers: ENTRYLIST): HRESULT;
  /** Completes the recipients' properties. */
  PrepareRecips(flags: number, tags: SPropTagArray | null, recipients: ADRLIST): Result<ADRLIST>;
}
