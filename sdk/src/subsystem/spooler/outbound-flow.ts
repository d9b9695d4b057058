import { publishFailure } from '../../com/hook-failures.js';
import { FAILED } from '../../com/hresult.js';
import { MSG_LOCKED, MSG_UNLOCKED } from '../../contract/flags.js';
import { Offering, type OutboundFlowOptions, type Progress } from './offering.js';
import type { Pass, PendingMessage } from './pending-message.js';
import type { RoundTally } from './round.js';

/** How often in one pass END_RESEND_NOW is followed before it counts as END_RESEND_LATER. */
const MOST_RESENDS = 3;

/** Offers queued messages to the transports, one after another, and finishes those that are done. */
export class OutboundFlow {
  readonly #options: OutboundFlowOptions;

  constructor(options: OutboundFlowOptions) {
    this.#options = options;
  }

  /** Does everything that can be done for a message now; true when it has left the queue. */
  offer(queued: PendingMessage, pass: Pass, tally: RoundTally): boolean {
    if (!queued.isDue(pass, this.#options.clock())) return false;
    queued.wasOffered = true;
    queued.failedIn = undefined;
    try {
      if (this.#work(queued, pass, tally)) return true;
    } catch (error) {
      publishFailure('a method that the spooler called', error);
      queued.failedIn = pass.number;
    }
    if (queued.failedIn !== undefined) tally.failures += 1;
    return false;
  }

  #work(queued: PendingMessage, pass: Pass, tally: RoundTally): boolean {
    for (let resends = 0; ; ) {
      const message = queued.store.openMessage(queued.entryId);
      if (message === null) {
        queued.failedIn = pass.number;
        return false;
      }
      let progress: Progress;
      try {
        if (!queued.isLocked && FAILED(queued.store.SetLockState(message, MSG_LOCKED))) {
          queued.failedIn = pass.number;
          return false;
        }
        queued.isLocked = true;
        const resend = (): boolean => ++resends <= MOST_RESENDS;
        progress = new Offering(this.#options, queued, message, pass, tally, resend).run();
        if (progress === 'waits' && !queued.isDeferred) {
          queued.store.SetLockState(message, MSG_UNLOCKED);
          queued.isLocked = false;
        }
      } finally {
        message.Release();
      }
      if (progress === 'reopen') continue;
      return progress === 'finished' && this.#finish(queued, pass, tally);
    }
  }

  #finish(queued: PendingMessage, pass: Pass, tally: RoundTally): boolean {
    if (FAILED(queued.store.FinishedMsg(queued.entryId))) {
      queued.failedIn = pass.number;
      return false;
    }
    tally.finished += 1;
    return true;
  }
}
