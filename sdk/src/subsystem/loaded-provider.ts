import { FAILED } from '../com/hresult.js';
import { E_UNEXPECTED, MAPI_E_NOT_FOUND, MAPI_E_VERSION } from '../com/hresult-codes.js';
import { failed, type Result, succeeded } from '../com/result.js';
import type { ProviderInit, ProviderInitResult } from '../contract/entry-points.js';
import { CURRENT_SPI_VERSION } from '../contract/flags.js';
import type { IABProvider } from '../contract/iab-provider.js';
import type { IMSProvider } from '../contract/ims-provider.js';
import type { IXPProvider } from '../contract/ixp-provider.js';
import type { SubsystemContext } from './context.js';
import { guardedCount, guardedHresult, guardedResult } from './guarded-call.js';
import type { ProviderIdentity, ProviderKind } from './observer.js';
import type { ProfileProvider } from './profile.js';

/** A provider object of any kind. */
export type AnyProvider = IMSProvider | IXPProvider | IABProvider;

/** The oldest SPI that the subsystem takes: that of the first MAPI 1.0. */
const OLDEST_SPI_VERSION = 0x00010000;

/** How the interface of the provider object and the entry point of each kind are called. */
const providerInterfaces: Readonly<Record<ProviderKind, string>> = {
  store: 'IMSProvider',
  transport: 'IXPProvider',
  'address-book': 'IABProvider',
};
const entryPoints = {
  store: 'MSProviderInit',
  transport: 'XPProviderInit',
  'address-book': 'ABProviderInit',
} as const satisfies Record<ProviderKind, string>;

/** A provider object that one session has made: one for each DLL and kind. */
export interface LoadedProvider {
  /** What observers are told of it. */
  readonly identity: ProviderIdentity;
  /** The name by which the module was found. */
  readonly dllName: string;
  /** What the entry point made. */
  readonly object: AnyProvider;
  /** Set when the provider reported NOTIFY_CRITICAL_ERROR: nothing but Release is called on it from then on. */
  critical: boolean;
}

/** Why a provider could not be loaded, for IMAPISession::GetLastError. */
export interface LoadFailure {
  /** For a user; empty when there is nothing to say. */
  message: string;
}

/**
 * Calls a provider's entry point and checks its SPI version.
 *
 * @returns the provider object; MAPI_E_NOT_FOUND when the module or its entry point is missing; MAPI_E_VERSION; what the
 * entry point returned
 */
export function loadProvider(
  context: SubsystemContext,
  session: number,
  entry: ProfileProvider,
  failure: LoadFailure,
): Result<LoadedProvider> {
  const method = entryPoints[entry.kind];
  const module = context.modules.get(entry.dllName);
  if (module === undefined) {
    failure.message = `No provider module is loaded under the name ${JSON.stringify(entry.dllName)}, which ${entry.displayName} needs`;
    return failed(MAPI_E_NOT_FOUND);
  }
  const init = module[method] as ((init: ProviderInit) => Result<ProviderInitResult<AnyProvider>>) | undefined;
  if (typeof init !== 'function') {
    failure.message = `The module ${JSON.stringify(entry.dllName)} has no ${method}, which ${entry.displayName} needs`;
    return failed(MAPI_E_NOT_FOUND);
  }
  const identity: ProviderIdentity = {
    kind: entry.kind,
    name: entry.displayName,
    session,
    instance: context.nextInstance(),
  };
  const made = guardedResult(context.observer, identity, 'entry point', method, init, (call) =>
    call({ flags: 0, mapiVersion: CURRENT_SPI_VERSION }),
  );
  if (FAILED(made.hr)) return failed(made.hr);
  const object = made.value?.provider;
  if (object === undefined || object === null) {
    failure.message = `${method} of ${JSON.stringify(entry.dllName)} returned success without a provider object`;
    return failed(E_UNEXPECTED);
  }
  const loaded: LoadedProvider = { identity, dllName: entry.dllName, object, critical: false };
  const version = made.value?.providerVersion ?? 0;
  if (version < OLDEST_SPI_VERSION || version > CURRENT_SPI_VERSION) {
    failure.message = `${method} of ${JSON.stringify(entry.dllName)} has the SPI version 0x${version.toString(16)}; 0x${OLDEST_SPI_VERSION.toString(16)} to 0x${CURRENT_SPI_VERSION.toString(16)} are supported`;
    releaseProvider(context, loaded);
    return failed(MAPI_E_VERSION);
  }
  return succeeded(loaded);
}

/** Shuts a provider object down and releases it: the last calls that it gets. */
export function shutDownProvider(context: SubsystemContext, provider: LoadedProvider): void {
  const { identity, object, critical } = provider;
  const interfaceName = providerInterfaces[identity.kind];
  if (!critical) {
    guardedHresult(context.observer, identity, interfaceName, 'Shutdown', object, (target) => target.Shutdown(0));
  }
  releaseProvider(context, provider);
}

function releaseProvider(context: SubsystemContext, { identity, object }: LoadedProvider): void {
  const interfaceName = providerInterfaces[identity.kind];
  guardedCount(context.observer, identity, interfaceName, 'Release', object, (target) => target.Release());
}
