import { E_FAIL, FAILED, type HRESULT, hresult, isHresult, MAPI_E_NOT_FOUND, type Result } from '@mapi-kit/sdk';
import { errorInWords } from '../thrown.js';

/** A call of the provider that failed where a working one succeeds. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  /** For example `IMessage::SaveChanges`, with what was wrong where no HRESULT says it. */
  readonly method: string;
  readonly hr: HRESULT;

  constructor(method: string, hr: HRESULT) {
    super(`${method} gave ${hr}`);
    this.method = method;
    this.hr = hresult(hr);
  }
}

/**
 * Makes a refusal of whatever was thrown.
 *
 * @param error - a Refusal, or an exception that the provider let out
 */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal(`the provider threw ${errorInWords(error)}`, E_FAIL);
}

/**
 * Insists on success.
 *
 * @param hr - what the method returned
 * @param method - how reports call it
 * @throws Refusal when it failed, or returned no HRESULT
 */
export function insist(hr: HRESULT, method: string): void {
  if (!isHresult(hr)) throw new Refusal(`${method} returned no HRESULT but ${typeof hr}`, E_FAIL);
  if (FAILED(hr)) throw new Refusal(method, hr);
}

/**
 * Insists on success and a value.
 *
 * @param result - what the method returned
 * @param method - how reports call it
 * @throws Refusal when it failed, or gave no value
 */
export function unwrap<T>(result: Result<T>, method: string): T {
  insist(result?.hr, method);
  if (result.value === null || result.value === undefined)
    throw new Refusal(`${method} gave no value`, MAPI_E_NOT_FOUND);
  return result.value;
}
