import type { IMAPIProp } from './imapi-prop.js';

/**
 * An attachment. Transacted: it becomes part of the message when first it and then the message are saved.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/iattachimapiprop
 */
export interface IAttach extends IMAPIProp {}
