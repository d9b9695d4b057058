import type { IUnknown } from '../com/iunknown.js';
import type { NOTIFICATION } from './structures.js';

/**
 * A receiver of notifications.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiadvisesinkiunknown
 */
export interface IMAPIAdviseSink extends IUnknown {
  /** Takes notifications; they are valid only during the call. Returns 0. */
  OnNotify(notifications: readonly NOTIFICATION[]): number;
}
