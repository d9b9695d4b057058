import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_NO_SUPPORT, S_OK } from '../com/hresult-codes.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import { failed, type Result, succeeded } from '../com/result.js';
import type { IAddrBook } from '../contract/iaddr-book.js';
import type { IMAPIProp } from '../contract/imapi-prop.js';
import type { IMAPITable } from '../contract/imapi-table.js';
import type { IProfSect } from '../contract/iprof-sect.js';
import { PR_ADDRTYPE_W, PR_DISPLAY_NAME_W, PR_ENTRYID } from '../contract/property-tags.js';
import type { ENTRYID, MAPIUID, OpenedEntry } from '../contract/structures.js';
import { MemoryTable } from '../tables/memory-table.js';
import type { SubsystemContext } from './context.js';
import { hresultOfFileError } from './prof-sect.js';
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

  /** The address book over several providers is not there yet. */
  openAddressBook(): Result<IAddrBook> {
    return failed(MAPI_E_NO_SUPPORT);
  }
}
