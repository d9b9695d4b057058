import type { HRESULT } from '../com/hresult.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPISupport } from './imapi-support.js';
import type { IXPLogon } from './ixp-logon.js';
import type { MAPIERROR } from './structures.js';

/**
 * What a transport logon gives.
 */
export interface XPLogonResult {
  /** The logon object. */
  readonly logon: IXPLogon;
  /** LOGON_SP_IDLE, LOGON_SP_POLL, LOGON_SP_RESOLVE as the transport wants. */
  readonly flags: number;
  /** Details of a warning or a failure, or null (`lppMAPIError`). */
  readonly error: MAPIERROR | null;
}

/**
 * The provider object of a transport, made by XPProviderInit; called by the spooler.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/ixpprovideriunknown
 */
export interface IXPProvider extends IUnknown {
  /** The last call before the provider object is released. Flags are reserved. */
  Shutdown(flags: number): HRESULT;
  /**
   * Logs on to the messaging system. Keeps (AddRef) the support object for as long as the logon lasts.
   *
   * @param flags - LOGON_NO_DIALOG, LOGON_NO_CONNECT, LOGON_NO_INBOUND, LOGON_NO_OUTBOUND, MAPI_UNICODE
   */
  TransportLogon(support: IMAPISupport, uiParam: number, profileName: string, flags: number): Result<XPLogonResult>;
}
