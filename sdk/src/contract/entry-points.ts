import type { Result } from '../com/result.js';
import type { IABProvider } from './iab-provider.js';
import type { IMSProvider } from './ims-provider.js';
import type { IXPProvider } from './ixp-provider.js';
import type { MSGSERVICEENTRY } from './service-entry.js';

/**
 * What an entry point is called with. The allocators and handles of C have no counterpart in JavaScript and are left out.
 */
export interface ProviderInit {
  /** MAPI_NT_SERVICE or 0 (`ulFlags`). */
  readonly flags: number;
  /** MAPI's SPI version (`ulMAPIVer`); compare with CURRENT_SPI_VERSION, and return MAPI_E_VERSION when it is too old. */
  readonly mapiVersion: number;
}

/** What an entry point gives: the provider's SPI version and a new provider object with one reference. */
export interface ProviderInitResult<P> {
  /** The version of the SPI that the provider was written for (`lpulProviderVer`). */
  readonly providerVersion: number;
  /** The new provider object. */
  readonly provider: P;
}

/**
 * The entry point of a message store: each call makes a new provider object.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/msproviderinit
 */
export type MSPROVIDERINIT = (init: ProviderInit) => Result<ProviderInitResult<IMSProvider>>;

/**
 * The entry point of a transport: each call makes a new provider object.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/xpproviderinit
 */
export type XPPROVIDERINIT = (init: ProviderInit) => Result<ProviderInitResult<IXPProvider>>;

/**
 * The entry point of an address book: each call makes a new provider object.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/abproviderinit
 */
export type ABPROVIDERINIT = (init: ProviderInit) => Result<ProviderInitResult<IABProvider>>;

/**
 * A provider module, as a DLL exports it: one or more of the three entry points, and that of its message service where it has
 * to be configured.
 */
export interface ProviderModule {
  /** Called for message stores. */
  readonly MSProviderInit?: MSPROVIDERINIT;
  /** Called for transports. */
  readonly XPProviderInit?: XPPROVIDERINIT;
  /** Called for address books. */
  readonly ABProviderInit?: ABPROVIDERINIT;
  /** Called when the message service is added to a profile, and when it is configured. */
  readonly MSGServiceEntry?: MSGSERVICEENTRY;
}
