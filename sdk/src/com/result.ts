import type { HRESULT } from './hresult.js';
import { S_OK } from './hresult-codes.js';

/**
 * What a method with an out parameter returns: its HRESULT and the value.
 *
 * `value` is `null` where C would leave the out pointer at NULL. A warning (`MAPI_W_…`) comes with a value, so test
 * the code with `FAILED`, and the value for `null`.
 */
export interface Result<T> {
  /** What the method returned. */
  readonly hr: HRESULT;
  /** The out value; null where C leaves the pointer at NULL. */
  readonly value: T | null;
}

/**
 * Builds a successful result.
 *
 * @param value - the out value
 * @param hr - a success code other than S_OK, for example MAPI_W_ERRORS_RETURNED
 */
export function succeeded<T>(value: T, hr: HRESULT = S_OK): Result<T> {
  return { hr, value };
}

/**
 * Builds a failed result: the code, and a null value.
 *
 * @param hr - a failure code
 */
export function failed<T = never>(hr: HRESULT): Result<T> {
  return { hr, value: null };
}
