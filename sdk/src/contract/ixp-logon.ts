import type { HRESULT } from '../com/hresult.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPIStatus } from './imapi-status.js';
import type { IMessage } from './imessage.js';
import type { ENTRYID, MAPIUID } from './structures.js';

/**
 * The logon object of a transport; called by the spooler.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/ixplogoniunknown
 */
export interface IXPLogon extends IUnknown {
  /** The address types and recipient UIDs that the transport handles. */
  AddressTypes(): Result<{
    readonly flags: number;
    readonly addressTypes: readonly string[];
    readonly uids: readonly MAPIUID[];
  }>;
  /** Not documented and not supported: MAPI_E_NO_SUPPORT. */
  RegisterOptions(): Result<{ readonly flags: number; readonly options: readonly unknown[] }>;
  /**
   * Events of the spooler: NOTIFY_BEGIN_…, NOTIFY_END_…, NOTIFY_CANCEL_MESSAGE, NOTIFY_ABORT_DEFERRED; flags come back
   * unchanged.
   *
   * NOTIFY_ABORT_DEFERRED comes with NOTIFY_CANCEL_MESSAGE when the user cancels a deferred message, and alone when the
   * spooler ends its session with messages still queued.
   *
   * @param data - for NOTIFY_CANCEL_MESSAGE the reference of the message; for NOTIFY_ABORT_DEFERRED its entry id
   */
  TransportNotify(flags: number, data: number | ENTRYID | null): Result<number>;
  /** Time for background work; only after LOGON_SP_IDLE. */
  Idle(flags: number): HRESULT;
  /** Ends the session; releases the support object last. */
  TransportLogoff(flags: number): HRESULT;
  /**
   * Takes an outbound message. Set the reference first.
   *
   * @returns S_OK; MAPI_E_NOT_ME, MAPI_E_BUSY (nothing done); MAPI_E_WAIT, MAPI_E_NETWORK_ERROR with seconds; MAPI_E_CANCEL
   */
  SubmitMessage(
    flags: number,
    message: IMessage,
  ): { readonly hr: HRESULT; readonly msgRef: number; readonly retrySeconds: number };
  /** The final hand-over of an outbound message: 0 sent, END_RESEND_NOW, END_RESEND_LATER, END_DONT_RESEND. */
  EndMessage(msgRef: number): Result<number>;
  /** Is inbound mail waiting? Only after LOGON_SP_POLL. */
  Poll(): Result<boolean>;
  /** Fills an inbound message and saves it; no save means no message. */
  StartMessage(flags: number, message: IMessage): { readonly hr: HRESULT; readonly msgRef: number };
  /** Hands out the status object. */
  OpenStatusEntry(iid: InterfaceId<IUnknown> | null, flags: number): Result<IMAPIStatus>;
  /** Behaves as IMAPIStatus::ValidateState. */
  ValidateState(uiParam: number, flags: number): HRESULT;
  /** Begins a flush: sets the flush bits of the status row. Flags: FLUSH_UPLOAD, FLUSH_DOWNLOAD, … */
  FlushQueues(uiParam: number, targetTransport: ENTRYID | null, flags: number): HRESULT;
}
