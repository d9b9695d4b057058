import { FAILED, type HRESULT } from '../../com/hresult.js';
import { MAPI_E_NOT_IN_QUEUE, S_OK } from '../../com/hresult-codes.js';
import type { ENTRYID } from '../../contract/structures.js';
import type { SpoolerNotice } from './notices.js';
import { addRound, emptyRound, type SpoolerRound, type SpoolerRunOptions } from './round.js';
import type { SpoolerModel } from './spooler-model.js';

/** How the spooler of a {@link Subsystem} is set up. */
export interface SpoolerOptions {
  /** Which spooler is played; `documented` unless given. */
  readonly model?: SpoolerModel | undefined;
  /** What the time is, in milliseconds since 1970; the computer's clock unless given. */
  readonly clock?: (() => number) | undefined;
}

/** How {@link Spooler.start} runs. */
export interface SpoolerTimerOptions {
  /** The time between two rounds in seconds; 1 unless given. */
  readonly intervalSeconds?: number | undefined;
}

/** The part of the spooler that belongs to one session. */
export interface SpoolerSession {
  /** The latest calls of IMAPISupport::SpoolerNotify, oldest first. */
  readonly notices: readonly SpoolerNotice[];
  /** When the first message that waits may be offered again, in milliseconds since 1970. */
  readonly dueAt: number | undefined;
  /** The entry ids in the outgoing queues; null when a store does not show its queue. */
  queued(): readonly ENTRYID[] | null;
  /** Does one round. */
  run(options: SpoolerRunOptions): SpoolerRound;
  /** Flushes the transports. */
  FlushQueues(flags: number): HRESULT;
  /** Takes a message out of the outgoing queue, unsent. */
  cancel(entryId: ENTRYID): HRESULT;
}

/** What the spooler needs of its subsystem. */
export interface SpoolerHost {
  /** The sessions, in the order of logon. */
  readonly sessions: () => readonly SpoolerSession[];
  /** Whether DoFastShutdown has been called, after which MAPI calls no provider any more. */
  readonly isDone: () => boolean;
}

/**
 * The spooler: the part of MAPI that carries messages between stores and transports.
 *
 * It does nothing by itself. {@link Spooler.run} does one round, synchronously, in every session:
 * - it logs on (IMSProvider::SpoolerLogon) to the stores that clients have opened since, but not with MDB_NO_MAIL or in a
 *   session with MAPI_NO_MAIL, and lets the transports begin (TransportNotify);
 * - it offers each message of the outgoing queues, in the order of submission, to the transports for its recipients: by the
 *   uid in the recipient's entry id first, then by address type, in the order of the profile. A message that all
 *   recipients have got, or have been reported for as undeliverable, leaves the queue (IMsgStore::FinishedMsg);
 * - it fetches mail from the transports that said NOTIFY_NEWMAIL, or say so to Poll, into the store that receives: the
 *   default store, in its receive folder for IPM.Note;
 * - when there was nothing to send or receive, it calls Idle on the transports that asked for it.
 *
 * A message that a transport wants again (busy, waiting, failed) is offered in a later round, and not before the seconds
 * that the transport named. PR_RESPONSIBILITY is set for each transport so that only its recipients are open; when a
 * transport saves the message while it is asked, the others are opened again, by PR_MAPI_KIT_MASKED also in the next
 * life. {@link SpoolerOptions.model} plays the spooler of Outlook 2002 and later in its place.
 *
 * @example
 * ```ts
 * message.SubmitMessage(0);
 * const { finished, waiting } = subsystem.spooler.run();
 * ```
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/mapi-spooler-overview
 */
export class Spooler {
  readonly #host: SpoolerHost;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param host - the subsystem
   */
  constructor(host: SpoolerHost) {
    this.#host = host;
  }

  /** The latest calls of IMAPISupport::SpoolerNotify in sessions that have not ended, oldest first in each session. */
  get notices(): readonly SpoolerNotice[] {
    return this.#host.sessions().flatMap(({ notices }) => notices);
  }

