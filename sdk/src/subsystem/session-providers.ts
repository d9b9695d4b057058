import { FAILED, type HRESULT } from '../com/hresult.js';
import {
  E_UNEXPECTED,
  MAPI_E_FAILONEPROVIDER,
  MAPI_E_LOGON_FAILED,
  MAPI_E_UNCONFIGURED,
} from '../com/hresult-codes.js';
import { failed, type Result, succeeded } from '../com/result.js';
import { AB_NO_DIALOG, LOGON_NO_DIALOG, LOGON_NO_INBOUND, LOGON_NO_OUTBOUND, MAPI_UNICODE } from '../contract/flags.js';
import type { IABProvider } from '../contract/iab-provider.js';
import type { IXPLogon } from '../contract/ixp-logon.js';
import type { IXPProvider } from '../contract/ixp-provider.js';
import type { MAPIERROR, MAPIUID } from '../contract/structures.js';
import type { SubsystemContext } from './context.js';
import { guardedCount, guardedResult } from './guarded-call.js';
import { type LoadedProvider, type LoadFailure, loadProvider, shutDownProvider } from './loaded-provider.js';
import type { ProviderKind } from './observer.js';
import type { Profile, ProfileProvider } from './profile.js';
import { type AnyLogon, logonInterfaces, ProviderLogon } from './provider-logon.js';
import type { SupportHost } from './support-host.js';
import { SupportObject } from './support-object.js';

/** The order in which fast shutdown reaches the kinds within a session. */
const fastShutdownOrder: readonly ProviderKind[] = ['transport', 'address-book', 'store'];
/** The order in which the kinds are logged off. The documentation leaves it open. */
const logoffOrder: readonly ProviderKind[] = ['address-book', 'store', 'transport'];

const addressBookFlags = (MAPI_UNICODE | AB_NO_DIALOG) >>> 0;
/** A transport neither sends nor receives until the spooler tells it to begin. */
const transportFlags = (MAPI_UNICODE | LOGON_NO_DIALOG | LOGON_NO_INBOUND | LOGON_NO_OUTBOUND) >>> 0;

/** What the logon method of any kind gives. */
export interface LogonAnswer {
  /** Null when a store was already open. */
  readonly logon: AnyLogon | null;
  /** Details of a warning or a failure, or null. */
  readonly error: MAPIERROR | null;
}

/** Calls the logon method of a provider object, with the support object for this logon. */
export type LogonCall<A extends LogonAnswer> = (provider: LoadedProvider, support: SupportObject) => Result<A>;

/** What the providers of a session need to know of it. */
export interface SessionProvidersOptions {
  readonly context: SubsystemContext;
  readonly profile: Profile;
  readonly session: number;
  /** What support objects need of the session. */
  readonly host: SupportHost;
}

/**
 * The providers of one session: loads them, logs them on and off, and says which are active.
 */
export class SessionProviders {
  readonly #context: SubsystemContext;
  readonly #profile: Profile;
  readonly #session: number;
  readonly #host: SupportHost;
  readonly #objects: LoadedProvider[] = [];
  readonly #disabled = new Set<MAPIUID>();
  #logons: ProviderLogon[] = [];
  #lastError: { readonly hr: HRESULT; readonly error: MAPIERROR } | undefined;

  constructor(options: SessionProvidersOptions) {
    this.#context = options.context;
    this.#profile = options.profile;
    this.#session = options.session;
    this.#host = options.host;
  }

  /** The logons that have not ended, in the order in which they were made. */
  get logons(): readonly ProviderLogon[] {
    return this.#logons;
  }

  /** The details of the last failed logon, for IMAPISession::GetLastError. */
  lastError(hr: HRESULT): MAPIERROR | null {
    return this.#lastError?.hr === hr ? this.#lastError.error : null;
  }

