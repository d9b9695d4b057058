import type { IMAPISession, IMsgStore } from '@mapi-kit/sdk';
import type { Subsystem } from '@mapi-kit/sdk/subsystem';
import type { LifePlan } from '../life/life-plan.js';
import type { Phase } from '../recording/events.js';
import type { Activity } from './activity/activity.js';
import type { Journal } from './journal.js';
import type { KillPoint } from './kill-point.js';
import type { LoadedProvider } from './load.js';
import type { Shutdown } from './shutdown.js';
import type { Subject } from './subjects/subject.js';

/** A session that is logged on. */
export interface LoggedOn {
  /** 0-based. */
  readonly index: number;
  readonly session: IMAPISession;
  /** The providers under test in it. */
  readonly subjects: readonly Subject[];
  /** The stores of the harness's own providers that share the profile. */
  readonly companionStores: readonly IMsgStore[];
}

/** A life whose process lives on in other lives. */
export interface EarlierLife {
  readonly journal: Journal;
  /** Its last step. */
  readonly lastStep: string;
}

/** What the steps of one life share. */
export interface Life {
  readonly plan: LifePlan;
  readonly journal: Journal;
  readonly killPoint: KillPoint;
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
  /** Expected: the process ends normally from now on, as the script says. */
  readonly exit: { expected: boolean };
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
