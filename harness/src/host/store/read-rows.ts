import { type IMAPITable, isCode, MAPI_E_NO_SUPPORT, type PropTag, type Result, type SRow } from '@mapi-kit/sdk';
import { insist, unwrap } from './refusal.js';

const ROWS_AT_ONCE = 500;

/**
 * Reads a whole table and releases it.
 *
 * @param opened - what the method that opens the table returned
 * @param columns - what to read of each row
 * @param method - how reports call the method that opens the table
 * @throws Refusal
 */
export function readRows(opened: Result<IMAPITable>, columns: readonly PropTag[], method: string): SRow[] {
  return [...eachRow(opened, columns, method)];
}

/**
 * Reads a table that not every store has: hidden messages, attachments. Who has none says so, and shows no rows.
 *
 * @param opened - what the method that opens the table returned
 * @param columns - what to read of each row
 * @param method - how reports call the method that opens the table
 * @throws Refusal
 */
export function rowsIfAny(opened: Result<IMAPITable>, columns: readonly PropTag[], method: string): SRow[] {
  return isCode(opened.hr, MAPI_E_NO_SUPPORT) ? [] : readRows(opened, columns, method);
}

/**
 * Reads a whole table row by row and releases it in the end.
 *
 * @param opened - what the method that opens the table returned
 * @param columns - what to read of each row
 * @param method - how reports call the method that opens the table
 * @throws Refusal
 */
export function* eachRow(
  opened: Result<IMAPITable>,
  columns: readonly PropTag[],
  method: string,
): Generator<SRow, void, undefined> {
  const table = unwrap(opened, method);
  insist(table.SetColumns(columns, 0), 'IMAPITable::SetColumns');
  for (;;) {
    const rows = unwrap(table.QueryRows(ROWS_AT_ONCE, 0), 'IMAPITable::QueryRows');
    if (rows.length === 0) break;
    yield* rows;
  }
  table.Release();
}
