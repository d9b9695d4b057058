import { publishFailure } from '../com/hook-failures.js';
import { FAILED, type HRESULT } from '../com/hresult.js';
import { MAPI_E_CALL_FAILED, MAPI_E_INVALID_PARAMETER } from '../com/hresult-codes.js';
import { MapiError } from '../com/mapi-error.js';
import { failed, type Result } from '../com/result.js';
import { TBL_ALL_COLUMNS } from '../contract/flags.js';
import type { IMAPITable } from '../contract/imapi-table.js';
import { PROP_TYPE, type PropTag, PT_ERROR } from '../contract/property-types.js';
import type { SRow } from '../contract/structures.js';

const ROWS_AT_A_TIME = 500;

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

/**
 * Reads all rows of a table, and releases it.
 *
 * @throws MapiError when that fails
 */
export function readRows(opened: Result<IMAPITable>, columns: readonly PropTag[] | null): SRow[] {
  return rowsOf(opened, () => columns);
}

/**
 * Reads all rows of a table whole, and releases it: every column that there can be, and in each row those with a value.
 *
 * @throws MapiError when that fails
 */
export function readWholeRows(opened: Result<IMAPITable>): SRow[] {
  const rows = rowsOf(opened, (table) => required(table.QueryColumns(TBL_ALL_COLUMNS)));
  return rows.map((row) => row.filter(({ tag }) => PROP_TYPE(tag) !== PT_ERROR));
}

function rowsOf(opened: Result<IMAPITable>, columnsOf: (table: IMAPITable) => readonly PropTag[] | null): SRow[] {
  const table = required(opened);
  try {
    const columns = columnsOf(table);
    if (columns !== null) check(table.SetColumns(columns, 0));
    const rows: SRow[] = [];
    for (;;) {
      const some = required(table.QueryRows(ROWS_AT_A_TIME, 0));
      if (some.length === 0) return rows;
      rows.push(...some);
    }
  } finally {
    table.Release();
  }
}

function codeOf(error: unknown): HRESULT {
  if (error instanceof MapiError) return error.hr;
  publishFailure('a method that MAPI called', error);
  return error instanceof TypeError ? MAPI_E_INVALID_PARAMETER : MAPI_E_CALL_FAILED;
}
