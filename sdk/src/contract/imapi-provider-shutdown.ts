import type { HRESULT } from '../com/hresult.js';
import type { IUnknown } from '../com/iunknown.js';

/**
 * The provider's side of fast shutdown, answered by the provider object (IMSProvider, IXPProvider or IABProvider).
 * Only the subsystem calls it.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiprovidershutdowniunknown
 */
export interface IMAPIProviderShutdown extends IUnknown {
  /**
   * Does this provider support that its client leaves by fast shutdown? An answer, not work: nothing changes.
   *
   * @returns S_OK: opted in; MAPI_E_NO_SUPPORT: opted out
   * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiprovidershutdown-queryfastshutdown
   */
  QueryFastShutdown(): HRESULT;
  /**
   * Fast shutdown is near: put off what is not essential, begin to save. The client may still change its mind.
   *
   * @returns S_OK
   * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiprovidershutdown-notifyprocessshutdown
   */
  NotifyProcessShutdown(): HRESULT;
  /**
   * Make everything durable: the process ends when this returns, without Logoff and without Release.
   *
   * @returns S_OK: ready for the client to exit immediately
   * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiprovidershutdown-dofastshutdown
   */
  DoFastShutdown(): HRESULT;
}
