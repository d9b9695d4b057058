// The mock MAPI subsystem: @mapi-kit/sdk/subsystem.

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
export { Subsystem, type SubsystemOptions } from './subsystem/subsystem.js';
export { MemoryTable, type MemoryTableOptions } from './tables/memory-table.js';
export type { Subobjects } from './tables/subobjects.js';
