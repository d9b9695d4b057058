import {
  E_FAIL,
  E_NOTIMPL,
  FAILED,
  formatHresult,
  type HRESULT,
  hresult,
  isHresult,
  MAPI_E_COMPUTED,
  MAPI_E_INVALID_TYPE,
  MAPI_E_NO_ACCESS,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_TOO_BIG,
  MAPI_E_TYPE_NO_SUPPORT,
  MAPI_E_UNEXPECTED_TYPE,
  type Result,
} from '@mapi-kit/sdk';
import { errorInWords } from '../thrown.js';

/** What a provider may honestly answer for a property of a type that it does not keep. */
export const TYPE_NOT_KEPT: readonly HRESULT[] = [
  MAPI_E_NO_SUPPORT,
  MAPI_E_UNEXPECTED_TYPE,
  MAPI_E_INVALID_TYPE,
  MAPI_E_TYPE_NO_SUPPORT,
];

/** And for any single property: it computes it, does not keep it, or has no room for so much. */
export const NOT_KEPT: readonly HRESULT[] = [...TYPE_NOT_KEPT, MAPI_E_COMPUTED, MAPI_E_NO_ACCESS, MAPI_E_TOO_BIG];

/** And for a call that it need not have, or lets nobody make. */
export const NOT_DONE: readonly HRESULT[] = [E_NOTIMPL, MAPI_E_NO_SUPPORT, MAPI_E_NO_ACCESS];

/** A call of the provider that failed where a working one succeeds. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  /** For example `IMessage::SaveChanges`, with what was wrong where no HRESULT says it. */
  readonly method: string;
  readonly hr: HRESULT;

  constructor(method: string, hr: HRESULT) {
    super(`${method} answered ${formatHresult(hresult(hr))}`);
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
