import type { HRESULT } from '../com/hresult.js';
import type { IABLogon } from '../contract/iab-logon.js';
import type { IMSLogon } from '../contract/ims-logon.js';
import type { IXPLogon } from '../contract/ixp-logon.js';
import type { SPropValue } from '../contract/property-types.js';
import type { MAPIUID } from '../contract/structures.js';
import type { SubsystemContext } from './context.js';
import { guardedCount, guardedHresult } from './guarded-call.js';
import type { LoadedProvider } from './loaded-provider.js';
import type { ProviderIdentity, ProviderKind } from './observer.js';
import type { ProfileProvider } from './profile.js';

/** A logon object of any kind. */
export type AnyLogon = IMSLogon | IXPLogon | IABLogon;

/** How the interface of the logon object of each kind is called. */
export const logonInterfaces: Readonly<Record<ProviderKind, string>> = {
  store: 'IMSLogon',
  transport: 'IXPLogon',
  'address-book': 'IABLogon',
};

const transportLogOff = (logon: AnyLogon): HRESULT => (logon as IXPLogon).TransportLogoff(0);
const logOff = (logon: AnyLogon): HRESULT => (logon as IMSLogon | IABLogon).Logoff(0);

/**
 * One logon of a provider: what MAPI keeps about it.
 *
 * It is `starting` until the logon method has succeeded, `active` until a logoff begins, and `ended` when the logon
 * object has been released.
 */
export class ProviderLogon {
  /** The provider in the profile. */
  readonly entry: ProfileProvider;
  /** The provider object that it was made by. */
  readonly provider: LoadedProvider;
  /** The provider object, under the name of this entry of the profile. */
  readonly identity: ProviderIdentity;
  /** The uids that the provider registered. */
  readonly uids: MAPIUID[] = [];
  /** The sections that the provider made while the store was not permanent. */
  readonly temporarySections: MAPIUID[] = [];
  /** The address types that a transport handles. */
  addressTypes: readonly string[] = [];
  /** The uids in the entry ids of recipients that a transport handles. */
  recipientUids: readonly MAPIUID[] = [];
  /** What a transport answered to TransportLogon: LOGON_SP_IDLE, LOGON_SP_POLL, LOGON_SP_RESOLVE. */
  logonFlags = 0;
  /** Whether this is the spooler's logon at a store, beside that of the client. */
  isSpooler = false;
  /** The columns that the provider wrote to its status row, by id; undefined while it has no row. */
  statusRow: Map<number, SPropValue> | undefined;
  /** Whether ModifyProfile made the store a permanent part of the profile. */
  permanent: boolean;
  /** The logon object, once there is one. */
  logon: AnyLogon | undefined;
  /** How far the logon is. */
  state: 'starting' | 'active' | 'leaving' | 'ended' = 'starting';

  constructor(entry: ProfileProvider, provider: LoadedProvider) {
    this.entry = entry;
    this.provider = provider;
    this.identity = { ...provider.identity, name: entry.displayName };
    this.permanent = entry.kind !== 'store';
  }

  /** Calls the logoff method, then releases the logon object; once. */
  end(context: SubsystemContext): void {
    const { logon, identity } = this;
    if (logon === undefined || this.state === 'leaving' || this.state === 'ended') return;
    this.state = 'leaving';
    const interfaceName = logonInterfaces[identity.kind];
    const [method, call] =
      identity.kind === 'transport' ? (['TransportLogoff', transportLogOff] as const) : (['Logoff', logOff] as const);
    if (!this.provider.critical) guardedHresult(context.observer, identity, interfaceName, method, logon, call);
    this.state = 'ended';
    this.forget();
    guardedCount(context.observer, identity, interfaceName, 'Release', logon, (target) => target.Release());
  }

  /** Drops the uids and the status row, as MAPI does when the support object is released. */
  forget(): void {
    this.uids.length = 0;
    this.statusRow = undefined;
  }
}
