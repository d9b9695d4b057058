import type { IMAPISession, IMsgStore } from '@mapi-kit/sdk';
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