  /**
   * When the first message that waits may be offered again, in milliseconds since 1970; undefined when none waits.
   *
   * A time that is over means the next round.
   */
  get dueAt(): number | undefined {
    const times = this.#host.sessions().flatMap(({ dueAt }) => dueAt ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /**
   * Reads the outgoing queues of the stores that clients have open, as only the spooler may, and logs on to those that have
   * been opened since. It offers nothing to anybody.
   *
   * @returns the entry ids of the submitted messages, of all sessions; null when a store refuses the spooler or does not show
   * its queue, and in the middle of a round
   */
  queued(): readonly ENTRYID[] | null {
    const queues = this.#host.isDone() ? [] : this.#host.sessions().map((session) => session.queued());
    return queues.includes(null) ? null : queues.flatMap((queue) => queue ?? []);
  }

  /** Whether rounds are run by a timer. */
  get isStarted(): boolean {
    return this.#timer !== undefined;
  }

  /**
   * Does one round in every session.
   *
   * Nothing is done after DoFastShutdown, nor when a provider calls it in the middle of a round.
   *
   * @param options - which parts of a round to leave out
   * @returns what was done, in all sessions together
   */
  run(options: SpoolerRunOptions = {}): SpoolerRound {
    const sum = emptyRound();
    if (this.#host.isDone()) return sum;
    for (const session of this.#host.sessions()) addRound(sum, session.run(options));
    return sum;
  }

  /**
   * Flushes the transports of all sessions, as IMAPIStatus::FlushQueues of the spooler does.
   *
   * Each transport is asked (IXPLogon::FlushQueues). Those that set STATUS_OUTBOUND_FLUSH in their status row are offered
   * the queued messages, then told NOTIFY_END_OUTBOUND_FLUSH; those with STATUS_INBOUND_FLUSH deliver until they have
   * nothing or clear the bit, then are told NOTIFY_END_INBOUND_FLUSH.
   *
   * @param flags - FLUSH_UPLOAD, FLUSH_DOWNLOAD or both (`ulFlags`); FLUSH_FORCE to offer messages before the time that
   * a transport named; FLUSH_NO_UI and FLUSH_ASYNC_OK change nothing
   * @returns S_OK; MAPI_W_ERRORS_RETURNED when a transport refused; MAPI_E_BUSY in the middle of a round;
   * MAPI_E_UNKNOWN_FLAGS
   * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapistatus-flushqueues
   */
  FlushQueues(flags: number): HRESULT {
    let answer: HRESULT = S_OK;
    if (this.#host.isDone()) return answer;
    for (const session of this.#host.sessions()) {
      const hr = session.FlushQueues(flags);
      if (FAILED(hr)) return hr;
      if (hr !== S_OK) answer = hr;
    }
    return answer;
  }

  /**
   * Takes a submitted message back for the user, also one that a transport has deferred, which IMsgStore::AbortSubmit refuses
   * since the spooler has it locked.
   *
   * A transport that keeps it is told so first (TransportNotify with NOTIFY_ABORT_DEFERRED and NOTIFY_CANCEL_MESSAGE, and the
   * entry id), and must not send it any more, in no later life either. Then the message leaves the queue and is unsent, as
   * after AbortSubmit. One that has left the queue is the transport's, and cannot be taken back.
   *
   * @param entryId - the entry id of the message, as its store has given it
   * @returns S_OK: it is unsent; MAPI_E_NOT_IN_QUEUE: no queue has it; MAPI_E_UNABLE_TO_ABORT: a transport does not go along,
   * and has it still; MAPI_E_BUSY in the middle of a round
   * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/ixplogon-transportnotify
   */
  cancel(entryId: ENTRYID): HRESULT {
    let answer: HRESULT = MAPI_E_NOT_IN_QUEUE;
    if (this.#host.isDone()) return answer;
    for (const session of this.#host.sessions()) {
      answer = session.cancel(entryId);
      if (answer !== MAPI_E_NOT_IN_QUEUE) return answer;
    }
    return answer;
  }

  /**
   * Runs a round again and again, for hosts that live long. The timer keeps no process alive, and stops by itself after
   * DoFastShutdown. Has no effect when it runs already.
   *
   * @param options - how often
   * @throws TypeError when the interval is no positive number
   */
  start({ intervalSeconds = 1 }: SpoolerTimerOptions = {}): void {
    if (!(intervalSeconds > 0)) throw new TypeError(`intervalSeconds is a positive number; got ${intervalSeconds}`);
    this.#timer ??= setInterval(() => this.#tick(), 1000 * intervalSeconds).unref();
  }

  /** Ends what {@link Spooler.start} began. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    if (this.#host.isDone()) this.stop();
    else this.run();
  }
}
