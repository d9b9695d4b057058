import type { HRESULT } from '../com/hresult.js';
import {
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_W_ERRORS_RETURNED,
  S_OK,
} from '../com/hresult-codes.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import { failed, type Result, succeeded } from '../com/result.js';
import { AB_NO_DIALOG } from '../contract/flags.js';
import type { IAddrBook } from '../contract/iaddr-book.js';
import type { IMAPIProp } from '../contract/imapi-prop.js';
import type { IMAPITable } from '../contract/imapi-table.js';
import { IID_IAddrBook, IID_IMAPIProp, IID_IProfSect } from '../contract/interface-ids.js';
import type { IProfSect } from '../contract/iprof-sect.js';
import { PR_ADDRTYPE_W, PR_DISPLAY_NAME_W, PR_ENTRYID } from '../contract/property-tags.js';
import type { ENTRYID, MAPIUID, OpenedEntry } from '../contract/structures.js';
import { MUID_PROFILE_INSTANCE } from '../contract/well-known-guids.js';
import { MemoryTable } from '../tables/memory-table.js';
import { AddressBook } from './address-book/address-book.js';
import type { AddressBookHost } from './address-book/address-book-host.js';
import type { SubsystemContext } from './context.js';
import { isOneOf } from './interface-choice.js';
import type { ProviderIdentity } from './observer.js';
import { hresultOfFileError, type ProfSect } from './prof-sect.js';
import type { Profile } from './profile.js';
import type { ProviderLogon } from './provider-logon.js';
import { SessionEntries } from './session-entries.js';
import { SessionProviders } from './session-providers.js';
import { openSection } from './session-sections.js';
import { SessionStores } from './session-stores.js';
import { SessionSpooler } from './spooler/session-spooler.js';
import { logonOfStatusRow } from './status-rows.js';
import type { SupportHost } from './support-host.js';

/** What a session gives its host. */
export interface SessionHostOptions {
  readonly context: SubsystemContext;
  readonly profile: Profile;
  readonly session: number;
  /** Whether the session sends and receives. */
  readonly hasMail: boolean;
  /** Whether the session has not ended. */
  readonly isActive: () => boolean;
  /** A status row was added, changed or removed. */
  readonly statusChanged: () => void;
}

/** The side of a session that providers meet, through their support objects. */
export class SessionHost implements SupportHost {
  readonly context: SubsystemContext;
  readonly spooler: SessionSpooler;
  readonly providers: SessionProviders;
  readonly stores: SessionStores;
  readonly entries: SessionEntries;
  /** What the client has opened with OpenProfileSection and not released. */
  readonly sections: Set<ProfSect> = new Set();
  /** What the client has opened with OpenAddressBook and not released. */
  readonly addressBooks: Set<AddressBook> = new Set();
  readonly #addressBookHost: AddressBookHost;
  readonly #profile: Profile;
  readonly #session: number;
  readonly #temporary = new Set<MAPIUID>();
  readonly #statusChanged: () => void;

