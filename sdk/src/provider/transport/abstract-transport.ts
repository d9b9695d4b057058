import { runHook } from '../../com/hook-failures.js';
import type { MAPIUID } from '../../contract/structures.js';
import { AbstractProvider, configurationOf, type ProviderHooks, providerHooksOf } from '../common/abstract-provider.js';
import type { Synchronous } from '../common/synchronous.js';
import type { InboundMessage } from './inbound-message.js';
import type { OutboundMessage } from './outbound-message.js';
import type { SubmitAnswer } from './submit-answer.js';
import type { TransportServices } from './transport-services.js';

/** The author's hooks, as the SDK reaches them. Not for authors. */
export interface TransportHooks extends ProviderHooks<TransportServices> {
  readonly wantsIdle: boolean;
  readonly wantsPoll: boolean;
  readonly hearsFinished: boolean;
  addressTypes(): readonly string[];
  addressUids(): readonly MAPIUID[];
  supportsEmbeddedMessages(): boolean;
  opened(): void;
  submit(message: OutboundMessage): SubmitAnswer;
  finished(message: OutboundMessage): void;
  cancelled(entryId: Uint8Array | null): void;
  activityChanged(): void;
  poll(): boolean;
  receive(): InboundMessage | undefined;
  received(message: InboundMessage): void;
  idle(): void;
  validate(): void;
}

/** Reaches the protected hooks of an author's transport. Not for authors. */
export let transportHooksOf: (transport: AbstractTransport) => TransportHooks;

/** Mail of a transport's own, which is given before that of the author's receive hook. Not for authors. */
export interface OwnMail {
  readonly isWaiting: boolean;
  next(): InboundMessage | undefined;
  /** The store has a message; false when it is none of these. */
  received(message: InboundMessage): boolean;
}

/** Gives a transport mail of its own, for the SDK's own subclasses, before the logon is done. Not for authors. */
export let setOwnMail: (transport: AbstractTransport, mail: OwnMail) => void;

/**
 * The base of an author's transport: how messages reach the messaging system is the author's, the conversation with the
 * spooler is the SDK's.
 *
 * Two hooks are required: {@link AbstractTransport.addressTypes} and {@link AbstractTransport.submit}. The SDK makes one
 * instance for each logon, without arguments. Every hook is synchronous. A hook that throws a MapiError makes the
 * spooler's call return its code; any other exception becomes MAPI_E_CALL_FAILED; a hook that returns a promise becomes
 * E_UNEXPECTED. Only the three hooks of fast shutdown hand a promise on to whoever called. A transport that talks to a
 * network wants {@link AbstractQueueingTransport}, which does that in the background.
 *
 * Between NotifyProcessShutdown and a resumption neither {@link AbstractTransport.poll} nor
 * {@link AbstractTransport.idle} nor {@link AbstractTransport.receive} is called. Work resumes when the spooler begins
 * something anew or flushes, and otherwise a while later, unless DoFastShutdown comes; see
 * {@link AbstractTransport.activityChanged}.
 *
 * @example
 * ```ts
 * class PipeTransport extends AbstractTransport {
 *   protected addressTypes(): readonly string[] { return ['PIPE']; }
 *   protected submit(message: OutboundMessage): SubmitAnswer {
 *     appendFileSync(join(this.dataDirectory, 'pipe.txt'), `${message.subject}\n${message.body}\n`);
 *     return 'sent';
 *   }
 * }
 * export const XPProviderInit = transportProvider(PipeTransport);
 * ```
 */
export abstract class AbstractTransport extends AbstractProvider<TransportServices> {
  #ownMail: OwnMail | undefined;

