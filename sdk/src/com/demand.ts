import { FAILED, type HRESULT } from './hresult.js';
import { MAPI_E_INVALID_OBJECT } from './hresult-codes.js';
import { MapiError } from './mapi-error.js';
import type { Result } from './result.js';

/**
 * Lets a success pass.
 *
 * @param what - the call, for the message of the error
 * @throws MapiError with the code of a failure
 */
export function demand(hr: HRESULT, what: string): void {
  if (FAILED(hr)) throw new MapiError(hr, `${what} failed`);
}

/**
 * The value of a result that has to be there.
 *
 * @throws MapiError when the result is a failure or has no value
 */
export function demandValue<T>(result: Result<T>, what: string): T {
  demand(result.hr, what);
  if (result.value === null) throw new MapiError(MAPI_E_INVALID_OBJECT, `${what} gave nothing`);
  return result.value;
}
