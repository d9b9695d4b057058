import type { HRESULT } from '../com/hresult.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IABLogon } from './iab-logon.js';
import type { IMAPISupport } from './imapi-support.js';
import type { MAPIERROR } from './structures.js';

/**
 * What an address-book logon gives.
 */
export interface ABLogonResult {
  /** The logon object. */
  readonly logon: IABLogon;
  /** Details of a warning or a failure, or null (`lppMAPIError`). */
  readonly error: MAPIERROR | null;
}

/**
 * The provider object of an address book, made by ABProviderInit.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/iabprovideriunknown
 */
export interface IABProvider extends IUnknown {
  /** The last call of the session. Flags are reserved. */
  Shutdown(flags: number): HRESULT;
  /** Logs on. Keeps (AddRef) the support object. Flags: AB_NO_DIALOG, MAPI_DEFERRED_ERRORS, MAPI_UNICODE. */
  Logon(support: IMAPISupport, uiParam: number, profileName: string, flags: number): Result<ABLogonResult>;
}