  /** The provider objects that have an active logon, in the order in which fast shutdown reaches them. */
  active(): LoadedProvider[] {
    const active = new Set(this.#logons.filter(({ state }) => state === 'active').map(({ provider }) => provider));
    const objects = this.#objects.filter((provider) => active.has(provider));
    return fastShutdownOrder.flatMap((kind) => objects.filter(({ identity }) => identity.kind === kind));
  }

  /** Logs on the address books of the profile, then its transports. */
  start(uiParam: number, withTransports: boolean): void {
    this.startAddressBooks(uiParam);
    for (const entry of withTransports ? this.#entries('transport') : []) this.#logOnTransport(entry, uiParam);
  }

  /** Logs on the address books of the profile that are not yet; false when one of them fails. */
  startAddressBooks(uiParam: number): boolean {
    let isComplete = true;
    for (const entry of this.#entries('address-book')) {
      if (this.#logons.some((logon) => logon.entry.uid === entry.uid)) continue;
      const answer = this.logOn(entry, ({ identity, object }, support) =>
        guardedResult(this.#context.observer, identity, 'IABProvider', 'Logon', object as IABProvider, (provider) =>
          provider.Logon(support, uiParam, this.#profile.name, addressBookFlags),
        ),
      );
      if (FAILED(answer.hr)) isComplete = false;
    }
    return isComplete;
  }

  /**
   * Logs a provider on, by the rules for what a logon method returns: MAPI_E_UNCONFIGURED gets one more try;
   * MAPI_E_FAILONEPROVIDER may be tried again later; anything else disables the provider for the session.
   *
   * @returns what the logon method returned; MAPI_E_LOGON_FAILED for a disabled provider; what loading it gave
   */
  logOn<A extends LogonAnswer>(entry: ProfileProvider, call: LogonCall<A>): Result<A> {
    if (this.#disabled.has(entry.uid)) {
      return this.#failure(
        MAPI_E_LOGON_FAILED,
        `${entry.displayName} is disabled for this session, because it failed before`,
      );
    }
    const failure: LoadFailure = { message: '' };
    const loaded = this.#load(entry, failure);
    if (loaded.value === null) return this.#failure(loaded.hr, failure.message);
    const provider = loaded.value;
    const first = this.#attempt(new ProviderLogon(entry, provider), call);
    const answer = first.hr === MAPI_E_UNCONFIGURED ? this.#attempt(new ProviderLogon(entry, provider), call) : first;
    if (FAILED(answer.hr) && answer.hr !== MAPI_E_FAILONEPROVIDER) this.#disabled.add(entry.uid);
    return answer;
  }

  /** Logs the spooler on to a store that a client has open; a failure has no consequences for the client. */
  logOnSpooler<A extends LogonAnswer>(client: ProviderLogon, call: LogonCall<A>): Result<A> {
    const record = new ProviderLogon(client.entry, client.provider);
    record.isSpooler = true;
    record.permanent = client.permanent;
    return this.#attempt(record, call);
  }

  /** The logons of clients whose provider registered a uid, the first registered first. */
  withUid(uid: MAPIUID): ProviderLogon[] {
    return this.#logons.filter((logon) => logon.state === 'active' && !logon.isSpooler && logon.uids.includes(uid));
  }

  /** The record of a logon object. */
  recordOf(logon: AnyLogon | null | undefined): ProviderLogon | undefined {
    return this.#logons.find((record) => record.logon === logon);
  }

  /** Does what MAPI does when the last reference to a logon's support object goes. */
  supportReleased(logon: ProviderLogon): void {
    logon.forget();
    // A store that let go of its support object outside of Logoff has been closed by its client.
    if (logon.identity.kind === 'store' && logon.state === 'active') this.#end(logon);
  }

  /** Logs all providers off, then shuts all provider objects down. */
  stop(): void {
    for (const kind of logoffOrder) {
      for (const logon of this.#logons.filter(({ identity }) => identity.kind === kind)) this.#end(logon);
    }
    for (const kind of logoffOrder) {
      for (const provider of this.#objects.filter(({ identity }) => identity.kind === kind)) {
        shutDownProvider(this.#context, provider);
      }
    }
    this.#objects.length = 0;
  }

  #entries(kind: ProviderKind): ProfileProvider[] {
    return this.#profile.providers.filter((entry) => entry.kind === kind);
  }

  #load(entry: ProfileProvider, failure: LoadFailure): Result<LoadedProvider> {
    const known = this.#objects.find(
      ({ identity, dllName }) => identity.kind === entry.kind && dllName === entry.dllName,
    );
    if (known !== undefined) return succeeded(known);
    const loaded = loadProvider(this.#context, this.#session, entry, failure);
    if (loaded.value !== null) this.#objects.push(loaded.value);
    return loaded;
  }

  #attempt<A extends LogonAnswer>(record: ProviderLogon, call: LogonCall<A>): Result<A> {
    const { entry, provider } = record;
    const support = new SupportObject(this.#host, record);
    const called = call(provider, support);
    const answer = called.value;
    if (!FAILED(called.hr) && (answer?.logon === undefined || (answer.logon === null && entry.kind !== 'store'))) {
      support.Release();
      return this.#failure(E_UNEXPECTED, `The logon of ${entry.displayName} returned success without a logon object`);
    }
    if (answer?.error != null) this.#lastError = { hr: called.hr, error: answer.error };
    if (!FAILED(called.hr) && answer?.logon != null) this.#keep(record, answer.logon);
    // When the provider has kept no reference this is the last one: the uids and the status row go, the logon stays.
    support.Release();
    if (record.logon !== undefined) record.state = 'active';
    return called;
  }

  /** Keeps a new logon object; one that is known already was handed out once more and is given back. */
  #keep(record: ProviderLogon, logon: AnyLogon): void {
    const known = this.#logons.find((other) => other.logon === logon);
    if (known === undefined) {
      record.logon = logon;
      this.#logons.push(record);
      return;
    }
    const interfaceName = logonInterfaces[record.identity.kind];
    guardedCount(this.#context.observer, record.identity, interfaceName, 'Release', logon, (target) =>
      target.Release(),
    );
  }

  #logOnTransport(entry: ProfileProvider, uiParam: number): void {
    const { observer } = this.#context;
    const answer = this.logOn(entry, ({ identity, object }, support) =>
      guardedResult(observer, identity, 'IXPProvider', 'TransportLogon', object as IXPProvider, (provider) =>
        provider.TransportLogon(support, uiParam, this.#profile.name, transportFlags),
      ),
    );
    const record = this.recordOf(answer.value?.logon);
    if (record === undefined) return;
    record.logonFlags = answer.value?.flags ?? 0;
    const logon = record.logon as IXPLogon;
    const types = guardedResult(observer, record.identity, 'IXPLogon', 'AddressTypes', logon, (target) =>
      target.AddressTypes(),
    );
    if (FAILED(types.hr)) return;
    record.addressTypes = types.value?.addressTypes ?? [];
    record.recipientUids = types.value?.uids ?? [];
  }

  #end(logon: ProviderLogon): void {
    logon.end(this.#context);
    this.#logons = this.#logons.filter((other) => other !== logon);
    this.#host.statusChanged();
  }

  #failure(hr: HRESULT, message: string): Result<never> {
    const error: MAPIERROR = { error: message, component: 'mapi-kit', lowLevelError: 0, context: 0 };
    if (message !== '') this.#lastError = { hr, error };
    return failed(hr);
  }
}
