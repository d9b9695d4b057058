import { FAILED, type HRESULT } from '../../com/hresult.js';
import type { Result } from '../../com/result.js';
import {
  LOGON_SP_IDLE,
  LOGON_SP_POLL,
  NOTIFY_ABORT_DEFERRED,
  NOTIFY_BEGIN_INBOUND,
  NOTIFY_BEGIN_OUTBOUND,
  NOTIFY_CANCEL_MESSAGE,
  NOTIFY_END_INBOUND,
  NOTIFY_END_INBOUND_FLUSH,
  NOTIFY_END_OUTBOUND,
  NOTIFY_END_OUTBOUND_FLUSH,
  STATUS_XP_PREFER_LAST,
} from '../../contract/flags.js';
import type { IMessage } from '../../contract/imessage.js';
import type { IXPLogon } from '../../contract/ixp-logon.js';
import { PR_RESOURCE_FLAGS, PR_STATUS_CODE } from '../../contract/property-tags.js';
import { PROP_ID } from '../../contract/property-types.js';
import type { ENTRYID } from '../../contract/structures.js';
import type { SubsystemContext } from '../context.js';
import { guardedHresult, guardedResult } from '../guarded-call.js';
import type { ProviderLogon } from '../provider-logon.js';

/** What SubmitMessage answered; reference and seconds are missing when the transport broke the contract. */
export interface SubmitMessageAnswer {
  /** What SubmitMessage returned. */
  readonly hr: HRESULT;
  /** The reference of the message, for EndMessage and cancelling. */
  readonly msgRef?: number;
  /** How long the transport asks to be left alone, in seconds. */
  readonly retrySeconds?: number;
}

/** A transport as the spooler drives it: every call is guarded, and none is made after NOTIFY_CRITICAL_ERROR. */
export class SpoolerTransport {
  /** Its logon. */
  readonly record: ProviderLogon;
  /** Whether the transport has said NOTIFY_NEWMAIL since mail was last fetched from it. */
  hasNewMail = false;
  /** The messages that the transport has named with NOTIFY_SENTDEFERRED and not been offered since. */
  readonly sentDeferred: Set<string> = new Set();
  /** Whether it has ever answered MAPI_E_WAIT or MAPI_E_NETWORK_ERROR. */
  hasPutOff = false;
  /** Whether a flush is under way: FlushQueues has succeeded, and not both ends have been announced. */
  isFlushing = false;
  readonly #context: SubsystemContext;
  #addressTypes: ReadonlySet<string> | undefined;
  #sends = false;
  #receives = false;

  constructor(context: SubsystemContext, record: ProviderLogon) {
    this.#context = context;
    this.record = record;
  }

  /** The address types that the transport handles, in capitals. */
  get addressTypes(): ReadonlySet<string> {
    this.#addressTypes ??= new Set(this.record.addressTypes.map((type) => type.toUpperCase()));
    return this.#addressTypes;
  }

  /** Whether calls other than Release may be made. */
  get isUsable(): boolean {
    return this.record.state === 'active' && !this.record.provider.critical;
  }

  /** Whether it has been told to send, and may be called. */
  get sends(): boolean {
    return this.#sends && this.isUsable;
  }

  /** Whether it has been told to receive, and may be called. */
  get receives(): boolean {
    return this.#receives && this.isUsable;
  }

  /** Whether it asked to be polled (LOGON_SP_POLL). */
  get wantsPoll(): boolean {
    return (this.record.logonFlags & LOGON_SP_POLL) !== 0;
  }

  /** Whether it asked for Idle (LOGON_SP_IDLE). */
  get wantsIdle(): boolean {
    return (this.record.logonFlags & LOGON_SP_IDLE) !== 0;
  }