  static {
    setOwnMail = (transport, mail) => {
      transport.#ownMail = mail;
    };
    transportHooksOf = (transport) => ({
      ...providerHooksOf(transport),
      wantsIdle: typeof transport.idle === 'function',
      get wantsPoll() {
        return typeof transport.poll === 'function' || transport.#ownMail !== undefined;
      },
      hearsFinished: transport.finished !== AbstractTransport.prototype.finished,
      addressTypes: () => runHook(transport, 'addressTypes', () => transport.addressTypes()),
      addressUids: () => runHook(transport, 'addressUids', () => transport.addressUids()),
      supportsEmbeddedMessages: () =>
        runHook(transport, 'supportsEmbeddedMessages', () => transport.supportsEmbeddedMessages()),
      opened: () => runHook(transport, 'opened', () => transport.opened()),
      submit: (message) => runHook(transport, 'submit', () => transport.submit(message)),
      finished: (message) => runHook(transport, 'finished', () => transport.finished(message)),
      cancelled: (entryId) => runHook(transport, 'cancelled', () => transport.cancelled(entryId)),
      activityChanged: () => runHook(transport, 'activityChanged', () => transport.activityChanged()),
      poll: () =>
        transport.#ownMail?.isWaiting === true || runHook(transport, 'poll', () => transport.poll?.() ?? false),
      receive: () => transport.#ownMail?.next() ?? runHook(transport, 'receive', () => transport.receive?.()),
      received: (message) => {
        if (transport.#ownMail?.received(message) === true) return;
        return runHook(transport, 'received', () => transport.received(message));
      },
      idle: () => runHook(transport, 'idle', () => transport.idle?.()),
      validate: () => runHook(transport, 'validate', () => transport.validate()),
    });
  }

  /** Whether the spooler lets this transport send now, and no shutdown is under way. */
  protected get maySend(): boolean {
    return configurationOf(this).maySend;
  }

  /** Whether the spooler lets this transport receive now, and no shutdown is under way. */
  protected get mayReceive(): boolean {
    return configurationOf(this).mayReceive;
  }

  /**
   * Tells the spooler that a deferred message has been sent, so that it offers the message once more and is done with it.
   *
   * @param entryId - the {@link OutboundMessage.entryId} of the message
   */
  protected reportSent(entryId: Uint8Array): void {
    configurationOf(this).reportSent(entryId);
  }

  /**
   * Tells the spooler that {@link AbstractTransport.receive} has a message, so that it comes at once.
   *
   * It comes for one message a call. Of further ones, and of one that was not saved, it learns by the next call or from
   * {@link AbstractTransport.poll}.
   */
  protected reportNewMail(): void {
    configurationOf(this).reportNewMail();
  }

  /**
   * Shows the transport's state in the status table.
   *
   * @param state - `failure` warns that the transport may soon be unable to go on
   * @param text - for the user
   */
  protected reportState(state: 'available' | 'offline' | 'failure', text: string): void {
    configurationOf(this).reportState(state, text);
  }

  /** Tells the spooler that this transport cannot go on: it is called no more. Throw an error right after it. */
  protected reportCriticalError(): void {
    configurationOf(this).reportCriticalError();
  }

  /** The types of addresses that this transport sends to, for example `SMTP`. Asked once, at logon, after open. */
  protected abstract addressTypes(): readonly string[];

  /** The MAPIUIDs of recipients that this transport sends to whatever their address type is. None unless overridden. */
  protected addressUids(): readonly MAPIUID[] {
    return [];
  }

  /** Called once, right after {@link AbstractTransport.open}. Does nothing unless overridden. */
  protected opened(): Synchronous {}

  /**
   * Whether this transport sends messages that are attached to messages ({@link OutboundAttachment.embedded}).
   *
   * Such an attachment has no bytes of its own: sent like a file it would arrive empty. To a transport that does not say that
   * it sends them, a message with one is as one that cannot be read: whoever sent it gets a report.
   *
   * @returns false unless overridden
   */
  protected supportsEmbeddedMessages(): boolean {
    return false;
  }

  /**
   * Takes an outbound message, or says why not.
   *
   * When it answers `sent` or `deferred` the message is this transport's affair: it has been sent, or it is on disk.
   *
   * @param message - the message, with at least one recipient for this transport
   */
  protected abstract submit(message: OutboundMessage): SubmitAnswer;

  /** The spooler is done with a message that was sent: what was kept about it may go. Does nothing unless overridden. */
  protected finished(_message: OutboundMessage): Synchronous {}

  /**
   * Deferred messages are no longer wanted. Does nothing unless overridden.
   *
   * Throw a MapiError with MAPI_E_UNABLE_TO_ABORT where the message was sent, or is being sent: who is told nothing takes it for
   * unsent.
   *
   * @param _entryId - the message that the user has cancelled; null when the spooler only ends its session, and will offer
   *   what is left in the next one
   */
  protected cancelled(_entryId: Uint8Array | null): Synchronous {}

  /**
   * {@link AbstractTransport.maySend} or {@link AbstractTransport.mayReceive} may have changed, also because a shutdown
   * was abandoned: start or stop background work. Does nothing unless overridden.
   */
  protected activityChanged(): Synchronous {}

  /** Is inbound mail waiting? Where there is this hook the spooler asks from time to time; it needs receive. */
  protected poll?(): boolean;

  /**
   * Gives the next inbound message, which the SDK puts into the store. It stays at its source until
   * {@link AbstractTransport.received}: a message that did not reach the store is given again.
   *
   * @returns the message, or undefined when there is none
   */
  protected receive?(): InboundMessage | undefined;

  /** The store has the message: mark it as taken at its source. Does nothing unless overridden. */
  protected received(_message: InboundMessage): Synchronous {}

  /** Time for unimportant work. Where there is this hook the spooler calls it when nothing else is to be done. */
  protected idle?(): Synchronous;

  /** Checks that the transport works; throws when it does not. Does nothing unless overridden. */
  protected validate(): Synchronous {}
}
