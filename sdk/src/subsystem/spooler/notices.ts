import type { ENTRYID } from '../../contract/structures.js';
import type { ProviderIdentity } from '../observer.js';

/** One call of IMAPISupport::SpoolerNotify. */
export interface SpoolerNotice {
  /** Who called. */
  readonly provider: ProviderIdentity;
  /** NOTIFY_NEWMAIL, NOTIFY_READYTOSEND, … */
  readonly flags: number;
  /** For NOTIFY_SENTDEFERRED, the entry id of the message. */
  readonly data: ENTRYID | null;
}

const MOST_NOTICES = 1000;

/** The latest notices of the providers of one session. */
export class Notices {
  #latest: SpoolerNotice[] = [];

  /** Oldest first. */
  get latest(): readonly SpoolerNotice[] {
    return this.#latest;
  }

  /** Keeps a notice; the oldest goes when there are too many. */
  add(notice: SpoolerNotice): void {
    this.#latest.push(notice);
    if (this.#latest.length > 2 * MOST_NOTICES) this.#latest = this.#latest.slice(-MOST_NOTICES);
  }
}