  /** Whether the transport asked to be offered messages after all others. */
  get isLast(): boolean {
    return (this.#column(PR_RESOURCE_FLAGS) & STATUS_XP_PREFER_LAST) !== 0;
  }

  /** PR_STATUS_CODE, as the transport last wrote it. */
  get status(): number {
    return this.#column(PR_STATUS_CODE);
  }

  /** Lets the transport receive, when there is a store for it, then send, unless it does so already. */
  begin(hasInbox: boolean): void {
    if (hasInbox && !this.#receives && this.isUsable) {
      this.#receives = true;
      this.#notify(NOTIFY_BEGIN_INBOUND, null);
    }
    if (!this.#sends && this.isUsable) {
      this.#sends = true;
      this.#notify(NOTIFY_BEGIN_OUTBOUND, null);
    }
  }

  /** Ends sending. */
  endOutbound(): void {
    if (this.sends) this.#notify(NOTIFY_END_OUTBOUND, null);
    this.#sends = false;
  }

  /** Ends receiving. */
  endInbound(): void {
    if (this.receives) this.#notify(NOTIFY_END_INBOUND, null);
    this.#receives = false;
  }

  /** Ends a flush, both phases of it. */
  endFlush(): void {
    if (this.isFlushing && this.isUsable) this.#notify(NOTIFY_END_OUTBOUND_FLUSH | NOTIFY_END_INBOUND_FLUSH, null);
    this.isFlushing = false;
  }

  /** Ends one phase of a flush. */
  endFlushPhase(phase: typeof NOTIFY_END_OUTBOUND_FLUSH | typeof NOTIFY_END_INBOUND_FLUSH): void {
    if (this.isFlushing && this.isUsable) this.#notify(phase, null);
  }

  /** Tells the transport that the session ends in which it has deferred a message. */
  abortDeferred(entryId: ENTRYID): void {
    if (this.isUsable) this.#notify(NOTIFY_ABORT_DEFERRED, entryId);
  }

  /** Tells the transport that the user has cancelled a message which it has deferred; whether it goes along. */
  cancelDeferred(entryId: ENTRYID): boolean {
    return this.isUsable && !FAILED(this.#notify(NOTIFY_ABORT_DEFERRED | NOTIFY_CANCEL_MESSAGE, entryId));
  }

  SubmitMessage(flags: number, message: IMessage): SubmitMessageAnswer {
    return this.#result('SubmitMessage', (logon) => logon.SubmitMessage(flags, message));
  }

  EndMessage(msgRef: number): Result<number> {
    return this.#result('EndMessage', (logon) => logon.EndMessage(msgRef));
  }

  /** Whether mail is waiting; a transport that fails has none. */
  Poll(): boolean {
    return this.#result('Poll', (logon) => logon.Poll()).value === true;
  }

  StartMessage(message: IMessage): HRESULT {
    this.#context.observer?.receiving?.(this.record.identity, message);
    return this.#result('StartMessage', (logon) => logon.StartMessage(0, message)).hr;
  }

  Idle(): void {
    this.#code('Idle', (logon) => logon.Idle(0));
  }

  /** Begins a flush; true when the transport goes along. */
  FlushQueues(flags: number): boolean {
    this.isFlushing = !FAILED(this.#code('FlushQueues', (logon) => logon.FlushQueues(0, null, flags)));
    return this.isFlushing;
  }

  #notify(flags: number, data: number | ENTRYID | null): HRESULT {
    return this.#result('TransportNotify', (logon) => logon.TransportNotify(flags, data)).hr;
  }

  #code(method: string, call: (logon: IXPLogon) => HRESULT): HRESULT {
    const { identity, logon } = this.record;
    return guardedHresult(this.#context.observer, identity, 'IXPLogon', method, logon as IXPLogon, call);
  }

  #result<R extends { readonly hr: HRESULT }>(method: string, call: (logon: IXPLogon) => R): R | Result<never> {
    const { identity, logon } = this.record;
    return guardedResult(this.#context.observer, identity, 'IXPLogon', method, logon as IXPLogon, call);
  }

  #column(tag: number): number {
    const value = this.record.statusRow?.get(PROP_ID(tag))?.value;
    return typeof value === 'number' ? value : 0;
  }
}
