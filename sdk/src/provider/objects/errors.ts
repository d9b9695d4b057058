import { type HRESULT, hresult, isHresult } from '../../com/hresult.js';
import { MAPI_E_CALL_FAILED } from '../../com/hresult-codes.js';
import { MapiError } from '../../com/mapi-error.js';

/** What went wrong in a contract method: its code, and the text for GetLastError. */
export interface Failure {
  readonly hr: HRESULT;
  readonly message: string;
}

/**
 * Leaves a contract method with a failure code.
 *
 * @param hr - the code that the caller gets
 * @param message - what was wrong, for GetLastError
 */
export function fail(hr: HRESULT, message: string): never {
  throw new MapiError(hr, message);
}

/**
 * Turns whatever was thrown into a code and a text: a MapiError gives its own, anything else MAPI_E_CALL_FAILED.
 *
 * @param error - what was thrown; a MapiError of another copy of the SDK counts as one
 */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { hr: MAPI_E_CALL_FAILED, message: `a hook threw ${String(error)}` };
  const { hr } = error as Partial<MapiError>;
  const known = error.name === 'MapiError' && isHresult(hr) && (hr | 0) < 0;
  return { hr: known ? hresult(hr) : MAPI_E_CALL_FAILED, message: error.message };
}

/** Tells whether a value is a promise, or would be taken for one by `await`. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof (value as { then: unknown }).then === 'function'
  );
}
