import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_BAD_VALUE,
  MAPI_E_CORRUPT_DATA,
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_INVALID_TYPE,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_TOO_BIG,
  MAPI_E_TYPE_NO_SUPPORT,
  MAPI_E_UNEXPECTED_TYPE,
} from '../../com/hresult-codes.js';
import { MapiError } from '../../com/mapi-error.js';

/** What a store answers when something is wrong with the message itself: it will answer the same tomorrow. */
const defects: ReadonlySet<HRESULT> = new Set([
  MAPI_E_BAD_VALUE,
  MAPI_E_CORRUPT_DATA,
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_INVALID_TYPE,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_TOO_BIG,
  MAPI_E_TYPE_NO_SUPPORT,
  MAPI_E_UNEXPECTED_TYPE,
]);

/** A message that nobody will ever read whole: it is reported to whoever sent it, and not tried again. */
export class UnreadableMessage extends MapiError {}

/**
 * Reads a part of a message, and tells a defect of the message from trouble of the store, which may pass.
 *
 * @param what - the part, for the report
 * @throws UnreadableMessage for a defect; any other failure as it is
 */
export function readPart<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableMessage || !(error instanceof MapiError) || !defects.has(error.hr)) throw error;
    throw new UnreadableMessage(error.hr, `${what} cannot be read`, { cause: error });
  }
}
