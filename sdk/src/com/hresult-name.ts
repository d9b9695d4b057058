import { FAILED, type HRESULT, HRESULT_FACILITY, hresult } from './hresult.js';
import * as codes from './hresult-codes.js';

// Where one value has two names, the MAPI one is shown, because it is the one in the MAPI documentation;
// except for this one, which every COM programmer knows by its COM name.
const comNamed: readonly string[] = ['E_NOINTERFACE'];

// Built when the first name is asked for: most processes never ask.
let nameByCode: ReadonlyMap<HRESULT, string> | undefined;

const facilityNames: ReadonlyMap<number, string> = new Map([
  [0, 'NULL'],
  [1, 'RPC'],
  [2, 'DISPATCH'],
  [3, 'STORAGE'],
  [4, 'ITF'],
  [7, 'WIN32'],
  [8, 'WINDOWS'],
]);

/**
 * Finds the name of a code.
 *
 * Where one value has several names this is the MAPI one (`MAPI_E_CALL_FAILED`, `MAPI_E_NO_ACCESS`,
 * `MAPI_E_NOT_ENOUGH_MEMORY`, `MAPI_E_INVALID_PARAMETER`), except for 0x80004002, which is `E_NOINTERFACE`.
 *
 * @param hr - the code, also one fresh from a provider in unsigned form
 * @returns the name, or undefined for a code that MAPI does not define
 */
export function hresultName(hr: HRESULT): string | undefined {
  nameByCode ??= collectNames();
  return nameByCode.get(hresult(hr));
}

/**
 * Writes a code for a reader, with its name and its hexadecimal form.
 *
 * @param hr - the code, also one fresh from a provider in unsigned form
 * @returns for example `MAPI_E_NO_SUPPORT (0x80040102)`, or `0x80041234 (unknown failure, facility ITF)`
 */
export function formatHresult(hr: HRESULT): string {
  const hex = `0x${(hr >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
  const name = hresultName(hr);
  if (name !== undefined) return `${name} (${hex})`;
  const facility = HRESULT_FACILITY(hr);
  return `${hex} (unknown ${FAILED(hr) ? 'failure' : 'success'}, facility ${facilityNames.get(facility) ?? facility})`;
}

function collectNames(): ReadonlyMap<HRESULT, string> {
  return new Map([
    ...rows((name) => !name.startsWith('MAPI_')),
    ...rows((name) => name.startsWith('MAPI_')),
    ...rows((name) => comNamed.includes(name)),
  ]);
}

function rows(keep: (name: string) => boolean): [HRESULT, string][] {
  return Object.entries<HRESULT>(codes)
    .filter(([name]) => keep(name))
    .map(([name, code]) => [code, name]);
}
