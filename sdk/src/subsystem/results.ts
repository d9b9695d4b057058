import { publishFailure } from '../com/hook-failures.js';
import { FAILED, type HRESULT } from '../com/hresult.js';
import { MAPI_E_CALL_FAILED, MAPI_E_INVALID_PARAMETER } from '../com/hresult-codes.js';
import { MapiError } from '../com/mapi-error.js';
import { failed, type Result } from '../com/result.js';

/**
 * The value of a result that has to be there.
 *
 * @throws MapiError when the result is a failure or has no value
 */
export function required<T>({ hr, value }: Result<T>): T {
  check(hr);
  if (value === null) throw new MapiError(MAPI_E_CALL_FAILED, 'success came without a value');
  return value;
}

/**
 * Lets a success pass.
 *
 * @throws MapiError for a failure
 */
export function check(hr: HRESULT): void {
  if (FAILED(hr)) throw new MapiError(hr);
}

/** Turns what a piece of work throws into a code: wrong arguments into MAPI_E_INVALID_PARAMETER. */
export function attempt(work: () => HRESULT): HRESULT {
  try {
    return work();
  } catch (error) {
    return codeOf(error);
  }
}

/** The same for work that gives a value. */
export function attemptResult<T>(work: () => Result<T>): Result<T> {
  try {
    return work();
  } catch (error) {
    return failed(codeOf(error));
  }
}

function codeOf(error: unknown): HRESULT {
  if (error instanceof MapiError) return error.hr;
  publishFailure('a method that MAPI called', error);
  return error instanceof TypeError ? MAPI_E_INVALID_PARAMETER : MAPI_E_CALL_FAILED;
}
