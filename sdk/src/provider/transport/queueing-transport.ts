import { tellFailure } from '../../com/hook-failures.js';
import { MAPI_E_UNABLE_TO_ABORT } from '../../com/hresult-codes.js';
import { configurationOf } from '../common/abstract-provider.js';
import { sameBytes } from '../common/entry-id.js';
import { refusePromise } from '../common/refuse-promise.js';
import type { Synchronous } from '../common/synchronous.js';
import { fail, failureOf } from '../objects/errors.js';
import { AbstractTransport, setOwnMail } from './abstract-transport.js';
import { anyOf } from './addresses.js';
import { deliveredAnswer, toSend } from './delivery-progress.js';
import { aboutRecipients, type DeliveryReport } from './delivery-report.js';
import { deliveryWithin } from './delivery-timeout.js';
import { FailureReports } from './failure-reports.js';
import type { OutboundContent } from './outbound-content.js';
import type { OutboundMessage } from './outbound-message.js';
import { Outbox } from './outbox.js';
import type { StoredOutbound } from './stored-outbound.js';
import type { SubmitAnswer } from './submit-answer.js';

const shuttingDown: Error = new Error('the client is shutting down');

/** How an {@link AbstractQueueingTransport} paces its deliveries. Times are in milliseconds. */
export interface QueueingOptions {
  /** The pause after a failed delivery, doubled with each further failure; 5,000 unless given. */
  readonly retryInterval?: number | undefined;
  /** The longest such pause; 300,000 unless given. */
  readonly longestRetryInterval?: number | undefined;
  /** When a delivery is aborted; 60,000 unless given. */
  readonly deliveryTimeout?: number | undefined;
  /**
   * How long after it was sent a message is remembered whose fate the spooler never asks about; looked at at each logon,
   * a week unless given.
   */
  readonly keepDelivered?: number | undefined;
  /**
   * When recipients are marked as taken (PR_RESPONSIBILITY); `when-sent` unless given.
   *
   * `when-sent`: the message is deferred (END_DONT_RESEND) until it was sent and the spooler has heard of it
   * (NOTIFY_SENTDEFERRED). `at-hand-over`: the message is finished as soon as it is in this transport's outbox, and a
   * failure comes as a report that this transport receives. Outlook 2002 and later need the second: they send a
   * non-delivery report about recipients that are not marked when SubmitMessage returns.
   */
  readonly responsibility?: 'when-sent' | 'at-hand-over' | undefined;
}

/**
 * The base of a transport that talks to a network: messages go into a durable outbox at once, and out of it in the
 * background.
 *
 * The spooler hands a message over and is told that it is deferred; {@link AbstractQueueingTransport.storeOutbound} has
 * made it durable by then, with the Message-ID that every attempt uses, in this life and in later ones. Deliveries run
 * one at a time. When one has succeeded, the spooler is told, offers the message once more, and finishes it; see
 * {@link QueueingOptions.responsibility} for spoolers that do not wait so long.
 *
 * NotifyProcessShutdown begins no further delivery and aborts the one under way, without waiting for it. DoFastShutdown
 * has nothing to wait for, whatever the server does: all that was taken over is on disk already, and the next life sends
 * it. A shutdown that is given up resumes the deliveries. The timers keep no process alive.
 *
 * An author who overrides `opened`, `submit`, `finished`, `cancelled`, `activityChanged`, `prepareForExit`,
 * `persistForExit` or `close` must call the overridden one. The messages in the outbox are kept in memory as well.
 */
