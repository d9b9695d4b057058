import { ComObject } from '../com/com-object.js';
import type { Guid } from '../com/guid.js';
import type { HRESULT } from '../com/hresult.js';
import {
  MAPI_E_INVALID_BOOKMARK,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NOT_FOUND,
  MAPI_E_TOO_COMPLEX,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_W_POSITION_CHANGED,
  S_OK,
} from '../com/hresult-codes.js';
import { failed, type Result, succeeded } from '../com/result.js';
import {
  DIR_BACKWARD,
  TABLE_CHANGED,
  TBL_ALL_COLUMNS,
  TBL_NOADVANCE,
  TBLSTAT_COMPLETE,
  TBLTYPE_SNAPSHOT,
} from '../contract/flags.js';
import type { IMAPIAdviseSink } from '../contract/imapi-advise-sink.js';
import type { IMAPITable } from '../contract/imapi-table.js';
import { IID_IMAPITable } from '../contract/interface-ids.js';
import { MV_INSTANCE, PROP_TYPE, PT_NULL, PT_OBJECT } from '../contract/property-types.js';
import type { MAPIERROR, SPropTagArray, SRestriction, SRow, SRowSet, SSortOrderSet } from '../contract/structures.js';
import { Categories, type Toggled } from './categories.js';
import { checkRestriction } from './check-restriction.js';
import { checkSortOrder } from './check-sort-order.js';
import { chosenRows } from './chosen-rows.js';
import { findRow } from './find-row.js';
import type { MemoryTableOptions } from './memory-table-options.js';
import { tagsOfRestriction } from './restriction.js';
import { arrangeRow } from './row-values.js';
import { NO_SUBOBJECTS, type Subobjects } from './subobjects.js';
import { TableCursor } from './table-cursor.js';
import { TableSinks } from './table-sinks.js';

const interfaceIds: readonly Guid[] = [IID_IMAPITable];

/**
 * A table view over rows that are in memory.
 *
 * The rows are read when they are first needed and kept until {@link MemoryTable.changed} says that they are out of date,
 * or until a property is needed that they were read without.
 * Values are used as they are: hand over rows that do not change any more. A row whose properties are the columns in
 * force, in their order, is passed on without a copy.
 *
 * Restrictions of every type work, RES_SUBRESTRICTION over the tables that the rows are said to have inside; so do sorting,
 * bookmarks, categories and notifications. There are no MV_INSTANCE columns. Strings sort by their code units, and rows without
 * the value come first.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapitableiunknown
 */
export class MemoryTable extends ComObject implements IMAPITable {
  readonly #allColumns: SPropTagArray;
  readonly #source: (wanted: SPropTagArray) => Iterable<SRow>;
  readonly #subobjects: Subobjects;
  readonly #sinks = new TableSinks();
  readonly #cursor = new TableCursor();
  #columns: SPropTagArray;
  #restriction: SRestriction | null = null;
  #sortOrder: SSortOrderSet = { sorts: [] };
  #categories = new Categories({ sorts: [] });
  #rows: readonly SRow[] | undefined;
  /** The properties with which the rows were read. */
  #read: SPropTagArray = [];

