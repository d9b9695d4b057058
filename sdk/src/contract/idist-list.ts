import type { IABContainer } from './iab-container.js';

/**
 * A distribution list: the same methods in the same slots as an address-book container.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/idistlistimapicontainer
 */
export interface IDistList extends IABContainer {}
