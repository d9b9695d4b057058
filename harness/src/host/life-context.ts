import type { Subsystem } from '@mapi-kit/sdk/subsystem';
import type { LifePlan } from '../life/life-plan.js';
import type { Phase } from '../recording/events.js';
import type { Activity } from './activity/activity.js';
import type { EarlierLife } from './earlier-life.js';
import type { Journal } from './journal.js';
import type { KillTrigger } from './kill/kill-trigger.js';
import type { LoggedOn } from './logged-on.js';
import type { LoadedProvider } from './set-up/load-provider.js';
import type { Shutdown } from './shutdown.js';

/** What the steps of one life share. */
export interface LifeContext {
  readonly plan: LifePlan;
  readonly journal: Journal;
  readonly killTrigger: KillTrigger;
  /** What the process does besides the calls of MAPI, in a life that watches it. */
  readonly activity: Activity;
  readonly providers: readonly LoadedProvider[];
  readonly subsystem: Subsystem;
  /** The sessions that are logged on, in order. */
  readonly sessions: LoggedOn[];
  /** The client's side of fast shutdown. */
  readonly shutdown: Shutdown;
  /** Where in the shutdown the client is. */
  phase: Phase;
  /** Lives that this process has lived before, and that end with this one. */
  readonly earlier: readonly EarlierLife[];
  /** The way in which this life ends with its process, which lives others after it; null: it ends it itself. */
  readonly endsLater: 'exit' | 'kill' | null;
  /** Expected: the process ends normally from now on, as the script says. */
  readonly exit: { expected: boolean };
}
