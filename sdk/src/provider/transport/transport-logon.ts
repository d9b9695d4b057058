import type { Guid } from '../../com/guid.js';
import { FAILED, type HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NETWORK_ERROR,
  MAPI_E_NO_SUPPORT,
  MAPI_E_WAIT,
  S_OK,
} from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import {
  BEGIN_DEFERRED,
  FORCE_XP_CONNECT,
  FORCE_XP_DISCONNECT,
  MAPI_UNICODE,
  NOTIFY_ABORT_DEFERRED,
  NOTIFY_CANCEL_MESSAGE,
  PROCESS_XP_HEADER_CACHE,
  REFRESH_XP_HEADER_CACHE,
} from '../../contract/flags.js';
import type { IMAPIStatus } from '../../contract/imapi-status.js';
import type { IMessage } from '../../contract/imessage.js';
import { IID_IXPLogon } from '../../contract/interface-ids.js';
import type { IXPLogon } from '../../contract/ixp-logon.js';
import type { ENTRYID, MAPIUID } from '../../contract/structures.js';
import { refusePromise } from '../common/refuse-promise.js';
import { StatusObject } from '../common/status-object.js';
import { type Failure, fail, failureOf } from '../objects/errors.js';
import type { LogonScope } from '../objects/logon-scope.js';
import { StoreBoundObject } from '../objects/store-bound-object.js';
import { writeInbound } from './inbound-writing.js';
import { Submissions } from './submissions.js';
import type { TransportCore } from './transport-core.js';

const interfaceIds: readonly Guid[] = [IID_IXPLogon];

/** Who learns that a logon has ended, and closes the transport. */
export interface TransportRegister {
  /** Gives S_OK, or the failure of the author's close hook; called again, it tries again. */
  ended(logon: TransportLogon): HRESULT;
}

/**
 * The logon object of a transport.
 *
 * It ends with TransportLogoff, or with its last Release; the support object is released last. From then on its methods,
 * and those of its status objects, give MAPI_E_INVALID_OBJECT.
 */
export class TransportLogon extends StoreBoundObject<LogonScope> implements IXPLogon {
  readonly core: TransportCore;
  readonly #scope: { readonly core: TransportCore; readonly support: TransportCore['support']; alive: boolean };
  readonly #register: TransportRegister;
  readonly #submissions: Submissions;

