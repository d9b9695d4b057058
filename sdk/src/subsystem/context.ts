import type { ReferenceLedger } from '../com/reference-ledger.js';
import type { ProviderModule } from '../contract/entry-points.js';
import type { ClientRules } from './client-rules.js';
import type { FastShutdownCoordinator } from './fast-shutdown-coordinator.js';
import type { NotificationHub } from './notification-hub.js';
import type { SubsystemObserver } from './observer.js';
import type { SpoolerShared } from './spooler/shared.js';

/** What all parts of one subsystem share. */
export interface SubsystemContext {
  /** What is told of every call, when there is one. */
  readonly observer: SubsystemObserver | undefined;
  /** Counts references, and reports wrong counts. */
  readonly ledger: ReferenceLedger;
  /** What clients have to keep to. */
  readonly rules: ClientRules;
  /** The modules of providers, by the name of their DLL. */
  readonly modules: ReadonlyMap<string, ProviderModule>;
  /** Carries fast shutdown out, over all sessions. */
  readonly coordinator: FastShutdownCoordinator;
  /** Passes notifications between providers. */
  readonly notifications: NotificationHub;
  /** What the spoolers of all sessions share. */
  readonly spooler: SpoolerShared;
  /** Whether MAPIInitialize has been called, and MAPIUninitialize less often. */
  isInitialized(): boolean;
  /** The number of the next provider object. */
  nextInstance(): number;
}
