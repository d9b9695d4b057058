import { demand, demandValue } from '../com/demand.js';
import type { Result } from '../com/result.js';
import { TBL_ALL_COLUMNS } from '../contract/flags.js';
import type { IMAPITable } from '../contract/imapi-table.js';
import { PROP_TYPE, PT_ERROR, PT_NULL, PT_OBJECT } from '../contract/property-types.js';
import type { SPropTagArray, SRow } from '../contract/structures.js';

const ROWS_AT_A_TIME = 500;

/**
 * Reads all rows of a table, and releases it.
 *
 * @param opened - what the method gave that opens the table
 * @param columns - which columns, in this order
 * @param what - that method, for the message of the error
 * @throws MapiError when that fails
 */
export function readRows(opened: Result<IMAPITable>, columns: SPropTagArray, what: string): SRow[] {
  return rowsOf(opened, () => columns, what);
}

/**
 * Reads all rows of a table whole, and releases it: every column that there can be, and in each row those with a value.
 *
 * The columns in force are a choice of what there is: of recipients, for example, they leave out what a client added.
 *
 * @param opened - what the method gave that opens the table
 * @param what - that method, for the message of the error
 * @throws MapiError when that fails
 */
export function readWholeRows(opened: Result<IMAPITable>, what: string): SRow[] {
  const rows = rowsOf(opened, allColumns, what);
  return rows.map((row) => row.filter(({ tag }) => PROP_TYPE(tag) !== PT_ERROR));
}

function allColumns(table: IMAPITable): SPropTagArray {
  const columns = demandValue(table.QueryColumns(TBL_ALL_COLUMNS), 'QueryColumns');
  return columns.filter((tag) => PROP_TYPE(tag) !== PT_OBJECT && PROP_TYPE(tag) !== PT_NULL);
}

function rowsOf(opened: Result<IMAPITable>, columnsOf: (table: IMAPITable) => SPropTagArray, what: string): SRow[] {
  const table = demandValue(opened, what);
  try {
    const columns = columnsOf(table);
    // A table of rows without any property has no columns, and SetColumns refuses none.
    if (columns.length > 0) demand(table.SetColumns(columns, 0), 'SetColumns');
    const rows: SRow[] = [];
    for (;;) {
      const some = demandValue(table.QueryRows(ROWS_AT_A_TIME, 0), 'QueryRows');
      if (some.length === 0) return rows;
      rows.push(...some);
    }
  } finally {
    table.Release();
  }
}