  /** Keeps a reference to the support object until the logon ends. */
  constructor(core: TransportCore, register: TransportRegister) {
    const scope = { core, support: core.support, alive: true };
    super(scope, 'logon object of a transport');
    this.core = core;
    this.#scope = scope;
    this.#register = register;
    this.#submissions = new Submissions(core);
    core.support.AddRef();
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override explain(result: HRESULT): Failure | undefined {
    const { lastFailure } = this.core;
    return super.explain(result) ?? (lastFailure?.hr === result ? lastFailure : undefined);
  }

  AddressTypes(): Result<{
    readonly flags: number;
    readonly addressTypes: readonly string[];
    readonly uids: readonly MAPIUID[];
  }> {
    return this.give('AddressTypes', () => {
      const { addressTypes, addressUids } = this.core;
      return succeeded({ flags: MAPI_UNICODE, addressTypes, uids: addressUids });
    });
  }

  RegisterOptions(): Result<{ readonly flags: number; readonly options: readonly unknown[] }> {
    return this.give('RegisterOptions', () => failed(MAPI_E_NO_SUPPORT));
  }

  /**
   * `data` is the reference of the message to cancel, or the entry id of the deferred message that is not to be sent.
   *
   * NOTIFY_ABORT_DEFERRED without NOTIFY_CANCEL_MESSAGE only says that the spooler ends its session (DOC-156).
   */
  TransportNotify(flags: number, data: number | ENTRYID | null): Result<number> {
    return this.give('TransportNotify', () => {
      if ((flags & NOTIFY_CANCEL_MESSAGE) !== 0 && typeof data === 'number') this.#submissions.cancel(data);
      this.core.event(flags);
      if ((flags & NOTIFY_ABORT_DEFERRED) !== 0) {
        const byUser = (flags & NOTIFY_CANCEL_MESSAGE) !== 0;
        refusePromise('cancelled', this.core.hooks.cancelled(byUser ? this.#entryIdIn(data) : null));
      }
      return succeeded(flags);
    });
  }

  Idle(_flags: number): HRESULT {
    return this.run('Idle', () => {
      if (this.core.phase === 'working') refusePromise('idle', this.core.hooks.idle());
      return S_OK;
    });
  }

  TransportLogoff(_flags: number): HRESULT {
    this.used('TransportLogoff');
    return this.end();
  }

  SubmitMessage(
    flags: number,
    message: IMessage,
  ): { readonly hr: HRESULT; readonly msgRef: number; readonly retrySeconds: number } {
    // A cancellation may need the reference while the message is still being read.
    const msgRef = this.#submissions.newReference();
    let retrySeconds: number | undefined;
    const hr = this.run('SubmitMessage', () => {
      const submitted = this.#submissions.submit(msgRef, message, (flags & BEGIN_DEFERRED) !== 0);
      retrySeconds = submitted.retrySeconds;
      return submitted.hr;
    });
    const delayed = hr === MAPI_E_WAIT || hr === MAPI_E_NETWORK_ERROR;
    return { hr, msgRef, retrySeconds: delayed ? (retrySeconds ?? this.core.definition.retrySeconds) : 0 };
  }

  EndMessage(msgRef: number): Result<number> {
    return this.give('EndMessage', () => succeeded(this.#submissions.end(msgRef)));
  }

  Poll(): Result<boolean> {
    return this.give('Poll', () => {
      const waiting = this.core.mayReceive && refusePromise('poll', this.core.hooks.poll());
      return succeeded(waiting === true);
    });
  }

  StartMessage(_flags: number, message: IMessage): { readonly hr: HRESULT; readonly msgRef: number } {
    const msgRef = this.#submissions.newReference();
    const hr = this.run('StartMessage', () => {
      // Without a save there is no message; what is waiting stays at its source.
      if (!this.core.mayReceive) return S_OK;
      const content = refusePromise('receive', this.core.hooks.receive()) ?? undefined;
      if (content === undefined) return S_OK;
      writeInbound(message, content, this.core.support);
      this.#attempt(() => refusePromise('received', this.core.hooks.received(content)));
      return S_OK;
    });
    return { hr, msgRef };
  }

  OpenStatusEntry(iid: InterfaceId<IUnknown> | null, _flags: number): Result<IMAPIStatus> {
    return this.give('OpenStatusEntry', () => {
      const status = new StatusObject(this.#scope, this.core.status, {
        validate: (flags) => this.#validate(flags),
        flush: (target, flags) => this.#flush(target, flags),
      });
      status.requireInterface(iid);
      return succeeded<IMAPIStatus>(status);
    });
  }

  ValidateState(_uiParam: number, flags: number): HRESULT {
    return this.run('ValidateState', () => {
      this.#validate(flags);
      return S_OK;
    });
  }

  FlushQueues(_uiParam: number, targetTransport: ENTRYID | null, flags: number): HRESULT {
    return this.run('FlushQueues', () => {
      this.#flush(targetTransport, flags);
      return S_OK;
    });
  }

  /**
   * Ends the logon: the author's transport first, the support object last.
   *
   * @returns S_OK, also when it has ended before; or the failure of the author's close, after everything else was ended
   */
  end(): HRESULT {
    if (!this.#scope.alive) return this.#register.ended(this);
    this.#scope.alive = false;
    this.#submissions.cancelAll();
    const hr = this.#register.ended(this);
    this.core.support.Release();
    return hr;
  }

  protected override finalRelease(): void {
    this.end();
  }

  #entryIdIn(data: number | ENTRYID | null): ENTRYID | null {
    return data instanceof Uint8Array ? new Uint8Array(data) : this.#submissions.entryIdOf(data);
  }

  #validate(flags: number): void {
    if ((flags & (REFRESH_XP_HEADER_CACHE | PROCESS_XP_HEADER_CACHE)) !== 0) {
      fail(MAPI_E_NO_SUPPORT, 'the transport has no message headers of its own');
    }
    if ((flags & FORCE_XP_DISCONNECT) !== 0) this.core.connect(false);
    else if ((flags & FORCE_XP_CONNECT) !== 0) this.core.connect(true);
    refusePromise('validate', this.core.hooks.validate());
    this.core.showState();
  }

  #flush(targetTransport: ENTRYID | null, flags: number): void {
    if (targetTransport !== null && targetTransport.length > 0) {
      fail(MAPI_E_INVALID_PARAMETER, 'only the spooler takes a target transport');
    }
    this.core.flush(flags);
  }

  /** Does something whose failure changes nothing for the caller but is told in GetLastError. */
  #attempt(work: () => void): Failure | undefined {
    try {
      work();
      return undefined;
    } catch (error) {
      this.core.lastFailure = failureOf(error);
      return FAILED(this.core.lastFailure.hr) ? this.core.lastFailure : undefined;
    }
  }
}
