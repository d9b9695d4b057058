import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IAddrBook } from '../contract/iaddr-book.js';
import type { IMAPIProp } from '../contract/imapi-prop.js';
import type { IMAPITable } from '../contract/imapi-table.js';
import type { IProfSect } from '../contract/iprof-sect.js';
import type { ENTRYID, MAPIUID, OpenedEntry } from '../contract/structures.js';
import type { SubsystemContext } from './context.js';
import type { ProviderIdentity } from './observer.js';
import type { ProviderLogon } from './provider-logon.js';
import type { SpoolerRequests } from './spooler-requests.js';

/** What a support object needs of the session that made it. */
export interface SupportHost {
  readonly context: SubsystemContext;
  /** The spooler of the session. */
  readonly spooler: SpoolerRequests;
  /** The last reference of the logon's support object is gone. */
  supportReleased(logon: ProviderLogon): void;
  /** A status row was added, changed or removed. */
  statusChanged(): void;
  /** Opens a profile section; null is that of the provider itself. */
  openSectionFor(logon: ProviderLogon, uid: MAPIUID | null, flags: number): Result<IProfSect>;
  /** Makes the logon's store, and the sections it made, permanent. */
  makePermanent(logon: ProviderLogon): HRESULT;
  /** Opens an object by its entry id, whichever provider has it. */
  openEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry>;
  /** Whether two entry ids name the same object, of whichever provider. */
  compareEntryIds(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean>;
  /** Binds the code of an address book to an entry that was copied out of it. */
  openTemplateId(
    templateId: ENTRYID,
    flags: number,
    propData: IMAPIProp,
    iid: InterfaceId<IUnknown> | null,
    sibling: IMAPIProp | null,
  ): Result<IMAPIProp>;
  /** The table of templates for one-off recipients. */
  openOneOffTable(): Result<IMAPITable>;
  /** Opens the address book over all address books; a null opener is the client. */
  openAddressBook(
    uiParam: number,
    iid: InterfaceId<IUnknown> | null,
    flags: number,
    opener: ProviderIdentity | null,
  ): Result<IAddrBook>;
}
