import type { HRESULT } from '../com/hresult.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPIAdviseSink } from './imapi-advise-sink.js';
import type { MAPIERROR, SPropTagArray, SRestriction, SRowSet, SSortOrderSet } from './structures.js';

/**
 * A view of a table.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapitableiunknown
 */
export interface IMAPITable extends IUnknown {
  /** Details of the last error `result` of this object; the value may be null with S_OK. */
  GetLastError(result: HRESULT, flags: number): Result<MAPIERROR>;
  /** Registers a sink for fnevTableModified. */
  Advise(eventMask: number, adviseSink: IMAPIAdviseSink): Result<number>;
  /** Ends a registration. */
  Unadvise(connection: number): HRESULT;
  /** Is an asynchronous operation under way, and may rows change? */
  GetStatus(): Result<{ readonly tableStatus: number; readonly tableType: number }>;
  /** Chooses columns and their order. */
  SetColumns(tags: SPropTagArray, flags: number): HRESULT;
  /** The columns in force; TBL_ALL_COLUMNS: all that are possible. */
  QueryColumns(flags: number): Result<SPropTagArray>;
  /** The number of rows under the restriction in force. */
  GetRowCount(flags: number): Result<number>;
  /** Moves the position; the value is the number of rows moved. */
  SeekRow(bookmark: number, rowCount: number): Result<number>;
  /** Moves the position to a fraction of the table. */
  SeekRowApprox(numerator: number, denominator: number): HRESULT;
  /** The position. */
  QueryPosition(): Result<{ readonly row: number; readonly numerator: number; readonly denominator: number }>;
  /** Moves to the next row that matches; MAPI_E_NOT_FOUND. DIR_BACKWARD searches backwards. */
  FindRow(restriction: SRestriction | null, bookmark: number, flags: number): HRESULT;
  /** Limits the rows; null lifts the limit. */
  Restrict(restriction: SRestriction | null, flags: number): HRESULT;
  /** Marks the position. */
  CreateBookmark(): Result<number>;
  /** Frees a mark. */
  FreeBookmark(bookmark: number): HRESULT;
  /** Sorts the rows. */
  SortTable(sortCriteria: SSortOrderSet, flags: number): HRESULT;
  /** The sort order in force. */
  QuerySortOrder(): Result<SSortOrderSet>;
  /** Reads rows from the position on; a negative count reads backwards, no rows means the end. */
  QueryRows(rowCount: number, flags: number): Result<SRowSet>;
  /** Stops asynchronous operations. */
  Abort(): HRESULT;
  /** Opens a category; MAPI_E_NO_SUPPORT where rows are not categorized. */
  ExpandRow(
    instanceKey: Uint8Array,
    rowCount: number,
    flags: number,
  ): Result<{ readonly rows: SRowSet; readonly moreRows: number }>;
  /** Closes a category. */
  CollapseRow(instanceKey: Uint8Array, flags: number): Result<number>;
  /** Waits for asynchronous operations, `timeout` milliseconds at most. */
  WaitForCompletion(flags: number, timeout: number): Result<number>;
  /** Saves which categories are open. */
  GetCollapseState(flags: number, instanceKey: Uint8Array): Result<Uint8Array>;
  /** Restores which categories are open; the value is a bookmark. */
  SetCollapseState(flags: number, collapseState: Uint8Array): Result<number>;
}
