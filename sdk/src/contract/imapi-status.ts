import type { HRESULT } from '../com/hresult.js';
import type { IMAPIProp } from './imapi-prop.js';
import type { ENTRYID } from './structures.js';

/**
 * A status object. PR_RESOURCE_METHODS says which methods work; the others return MAPI_E_NO_SUPPORT.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapistatusimapiprop
 */
export interface IMAPIStatus extends IMAPIProp {
  /** Checks the state of the resource; every status object has it. */
  ValidateState(uiParam: number, flags: number): HRESULT;
  /** Shows the property sheet. */
  SettingsDialog(uiParam: number, flags: number): HRESULT;
  /** Changes the password. */
  ChangePassword(oldPassword: string, newPassword: string, flags: number): HRESULT;
  /** Sends and receives now; spooler and transports only. */
  FlushQueues(uiParam: number, targetTransport: ENTRYID | null, flags: number): HRESULT;
}
