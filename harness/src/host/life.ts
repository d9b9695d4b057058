import type { IMsgStore, ProviderModule } from '@mapi-kit/sdk';
import type { Subsystem } from '@mapi-kit/sdk/subsystem';
import type { LifePlan } from '../life/life-plan.js';
import type { Phase } from '../recording/events.js';
import type { ProviderKind } from '../scenarios/scenario.js';
import type { Journal } from './journal.js';
import type { Shutdown } from './shutdown.js';
import type { ClientSession } from './store/client-session.js';
import type { Workbench } from './workload/workbench.js';

/** What the steps of one life share. */
export interface Life {
  readonly plan: LifePlan;
  readonly journal: Journal;
  readonly module: ProviderModule;
  readonly kinds: readonly ProviderKind[];
  readonly subsystem: Subsystem;
  /** The sessions that are logged on, in order. */
  readonly sessions: ClientSession[];
  /** The stores of the harness's own providers that share the profiles. */
  readonly companions: { readonly session: number; readonly store: IMsgStore }[];
  /** What the workload knows of each session's store. */
  readonly workbenches: Map<number, Workbench>;
  /** The client's side of fast shutdown. */
  readonly shutdown: Shutdown;
  /** Where in the shutdown the client is. */
  phase: Phase;
  /** The process ends normally, as the script says. */
  leaving: boolean;
}

/** The life cannot go on: the journal gets a `problem` event, and the process ends. */
export class Problem extends Error {
  override readonly name: string = 'Problem';
  readonly hr: number | undefined;

  constructor(what: string, hr?: number) {
    super(what);
    this.hr = hr;
  }
}