  constructor(options: SessionHostOptions) {
    const { context, profile, session } = options;
    this.context = context;
    this.#profile = profile;
    this.#session = session;
    this.#statusChanged = options.statusChanged;
    this.providers = new SessionProviders({ context, profile, session, host: this });
    this.spooler = new SessionSpooler({ context, profile, providers: this.providers });
    this.stores = new SessionStores({
      context,
      profile,
      providers: this.providers,
      addTemporary: (uid) => this.#temporary.add(uid),
      opened: (store) => {
        if (options.hasMail) this.spooler.storeOpened(store);
      },
    });
    this.entries = new SessionEntries({
      context,
      providers: this.providers,
      openStore: (entryId, iid, flags) => this.stores.open(0, entryId, iid, flags),
      logonOfStatusRow: (row) => logonOfStatusRow(this.providers.logons, row),
    });
    this.#addressBookHost = {
      context,
      profile,
      entries: this.entries,
      logons: () =>
        this.providers.logons.filter(({ identity, state }) => isAddressBook(identity) && state === 'active'),
      isActive: options.isActive,
      openEntry: (entryId, iid, flags) => this.entries.open(entryId, iid, flags),
    };
  }

  /** Logs everything off, and drops what was temporary. */
  stop(): void {
    this.spooler.stop();
    this.providers.stop();
    this.#profile.dropTemporary(this.#temporary);
  }

  supportReleased(logon: ProviderLogon): void {
    if (logon.identity.kind === 'store' && !logon.isSpooler) this.spooler.storeClosed(logon);
    this.providers.supportReleased(logon);
    this.statusChanged();
  }

  statusChanged(): void {
    this.#statusChanged();
  }

  openSectionFor(logon: ProviderLogon, uid: MAPIUID | null, flags: number): Result<IProfSect> {
    const { entry, identity } = logon;
    const wanted = uid ?? entry.uid;
    const isNew = this.#profile.section(wanted) === undefined;
    const opened = openSection({
      profile: this.#profile,
      uid: wanted,
      flags,
      ledger: this.context.ledger,
      name: `profile section of ${identity.name} (session ${this.#session})`,
      temporary: !logon.permanent,
    });
    if (isNew && opened.value !== null && !logon.permanent) {
      logon.temporarySections.push(wanted);
      this.#temporary.add(wanted);
    }
    return opened;
  }

  /** Opens a profile section for the client. */
  openClientSection(uid: MAPIUID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<IProfSect> {
    if (!isOneOf(iid, [IID_IProfSect, IID_IMAPIProp])) return failed(MAPI_E_INTERFACE_NOT_SUPPORTED);
    const wanted = uid ?? MUID_PROFILE_INSTANCE;
    const opened = openSection({
      profile: this.#profile,
      uid: wanted,
      flags,
      ledger: this.context.ledger,
      name: `profile section ${wanted} of the client (session ${this.#session})`,
      temporary: false,
      released: (section) => this.sections.delete(section),
    });
    if (opened.value !== null) this.sections.add(opened.value);
    return opened;
  }

  makePermanent(logon: ProviderLogon): HRESULT {
    try {
      this.#profile.makePermanent([logon.entry.uid, ...logon.temporarySections]);
      logon.permanent = true;
      return S_OK;
    } catch (error) {
      return hresultOfFileError(error);
    }
  }

  openEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry> {
    return this.entries.open(entryId, iid, flags);
  }

  compareEntryIds(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean> {
    return this.entries.compare(entryId1, entryId2, flags);
  }

  openTemplateId(
    templateId: ENTRYID,
    flags: number,
    propData: IMAPIProp,
    iid: InterfaceId<IUnknown> | null,
    sibling: IMAPIProp | null,
  ): Result<IMAPIProp> {
    return this.entries.openTemplate(templateId, flags, propData, iid, sibling);
  }

  /** MAPI's own templates: there are none. */
  openOneOffTable(): Result<IMAPITable> {
    const columns = [PR_DISPLAY_NAME_W, PR_ENTRYID, PR_ADDRTYPE_W];
    return succeeded<IMAPITable>(
      new MemoryTable(columns, () => [], { ledger: this.context.ledger, name: 'one-off table' }),
    );
  }

  /** Opens the address book over all address books, logging on those that are not yet. */
  openAddressBook(
    uiParam: number,
    iid: InterfaceId<IUnknown> | null,
    flags: number,
    opener: ProviderIdentity | null,
  ): Result<IAddrBook> {
    if ((flags & ~AB_NO_DIALOG) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
    if (!isOneOf(iid, [IID_IAddrBook, IID_IMAPIProp])) return failed(MAPI_E_INTERFACE_NOT_SUPPORTED);
    const section = this.#profile.section(MUID_PROFILE_INSTANCE);
    if (section === undefined) return failed(MAPI_E_NOT_FOUND);
    const isComplete = this.providers.startAddressBooks(uiParam);
    const book = new AddressBook({
      host: this.#addressBookHost,
      opener,
      profile: this.#profile,
      section,
      ledger: this.context.ledger,
      name: `address book of ${opener === null ? 'the client' : opener.name} (session ${this.#session})`,
      closed: (closed) => this.addressBooks.delete(closed),
    });
    if (opener === null) this.addressBooks.add(book);
    return succeeded<IAddrBook>(book, isComplete ? S_OK : MAPI_W_ERRORS_RETURNED);
  }
}

function isAddressBook({ kind }: ProviderIdentity): boolean {
  return kind === 'address-book';
}
