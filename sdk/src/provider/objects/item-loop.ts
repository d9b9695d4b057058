import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_E_SUBMITTED,
  MAPI_E_UNKNOWN_ENTRYID,
  MAPI_W_PARTIAL_COMPLETION,
  S_OK,
} from '../../com/hresult-codes.js';
import { failureOf } from './errors.js';

/** Codes that say something about the one item, not about the store. */
const itemCodes: readonly HRESULT[] = [
  MAPI_E_NOT_FOUND,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_UNKNOWN_ENTRYID,
  MAPI_E_SUBMITTED,
  MAPI_E_NO_ACCESS,
];

/**
 * Does something with each of several items, and goes on when it cannot be done with one of them.
 *
 * @returns S_OK, or MAPI_W_PARTIAL_COMPLETION
 * @throws what the store's first failure threw, if nothing had been done before
 */
export function forEachItem<T>(items: Iterable<T>, work: (item: T) => void): HRESULT {
  let done = 0;
  let partial = false;
  for (const item of items) {
    try {
      work(item);
      done += 1;
    } catch (error) {
      if (!itemCodes.includes(failureOf(error).hr) && done === 0) throw error;
      partial = true;
    }
  }
  return partial ? MAPI_W_PARTIAL_COMPLETION : S_OK;
}
