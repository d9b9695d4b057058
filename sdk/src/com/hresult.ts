declare const hresultBrand: unique symbol;

/**
 * A COM result code as a signed 32-bit number; failures are negative.
 *
 * Only {@link hresult} makes one, so two codes compare with `===` however they were written.
 */
export type HRESULT = number & { readonly [hresultBrand]: true };

/**
 * Makes a result code from its number.
 *
 * @param value - the code, in unsigned (`0x80040102`) or signed form
 * @returns the code in signed form
 * @throws TypeError when `value` is not an integer of 32 bits
 * @example
 * ```ts
 * const MY_E_DISK_GONE = hresult(0x80040a01);
 * ```
 */
export function hresult(value: number): HRESULT {
  if (!isHresult(value)) {
    throw new TypeError(`An HRESULT is an integer of 32 bits, such as 0x80040102; got ${String(value)}`);
  }
  return (value | 0) as HRESULT;
}

/**
 * Tells whether a value can be a result code: an integer in the signed or unsigned 32-bit range.
 *
 * Meant for what a provider returned. The value may still be in unsigned form; pass it through {@link hresult}
 * before comparing it with a constant.
 *
 * @param value - anything
 */
export function isHresult(value: unknown): value is HRESULT {
  return typeof value === 'number' && Number.isInteger(value) && value >= -0x80000000 && value <= 0xffffffff;
}

/**
 * Tells whether what a provider answered is one of some codes, however the provider has written it: 0x80004002 as a
 * positive number is E_NOINTERFACE as well.
 *
 * @param value - an HRESULT, the scode of a problem, or the value of a property of type PT_ERROR; or anything else
 * @param codes - the codes that are meant
 */
export function isCode(value: unknown, ...codes: readonly HRESULT[]): boolean {
  return isHresult(value) && codes.includes(hresult(value));
}

/**
 * Tells whether a code stands for success, which includes S_FALSE and the MAPI warnings.
 *
 * @param hr - the code to test
 * @see https://learn.microsoft.com/windows/win32/api/winerror/nf-winerror-succeeded
 */
export function SUCCEEDED(hr: HRESULT): boolean {
  return (hr | 0) >= 0;
}

/**
 * Tells whether a code stands for failure, that is, has its sign bit set.
 *
 * @param hr - the code to test
 * @see https://learn.microsoft.com/windows/win32/api/winerror/nf-winerror-failed
 */
export function FAILED(hr: HRESULT): boolean {
  return (hr | 0) < 0;
}

/**
 * Takes the facility, the number of the code's family, out of a code: 4 (ITF) for those of MAPI.
 *
 * @param hr - the code to take apart
 * @see https://learn.microsoft.com/windows/win32/api/winerror/nf-winerror-hresult_facility
 */
export function HRESULT_FACILITY(hr: HRESULT): number {
  return (hr >>> 16) & 0x1fff;
}

/**
 * Takes the low 16 bits, the number within the facility, out of a code.
 *
 * @param hr - the code to take apart
 * @see https://learn.microsoft.com/windows/win32/api/winerror/nf-winerror-hresult_code
 */
export function HRESULT_CODE(hr: HRESULT): number {
  return hr & 0xffff;
}
