import type { HRESULT } from '../com/hresult.js';
import type { IUnknown } from '../com/iunknown.js';

/**
 * The client's side of fast shutdown. Every session object answers QueryInterface for it.
 *
 * Order of calls: QueryFastShutdown; when it answers S_OK, NotifyProcessShutdown, then DoFastShutdown, and no call of
 * MAPI after that. One call concerns all sessions of the process.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiclientshutdowniunknown
 */
export interface IMAPIClientShutdown extends IUnknown {
  /**
   * May the client leave by fast shutdown?
   *
   * @returns S_OK, or MAPI_E_NO_SUPPORT
   * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiclientshutdown-queryfastshutdown
   */
  QueryFastShutdown(): HRESULT;
  /**
   * The client will go ahead: every provider that takes part is told.
   *
   * @returns S_OK: the subsystem tried to tell the providers
   * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiclientshutdown-notifyprocessshutdown
   */
  NotifyProcessShutdown(): HRESULT;
  /**
   * The client ends its process as soon as this returns.
   *
   * @returns S_OK: the providers have been told, ready or not; MAPI_E_NO_SUPPORT: fast shutdown is off
   * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiclientshutdown-dofastshutdown
   */
  DoFastShutdown(): HRESULT;
}
