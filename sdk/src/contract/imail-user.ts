import type { IMAPIProp } from './imapi-prop.js';

/**
 * A messaging user of an address book. Transacted.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imailuserimapiprop
 */
export interface IMailUser extends IMAPIProp {}
