import type { IMAPIProp } from './imapi-prop.js';

/**
 * A profile section: settings that MAPI keeps. Not transacted: a change is permanent at once.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/iprofsectimapiprop
 */
export interface IProfSect extends IMAPIProp {}
