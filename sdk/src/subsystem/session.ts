import type { HRESULT } from '../com/hresult.js';
import {
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_W_NO_SERVICE,
  S_OK,
} from '../com/hresult-codes.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import { failed, type Result, succeeded } from '../com/result.js';
import {
  fnevCriticalError,
  fnevExtended,
  MAPI_ALLOW_OTHERS,
  MAPI_LOGOFF_SHARED,
  MAPI_LOGOFF_UI,
  MAPI_NO_MAIL,
  MAPI_SESSION,
  MAPI_UNICODE,
} from '../contract/flags.js';
import type { IAddrBook } from '../contract/iaddr-book.js';
import type { IMAPIAdviseSink } from '../contract/imapi-advise-sink.js';
import type { IMAPISession } from '../contract/imapi-session.js';
import type { IMAPITable } from '../contract/imapi-table.js';
import type { IMsgStore } from '../contract/imsg-store.js';
import type { IProfSect } from '../contract/iprof-sect.js';
import type {
  ENTRYID,
  MAPIERROR,
  MAPIUID,
  OpenedEntry,
  SPropTagArray,
  SPropValueArray,
  SRow,
} from '../contract/structures.js';
import type { SubsystemContext } from './context.js';
import { count, warnAtLogoff } from './logoff-warnings.js';
import type { Profile } from './profile.js';
import { SessionBase } from './session-base.js';
import { SessionHost } from './session-host.js';
import { SessionSinks } from './session-sinks.js';
import type { ActiveProvider } from './shutdown-call.js';
import type { SessionSpooler } from './spooler/session-spooler.js';
import { primaryIdentity, statusColumns, statusRows } from './status-rows.js';
import { storeColumns, storeRows } from './store-rows.js';
import { TrackedTable } from './tracked-table.js';

/** What a {@link Session} is made of. */
export interface SessionOptions {
  readonly context: SubsystemContext;
  readonly profile: Profile;
  /** The number of the session, counted from 1 in the order of logon. */
  readonly number: number;
  /** The flags of MAPILogonEx. */
  readonly flags: number;
  /** Called once when the session ends, with the flags of Logoff. */
  readonly ended: (session: Session, logoffFlags: number) => void;
}

/**
 * A session: the client's way to the providers of one profile.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapisessioniunknown
 */
export class Session extends SessionBase implements IMAPISession {
  readonly #profile: Profile;
  readonly #flags: number;
  readonly #ended: SessionOptions['ended'];
  readonly #host: SessionHost;
  readonly #sinks = new SessionSinks();
  readonly #storeTables = new Set<TrackedTable>();
  readonly #statusTables = new Set<TrackedTable>();
  readonly #number: number;
  #active = true;

