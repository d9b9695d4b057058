import {
  LOGOFF_ABORT,
  LOGOFF_COMPLETE,
  LOGOFF_NO_WAIT,
  LOGOFF_ORDERLY,
  LOGOFF_PURGE,
  LOGOFF_QUIET,
} from '../contract/flags.js';
import type { ENTRYID } from '../contract/structures.js';
import type { ProviderIdentity } from './observer.js';

/** One call of IMAPISupport::SpoolerNotify. */
export interface SpoolerNotice {
  readonly provider: ProviderIdentity;
  /** NOTIFY_NEWMAIL, NOTIFY_READYTOSEND, … */
  readonly flags: number;
  readonly data: ENTRYID | null;
}

const MOST_NOTICES = 1000;
const logoffFlags: readonly number[] = [LOGOFF_NO_WAIT, LOGOFF_ORDERLY, LOGOFF_PURGE, LOGOFF_ABORT, LOGOFF_QUIET];

/**
 * The part of a session that sends and receives.
 *
 * It keeps what providers tell it and moves no message yet: no transport is ever active, so every store logoff is
 * complete at once.
 */
export class Spooler {
  #notices: SpoolerNotice[] = [];

  /** The latest notices, oldest first. */
  get notices(): readonly SpoolerNotice[] {
    return this.#notices;
  }

  /** Takes a notice of a provider. */
  notify(notice: SpoolerNotice): void {
    this.#notices.push(notice);
    if (this.#notices.length > MOST_NOTICES) this.#notices = this.#notices.slice(-MOST_NOTICES);
  }

  /**
   * Lets a store go.
   *
   * @param flags - one LOGOFF_ flag
   * @returns LOGOFF_COMPLETE, or undefined when it is not exactly one flag
   */
  storeLogoff(flags: number): number | undefined {
    return logoffFlags.includes(flags) ? LOGOFF_COMPLETE : undefined;
  }
}
