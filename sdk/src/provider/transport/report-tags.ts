import { type PropTag, PT_LONG, PT_SYSTIME, propTag } from '../../contract/property-types.js';

// Of non-delivery reports; they belong to contract/property-tags.ts.

/** When the fate of the recipient was known. */
export const PR_REPORT_TIME: PropTag<bigint> = propTag(0x0032, PT_SYSTIME);
/** Why the recipient did not get the message. */
export const PR_NDR_REASON_CODE: PropTag<number> = propTag(0x0c04, PT_LONG);
/** PR_NDR_REASON_CODE: the message could not be passed on (`MAPI_REASON_TRANSFER_FAILED`). */
export const NDR_REASON_TRANSFER_FAILED: number = 0;