  constructor(options: SessionOptions) {
    super(options.context, options.number);
    this.#profile = options.profile;
    this.#number = options.number;
    this.#flags = options.flags;
    this.#ended = options.ended;
    this.#host = new SessionHost({
      context: options.context,
      profile: options.profile,
      session: options.number,
      isActive: () => this.#active,
      hasMail: (options.flags & MAPI_NO_MAIL) === 0,
      statusChanged: () => {
        for (const table of this.#statusTables) table.changed();
      },
    });
  }

  /** Loads and logs on the providers that start with the session. */
  start(uiParam: number): void {
    this.#host.providers.start(uiParam, (this.#flags & MAPI_NO_MAIL) === 0);
  }

  /** The spooler of the session. */
  get spooler(): SessionSpooler {
    return this.#host.spooler;
  }

  /** The provider objects with which the session is active, in the order in which fast shutdown reaches them. */
  activeProviders(): ActiveProvider[] {
    return this.#host.providers.active();
  }

  /** Whether other clients may use the session. */
  get isShared(): boolean {
    return (this.#flags & MAPI_ALLOW_OTHERS) !== 0;
  }

  /** Whether another session is a client of the same shared session. */
  isSharedWith(other: Session): boolean {
    return this.isShared && other.isShared && this.#profile === other.#profile;
  }

  /** Tells the client that the shared session is ending. */
  othersLogOff(): void {
    this.#sinks.send({ eventType: fnevCriticalError, objectType: MAPI_SESSION });
  }

  protected override get isActive(): boolean {
    return this.#active;
  }

  GetLastError(result: HRESULT, flags: number): Result<MAPIERROR> {
    return this.result('GetLastError', (): Result<MAPIERROR> => {
      if ((flags & ~MAPI_UNICODE) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
      return { hr: S_OK, value: this.#host.providers.lastError(result) };
    });
  }

  GetMsgStoresTable(flags: number): Result<IMAPITable> {
    return this.result('GetMsgStoresTable', () =>
      this.#table(flags, 'message store table', storeColumns, () => storeRows(this.#profile), this.#storeTables),
    );
  }

  OpenMsgStore(uiParam: number, entryId: ENTRYID, iid: InterfaceId<IUnknown> | null, flags: number): Result<IMsgStore> {
    return this.result('OpenMsgStore', () => {
      this.watchInterface(iid);
      const opened = this.#host.stores.open(uiParam, entryId, iid, flags);
      this.#storesChanged();
      return opened;
    });
  }

  OpenAddressBook(uiParam: number, iid: InterfaceId<IUnknown> | null, flags: number): Result<IAddrBook> {
    return this.result('OpenAddressBook', () => {
      this.watchInterface(iid);
      return this.#host.openAddressBook(uiParam, iid, flags, null);
    });
  }

  OpenProfileSection(uid: MAPIUID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<IProfSect> {
    return this.result('OpenProfileSection', () => this.#host.openClientSection(uid, iid, flags));
  }

  GetStatusTable(flags: number): Result<IMAPITable> {
    const rows = () => statusRows(this.#profile, this.#host.providers.logons);
    return this.result('GetStatusTable', () =>
      this.#table(flags, 'status table', statusColumns, rows, this.#statusTables),
    );
  }

  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry> {
    return this.result('OpenEntry', () => {
      this.watchInterface(iid);
      return this.#host.openEntry(entryId, iid, flags);
    });
  }

  CompareEntryIDs(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean> {
    return this.result('CompareEntryIDs', () => this.#host.compareEntryIds(entryId1, entryId2, flags));
  }

  Advise(entryId: ENTRYID | null, eventMask: number, adviseSink: IMAPIAdviseSink): Result<number> {
    return this.result('Advise', () => {
      if (entryId === null) return this.#sinks.add(eventMask, adviseSink);
      const registered = this.#host.entries.advise(entryId, eventMask, adviseSink);
      return registered.value === null ? failed(registered.hr) : this.#sinks.addForeign(registered.value);
    });
  }

  Unadvise(connection: number): HRESULT {
    return this.code('Unadvise', () => this.#sinks.remove(connection));
  }

  MessageOptions(): HRESULT {
    return this.code('MessageOptions', () => MAPI_E_NO_SUPPORT);
  }

  QueryDefaultMessageOpt(): Result<SPropValueArray> {
    return this.result('QueryDefaultMessageOpt', () => failed(MAPI_E_NO_SUPPORT));
  }

  EnumAdrTypes(flags: number): Result<readonly string[]> {
    return this.result('EnumAdrTypes', () => {
      if ((flags & ~MAPI_UNICODE) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
      return succeeded([...new Set(this.#host.providers.logons.flatMap(({ addressTypes }) => addressTypes))]);
    });
  }

  QueryIdentity(): Result<ENTRYID> {
    return this.result('QueryIdentity', (): Result<ENTRYID> => {
      const entryId = primaryIdentity(statusRows(this.#profile, this.#host.providers.logons));
      return entryId === undefined ? { hr: MAPI_W_NO_SERVICE, value: null } : succeeded(entryId);
    });
  }

  Logoff(_uiParam: number, flags: number, reserved: number): HRESULT {
    return this.code('Logoff', () => {
      if (reserved !== 0) return MAPI_E_INVALID_PARAMETER;
      if ((flags & ~(MAPI_LOGOFF_SHARED | MAPI_LOGOFF_UI)) !== 0) return MAPI_E_UNKNOWN_FLAGS;
      this.#end(flags);
      return S_OK;
    });
  }

  SetDefaultStore(flags: number, entryId: ENTRYID): HRESULT {
    return this.code('SetDefaultStore', () => {
      const hr = this.#host.stores.setRole(flags, entryId);
      if (hr === S_OK) this.#storesChanged();
      return hr;
    });
  }

  AdminServices(): Result<IUnknown> {
    return this.result('AdminServices', () => failed(MAPI_E_NO_SUPPORT));
  }

  ShowForm(): HRESULT {
    return this.code('ShowForm', () => MAPI_E_NO_SUPPORT);
  }

  PrepareForm(): Result<number> {
    return this.result('PrepareForm', () => failed(MAPI_E_NO_SUPPORT));
  }

  /** A client that releases its session without Logoff has logged off all the same. */
  protected override finalRelease(): void {
    if (this.#active) this.#end(0);
  }

  #end(flags: number): void {
    this.#warnAtLogoff(flags);
    this.#active = false;
    this.#sinks.send({ eventType: fnevExtended, objectType: MAPI_SESSION });
    this.#host.stop();
    this.#sinks.clear();
    this.#ended(this, flags);
  }

  #warnAtLogoff(flags: number): void {
    const stores = this.#host.providers.logons.filter(
      ({ identity, isSpooler }) => identity.kind === 'store' && !isSpooler,
    );
    const open = [
      ...stores.map(({ identity }) => `the store ${identity.name}`),
      ...count(this.#host.addressBooks.size, 'address book'),
      ...count(this.#host.sections.size, 'profile section'),
      ...count(this.#storeTables.size + this.#statusTables.size, 'table'),
      ...count(this.#sinks.size, 'registered advise sink'),
    ];
    warnAtLogoff(this.context.rules, flags, open);
  }

  #table(
    flags: number,
    name: string,
    columns: SPropTagArray,
    rows: () => Iterable<SRow>,
    open: Set<TrackedTable>,
  ): Result<IMAPITable> {
    if ((flags & ~MAPI_UNICODE) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
    const options = { ledger: this.context.ledger, name: `${name} (session ${this.#number})` };
    return succeeded<IMAPITable>(new TrackedTable(columns, rows, open, options));
  }

  #storesChanged(): void {
    for (const table of this.#storeTables) table.changed();
  }
}
