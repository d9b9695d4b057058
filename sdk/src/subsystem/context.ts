import type { ReferenceLedger } from '../com/reference-ledger.js';
import type { ProviderModule } from '../contract/entry-points.js';
import type { ClientRules } from './client-rules.js';
import type { FastShutdownCoordinator } from './fast-shutdown-coordinator.js';
import type { NotificationHub } from './notification-hub.js';
import type { SubsystemObserver } from './observer.js';
import type { SpoolerShared } from './spooler/shared.js';

/** What all parts of one subsystem share. */
export interface SubsystemContext {
  readonly observer: SubsystemObserver | undefined;
  readonly ledger: ReferenceLedger;
  readonly rules: ClientRules;
  readonly modules: ReadonlyMap<string, ProviderModule>;
  readonly coordinator: FastShutdownCoordinator;
  readonly notifications: NotificationHub;
  readonly spooler: SpoolerShared;
  /** Whether MAPIInitialize has been called, and MAPIUninitialize less often. */
  isInitialized(): boolean;
  /** The number of the next provider object. */
  nextInstance(): number;
}
