import { FAILED, formatHresult, type HRESULT, hresult, type Result } from '@mapi-kit/sdk';

/** The value of an answer that has to be a success. */
export function demand<T>({ hr, value }: Result<T>, what: string): T {
  if (FAILED(hr) || value === null) throw new Error(`${what} answered ${formatHresult(hresult(hr))}`);
  return value;
}

/** Fails unless an answer is a success. */
export function insist(hr: HRESULT, what: string): void {
  if (FAILED(hr)) throw new Error(`${what} answered ${formatHresult(hresult(hr))}`);
}