  /**
   * @param columns - the columns that are possible, which are also the first ones in force
   * @param rows - reads the rows; asked when rows are first needed, and again after {@link MemoryTable.changed}. It may
   * leave out properties that are not wanted
   * @param options - where the table's references are counted, and the tables inside its rows
   */
  constructor(
    columns: SPropTagArray,
    rows: (wanted: SPropTagArray) => Iterable<SRow>,
    options: MemoryTableOptions = {},
  ) {
    super(options);
    this.#allColumns = columns;
    this.#columns = columns;
    this.#source = rows;
    this.#subobjects = options.subobjects ?? NO_SUBOBJECTS;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  /**
   * Makes the table read its rows anew, and tells the registered sinks.
   *
   * @param tableEvent - one of the TABLE_ constants
   * @param row - for TABLE_ROW_ADDED, TABLE_ROW_MODIFIED and TABLE_ROW_DELETED: the row concerned
   */
  changed(tableEvent: number = TABLE_CHANGED, row?: SRow): void {
    this.#rows = undefined;
    // With one row the headings above it may have changed, or it may be below one that is collapsed.
    if (this.#categories.isOn && row !== undefined) this.#sinks.tell(TABLE_CHANGED, undefined);
    else this.#sinks.tell(tableEvent, row);
  }

  GetLastError(_result: HRESULT, _flags: number): Result<MAPIERROR> {
    return { hr: S_OK, value: null };
  }

  Advise(eventMask: number, adviseSink: IMAPIAdviseSink): Result<number> {
    return this.#sinks.advise(eventMask, adviseSink);
  }

  Unadvise(connection: number): HRESULT {
    return this.#sinks.unadvise(connection);
  }

  GetStatus(): Result<{ readonly tableStatus: number; readonly tableType: number }> {
    return succeeded({ tableStatus: TBLSTAT_COMPLETE, tableType: TBLTYPE_SNAPSHOT });
  }

  SetColumns(tags: SPropTagArray, _flags: number): HRESULT {
    if (tags.length === 0 || tags.some((tag) => PROP_TYPE(tag) === PT_OBJECT)) return MAPI_E_INVALID_PARAMETER;
    if (tags.some((tag) => (tag & MV_INSTANCE) !== 0)) return MAPI_E_TOO_COMPLEX;
    this.#columns = [...tags];
    return S_OK;
  }

  QueryColumns(flags: number): Result<SPropTagArray> {
    if ((flags & ~TBL_ALL_COLUMNS) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
    if ((flags & TBL_ALL_COLUMNS) === 0) return succeeded(this.#columns);
    const chosen = this.#columns.filter((tag) => PROP_TYPE(tag) !== PT_NULL && !this.#allColumns.includes(tag));
    return succeeded([...this.#allColumns, ...chosen]);
  }

  GetRowCount(_flags: number): Result<number> {
    return succeeded(this.#view().length);
  }

  SeekRow(bookmark: number, rowCount: number): Result<number> {
    const origin = this.#origin(bookmark);
    if (origin === undefined) return failed(MAPI_E_INVALID_BOOKMARK);
    const target = this.#clamped(origin + Math.trunc(rowCount));
    const moved = origin <= this.#view().length;
    this.#cursor.position = target;
    return succeeded(target - this.#clamped(origin), moved ? S_OK : MAPI_W_POSITION_CHANGED);
  }

  SeekRowApprox(numerator: number, denominator: number): HRESULT {
    if (denominator <= 0 || numerator < 0) return MAPI_E_INVALID_PARAMETER;
    this.#cursor.position = this.#clamped(Math.floor((numerator / denominator) * this.#view().length));
    return S_OK;
  }

  QueryPosition(): Result<{ readonly row: number; readonly numerator: number; readonly denominator: number }> {
    const count = this.#view().length;
    const row = this.#clamped(this.#cursor.position);
    return succeeded({ row, numerator: row, denominator: Math.max(count, 1) });
  }

  FindRow(restriction: SRestriction | null, bookmark: number, flags: number): HRESULT {
    if ((flags & ~DIR_BACKWARD) !== 0) return MAPI_E_UNKNOWN_FLAGS;
    const origin = this.#origin(bookmark);
    if (origin === undefined) return MAPI_E_INVALID_BOOKMARK;
    const checked = restriction === null ? S_OK : checkRestriction(restriction, this.#subobjects);
    if (checked !== S_OK) return checked;
    const rows = restriction === null ? this.#view() : this.#readWith(tagsOfRestriction(restriction, this.#subobjects));
    const backwards = (flags & DIR_BACKWARD) !== 0;
    const found = findRow(rows, restriction, this.#clamped(origin), backwards, this.#subobjects);
    if (found === -1) return MAPI_E_NOT_FOUND;
    this.#cursor.position = found;
    return S_OK;
  }

  Restrict(restriction: SRestriction | null, _flags: number): HRESULT {
    const checked = restriction === null ? S_OK : checkRestriction(restriction, this.#subobjects);
    if (checked !== S_OK) return checked;
    this.#restriction = restriction;
    this.#rearranged();
    return S_OK;
  }

  CreateBookmark(): Result<number> {
    return succeeded(this.#cursor.mark(this.#clamped(this.#cursor.position)));
  }

  FreeBookmark(bookmark: number): HRESULT {
    return this.#cursor.free(bookmark) ? S_OK : MAPI_E_INVALID_BOOKMARK;
  }

  SortTable(sortCriteria: SSortOrderSet, _flags: number): HRESULT {
    const checked = checkSortOrder(sortCriteria);
    if (checked !== S_OK) return checked;
    this.#sortOrder = { ...sortCriteria, sorts: [...sortCriteria.sorts] };
    this.#categories = new Categories(this.#sortOrder);
    this.#rearranged();
    return S_OK;
  }

  QuerySortOrder(): Result<SSortOrderSet> {
    return succeeded(this.#sortOrder);
  }

  QueryRows(rowCount: number, flags: number): Result<SRowSet> {
    if (rowCount === 0 || !Number.isInteger(rowCount)) return failed(MAPI_E_INVALID_PARAMETER);
    if ((flags & ~TBL_NOADVANCE) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
    const from = this.#clamped(this.#cursor.position);
    const to = this.#clamped(from + rowCount);
    const rows = this.#view().slice(Math.min(from, to), Math.max(from, to));
    this.#cursor.position = (flags & TBL_NOADVANCE) === 0 ? to : from;
    return succeeded(rows.map((row) => arrangeRow(row, this.#columns)));
  }

  Abort(): HRESULT {
    return S_OK;
  }

  /** The position is behind the rows that are given, or behind the heading when none is. */
  ExpandRow(instanceKey: Uint8Array, rowCount: number, flags: number): ReturnType<IMAPITable['ExpandRow']> {
    const toggled = this.#toggle(instanceKey, flags, true);
    if (toggled.value === null) return failed(toggled.hr);
    const { heading, change } = toggled.value;
    this.#cursor.position = heading + 1 + Math.min(Math.max(rowCount, 0), change);
    const rows = this.#view().slice(heading + 1, this.#cursor.position);
    return succeeded({ rows: rows.map((row) => arrangeRow(row, this.#columns)), moreRows: change });
  }

  /** The value is the number of rows that are no longer shown; a position or bookmark at one of them is at the next row. */
  CollapseRow(instanceKey: Uint8Array, flags: number): Result<number> {
    const toggled = this.#toggle(instanceKey, flags, false);
    return toggled.value === null ? failed(toggled.hr) : succeeded(0 - toggled.value.change);
  }

  WaitForCompletion(_flags: number, _timeout: number): Result<number> {
    return succeeded(TBLSTAT_COMPLETE);
  }

  GetCollapseState(flags: number, instanceKey: Uint8Array): Result<Uint8Array> {
    const refused = this.#categories.refusal(flags);
    return refused === S_OK ? succeeded(this.#categories.save(instanceKey)) : failed(refused);
  }

  /** The value is a bookmark at the row that the state was saved with, or at what stands for it. */
  SetCollapseState(flags: number, collapseState: Uint8Array): Result<number> {
    const refused = this.#categories.refusal(flags);
    if (refused !== S_OK) return failed(refused);
    this.#view();
    const restored = this.#categories.restore(collapseState);
    if (restored === undefined) return failed(MAPI_E_INVALID_PARAMETER);
    this.#rows = restored.rows;
    this.#cursor.move(restored.moved);
    return succeeded(this.#cursor.mark(restored.row));
  }

  protected override finalRelease(): void {
    this.#sinks.releaseAll();
    this.#rows = undefined;
  }

  #toggle(instanceKey: Uint8Array, flags: number, expanded: boolean): Result<Toggled> {
    const refused = this.#categories.refusal(flags);
    if (refused !== S_OK) return failed(refused);
    this.#view();
    const toggled = this.#categories.toggle(instanceKey, expanded);
    if (toggled === undefined) return failed(MAPI_E_NOT_FOUND);
    this.#rows = toggled.rows;
    this.#cursor.move(toggled.moved);
    return succeeded(toggled);
  }

  /** The rows under the restriction and in the sort order in force. */
  #view(): readonly SRow[] {
    return this.#readWith(this.#columns);
  }

  /** The same, with certain properties in the rows. */
  #readWith(tags: SPropTagArray): readonly SRow[] {
    if (this.#rows === undefined || !tags.every((tag) => this.#read.includes(tag))) {
      const sorted = this.#sortOrder.sorts.map(({ tag }) => tag);
      const restricted = this.#restriction === null ? [] : tagsOfRestriction(this.#restriction, this.#subobjects);
      this.#read = [...new Set([...this.#columns, ...tags, ...sorted, ...restricted, ...this.#categories.tags])];
      const rows = Array.from(this.#source(this.#read));
      const chosen = chosenRows(rows, this.#restriction, this.#sortOrder, this.#subobjects);
      this.#rows = this.#categories.isOn ? this.#categories.load(chosen) : chosen;
    }
    return this.#rows;
  }

  /** After SortTable and Restrict the position is at the beginning and bookmarks are void. */
  #rearranged(): void {
    this.#rows = undefined;
    this.#cursor.reset();
  }

  #origin(bookmark: number): number | undefined {
    return this.#cursor.origin(bookmark, this.#view().length);
  }

  #clamped(position: number): number {
    return Math.min(Math.max(position, 0), this.#view().length);
  }
}
