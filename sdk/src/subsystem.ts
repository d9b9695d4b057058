/**
 * The mock MAPI subsystem: profiles, sessions, the spooler, and fast shutdown across the providers of a process.
 *
 * @example
 * ```ts
 * import { formatHresult, IID_IMAPIClientShutdown } from '@mapi-kit/sdk';
 * import { Subsystem } from '@mapi-kit/sdk/subsystem';
 * import { MSProviderInit } from './box-store.js';
 *
 * const subsystem = new Subsystem({ profileDirectory: 'profiles', modules: new Map([['box', { MSProviderInit }]]) });
 * subsystem.profiles.createProfile('work');
 * subsystem.profiles.addProvider('work', { kind: 'store', dllName: 'box', displayName: 'Box', dataDirectory: 'box' });
 * subsystem.MAPIInitialize(null);
 * const { value: session } = subsystem.MAPILogonEx(0, 'work', null, 0);
 *
 * const shutdown = session?.QueryInterface(IID_IMAPIClientShutdown).value;
 * shutdown?.QueryFastShutdown();
 * shutdown?.NotifyProcessShutdown();
 * if (shutdown) console.log(formatHresult(shutdown.DoFastShutdown())); // S_OK (0x00000000)
 * ```
 *
 * @packageDocumentation
 */

export type { ServiceRequest, ServiceResult } from './subsystem/call-service-entry.js';
export { ClientRules } from './subsystem/client-rules.js';
export {
  type CoordinatorReadings,
  FastShutdownCoordinator,
  type FastShutdownCoordinatorOptions,
} from './subsystem/fast-shutdown-coordinator.js';
export {
  FAST_SHUTDOWN_KEY,
  FAST_SHUTDOWN_VALUE,
  type FastShutdownOption,
  type FastShutdownPolicy,
  fixedPolicy,
  type StoredPolicyOptions,
} from './subsystem/fast-shutdown-policy.js';
export type {
  ClientRule,
  ClientRuleWarning,
  ProviderCall,
  ProviderIdentity,
  ProviderKind,
  ProviderOutcome,
  SubsystemObserver,
} from './subsystem/observer.js';
export type { ProfileProvider } from './subsystem/profile.js';
export { type NewProvider, ProfileAdmin } from './subsystem/profile-admin.js';
export { type RegFilePolicyOptions, regFilePolicy } from './subsystem/reg-file-policy.js';
export { registryPolicy } from './subsystem/registry-policy.js';
export type { ActiveProvider } from './subsystem/shutdown-call.js';
export type { SpoolerNotice } from './subsystem/spooler/notices.js';
export type { SpoolerRound, SpoolerRunOptions } from './subsystem/spooler/round.js';
export {
  Spooler,
  type SpoolerHost,
  type SpoolerOptions,
  type SpoolerSession,
  type SpoolerTimerOptions,
} from './subsystem/spooler/spooler.js';
export type { SpoolerModel } from './subsystem/spooler/spooler-model.js';
export { Subsystem, type SubsystemOptions } from './subsystem/subsystem.js';
export { MemoryTable } from './tables/memory-table.js';
export type { MemoryTableOptions } from './tables/memory-table-options.js';
export type { Subobjects } from './tables/subobjects.js';