export abstract class AbstractQueueingTransport extends AbstractTransport {
  #options: QueueingOptions;
  readonly #outbox: Outbox = new Outbox({
    store: (record) => refusePromise('storeOutbound', this.storeOutbound(record)),
    remove: (id) => refusePromise('removeOutbound', this.removeOutbound(id)),
    list: () => refusePromise('listOutbound', this.listOutbound()),
  });
  readonly #cancelledIds = new Set<string>();
  #underWay: AbortController | undefined;
  /** The record that is under way. */
  #sending: string | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Immediate | undefined;
  #failures = 0;
  #ended = false;

  constructor(options: QueueingOptions = {}) {
    super();
    this.#options = options;
  }

  /**
   * Changes how deliveries are paced, for what the profile says about it: call it in open, before `super.open()` or after.
   *
   * @param options - what is to change; the rest stays as it is
   */
  protected pace(options: QueueingOptions): void {
    this.#options = { ...this.#options, ...options };
  }

  /** The number of messages that were taken over and not sent yet. */
  protected get waitingCount(): number {
    return this.#outbox.waitingCount;
  }

  /**
   * Creates or replaces a record of the outbox: it is durable when this returns, and nothing has changed when it throws.
   *
   * @param record - plain data; {@link encodeStoredOutbound} makes bytes of it
   */
  protected abstract storeOutbound(record: StoredOutbound): Synchronous;

  /**
   * Removes a record of the outbox.
   *
   * @param id - the id of a record that exists
   */
  protected abstract removeOutbound(id: string): Synchronous;

  /** Lists the records of the outbox, in any order. Called once, at logon, after open. */
  protected abstract listOutbound(): Iterable<StoredOutbound>;

  /**
   * Sends one message: the only hook that may wait. Rejects when it was not sent, and it is tried again later.
   *
   * @param message - what to send, with the {@link OutboundContent.messageId} to use
   * @param signal - aborted at NotifyProcessShutdown, at logoff and after a time limit: end connections and reject
   * @returns for whom it failed for good, and for whom to try again later; nothing when it was accepted for all. One that
   * has not ended a second after its signal is given up: the next delivery begins, and this message is tried again
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: an author who has nothing to report writes Promise<void>
  protected abstract deliver(message: OutboundContent, signal: AbortSignal): Promise<DeliveryReport | void>;

  protected override opened(): Synchronous {
    this.#outbox.load(this.#options.keepDelivered ?? 7 * 24 * 60 * 60 * 1000);
    if (this.#marksAtHandOver || this.#outbox.hasHandedOver) setOwnMail(this, new FailureReports(this.#outbox));
    this.#schedule();
  }

  protected override submit(message: OutboundMessage): SubmitAnswer {
    const outbox = this.#outbox;
    const known = outbox.get(message.key);
    if (known?.state === 'delivered' && known.handedOver !== true) return deliveredAnswer(known, message);
    if (known === undefined) {
      if (this.#cancelledIds.delete(message.key)) return 'cancelled';
      const takenAt = outbox.nextTime;
      const handedOver = this.#marksAtHandOver ? true : undefined;
      outbox.add({ id: message.key, state: 'waiting', handedOver, takenAt, failed: [], message: message.content() });
    }
    this.#schedule();
    return outbox.get(message.key)?.handedOver === true ? 'sent' : 'deferred';
  }

  protected override finished(message: OutboundMessage): Synchronous {
    const record = this.#outbox.get(message.key);
    // What was marked at hand-over is still to be sent, and remembered in case that the store never learns that it is done.
    if (record !== undefined && record.handedOver !== true) this.#outbox.remove(message.key);
  }

  protected override cancelled(entryId: Uint8Array | null): Synchronous {
    if (entryId === null) return;
    const find = (state: StoredOutbound['state']): StoredOutbound | undefined =>
      this.#outbox.find((each) => each.state === state && sameBytes(each.message.entryId, entryId));
    const record = find('waiting') ?? find('delivered');
    if (record === undefined || (record.state === 'delivered' && record.handedOver === true)) return;
    if (record.state === 'delivered') fail(MAPI_E_UNABLE_TO_ABORT, 'the message was sent');
    if (record.id === this.#sending) fail(MAPI_E_UNABLE_TO_ABORT, 'the message is being sent');
    this.#outbox.remove(record.id);
    this.#cancelledIds.add(record.id);
  }

  protected override activityChanged(): Synchronous {
    if (!this.maySend) return;
    // A beginning or a flush is the wish to send now, not when the pause is over.
    this.#stopPause();
    this.#schedule();
  }

  protected override prepareForExit(): Synchronous {
    this.#stop();
  }

  protected override persistForExit(): Synchronous {
    this.#stop();
    this.#outbox.saveAll();
    this.#ended = true;
  }

  protected override close(): Synchronous {
    this.#stop();
    this.#ended = true;
    this.#outbox.saveAll();
  }

  get #marksAtHandOver(): boolean {
    return this.#options.responsibility === 'at-hand-over';
  }

  #stop(): void {
    this.#stopPause();
    clearImmediate(this.#soon);
    this.#soon = undefined;
    this.#underWay?.abort(shuttingDown);
  }

  #stopPause(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
  }

  /** Begins the next delivery in a turn of its own, so that the spooler is done with its call first. */
  #schedule(): void {
    if (!this.#mayBegin() || this.#soon !== undefined) return;
    this.#soon = setImmediate(() => {
      this.#soon = undefined;
      this.#begin();
    }).unref();
  }

  #mayBegin(): boolean {
    return !this.#ended && this.maySend && this.#underWay === undefined && this.#retryTimer === undefined;
  }

  #begin(): void {
    if (!this.#mayBegin()) return;
    const record = this.#outbox.next();
    if (record !== undefined) void this.#send(record);
  }

  async #send(record: StoredOutbound): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    this.#underWay = controller;
    this.#sending = record.id;
    this.#show(() => configurationOf(this).showSending(true));
    try {
      const timeout = this.#options.deliveryTimeout ?? 60_000;
      const message = toSend(record);
      const report = (await deliveryWithin(timeout, controller, () => this.deliver(message, signal))) ?? {};
      this.#accepted(record, aboutRecipients(message, report));
    } catch (error) {
      // What was aborted for a shutdown is not the message's fault: it stays where it is, and there is no pause.
      if (this.#outbox.get(record.id) === undefined || signal.reason === shuttingDown) return;
      this.#outbox.putBack(record.id);
      this.#failed(error);
    } finally {
      this.#underWay = undefined;
      this.#sending = undefined;
      this.#show(() => configurationOf(this).showSending(false));
      this.#schedule();
    }
  }

  #accepted(record: StoredOutbound, { failed = [], later = [] }: DeliveryReport): void {
    // After DoFastShutdown nothing is written any more; the next life sends it again, with the same Message-ID.
    if (this.#ended) return;
    const isLater = anyOf(later);
    const remaining = toSend(record).recipients.flatMap(({ address }) => (isLater(address) ? address : []));
    if (remaining.length > 0) {
      this.#outbox.partlyDelivered(record.id, failed, remaining);
      this.#outbox.putBack(record.id);
      this.#pause();
      return;
    }
    this.#failures = 0;
    this.#outbox.delivered(record.id, failed);
    this.#show(() => this.reportState('available', 'available'));
    if (record.handedOver !== true) this.#show(() => this.reportSent(record.message.entryId));
    else if (this.#outbox.unreported !== undefined) this.#show(() => this.reportNewMail());
  }

  #failed(error: unknown): void {
    tellFailure(this, 'deliver', error);
    this.#show(() => this.reportState('offline', failureOf(error).message));
    this.#pause();
  }

  #pause(): void {
    this.#failures += 1;
    // Where nothing may be sent now, no timer is needed: activityChanged says when it may.
    if (this.#ended || !this.maySend) return;
    const { retryInterval = 5000, longestRetryInterval = 300_000 } = this.#options;
    const pause = Math.min(retryInterval * 2 ** (this.#failures - 1), longestRetryInterval);
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = undefined;
      this.#schedule();
    }, pause).unref();
  }

  /** Tells MAPI something; that it does not want to hear it changes nothing here. */
  #show(tell: () => void): void {
    if (this.#ended) return;
    try {
      tell();
    } catch {
      // The delivery is what it is.
    }
  }
}
