import { type PropTag, PT_BINARY, PT_BOOLEAN, PT_OBJECT, PT_UNICODE, propTag } from '../../contract/property-types.js';

// These belong to contract/flags-store.ts and contract/property-tags.ts.

/** IABContainer::CreateEntry and CopyEntries: refuse an entry with the name and the address of another one. */
export const CREATE_CHECK_DUP_STRICT: number = 0x1;
/** IABContainer::CreateEntry and CopyEntries: refuse an entry with the name of another one. */
export const CREATE_CHECK_DUP_LOOSE: number = 0x2;
/** IABContainer::CreateEntry and CopyEntries: replace the other one instead. */
export const CREATE_REPLACE: number = 0x4;

/** IABContainer::ResolveNames: nobody of that name has been found. */
export const MAPI_UNRESOLVED: number = 0;
/** IABContainer::ResolveNames: several have been found. */
export const MAPI_AMBIGUOUS: number = 1;
/** IABContainer::ResolveNames: the row is complete. */
export const MAPI_RESOLVED: number = 2;

/** The text to resolve, in a restriction of a contents table. */
export const PR_ANR_W: PropTag<string> = propTag(0x360c, PT_UNICODE);
/** The template from which new messaging users are made. */
export const PR_DEF_CREATE_MAILUSER: PropTag<Uint8Array> = propTag(0x3612, PT_BINARY);
/** The table of templates. */
export const PR_CREATE_TEMPLATES: PropTag<never> = propTag(0x3604, PT_OBJECT);
/** Whether a row of a table of templates can be chosen. */
export const PR_SELECTABLE: PropTag<boolean> = propTag(0x3609, PT_BOOLEAN);
