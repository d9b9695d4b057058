import type { Result } from '../com/result.js';
import type { IMAPISupport } from './imapi-support.js';
import type { IProviderAdmin } from './iprovider-admin.js';
import type { MAPIERROR, SPropValueArray } from './structures.js';

/** What the entry point of a message service is called with. */
export interface ServiceEntryCall {
  /** Lent for the call. */
  readonly support: IMAPISupport;
  /** The parent window of dialogs, or 0 (`ulUIParam`). */
  readonly uiParam: number;
  /** MAPI_UNICODE, and SERVICE_UI_ALLOWED or SERVICE_UI_ALWAYS where dialogs may be shown. */
  readonly flags: number;
  /** Why it is called (`ulContext`): MSG_SERVICE_CREATE, MSG_SERVICE_CONFIGURE, MSG_SERVICE_DELETE. */
  readonly context: number;
  /** What the service is to be configured with (`cValues`, `lpProps`). */
  readonly properties: SPropValueArray;
  /** The providers of the service. Lent for the call. */
  readonly providerAdmin: IProviderAdmin;
}

/**
 * The entry point of a message service, which configures its providers: it writes what they need to log on into their profile
 * sections.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/msgserviceentry
 */
export type MSGSERVICEENTRY = (call: ServiceEntryCall) => Result<MAPIERROR>;
