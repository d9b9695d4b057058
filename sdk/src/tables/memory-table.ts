import { ComObject, type ComObjectOptions } from '../com/com-object.js';
import type { Guid } from '../com/guid.js';
import type { HRESULT } from '../com/hresult.js';
import {
  MAPI_E_INVALID_BOOKMARK,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_TOO_COMPLEX,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_W_POSITION_CHANGED,
  S_OK,
} from '../com/hresult-codes.js';
import { failed, type Result, succeeded } from '../com/result.js';
import {
  BOOKMARK_BEGINNING,
  BOOKMARK_CURRENT,
  BOOKMARK_END,
  DIR_BACKWARD,
  fnevTableModified,
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
import { checkRestriction } from './check-restriction.js';
import { chosenRows } from './chosen-rows.js';
import { findRow } from './find-row.js';
import { tagsOfRestriction } from './restriction.js';
import { arrangeRow } from './row-values.js';
import { NO_SUBOBJECTS, type Subobjects } from './subobjects.js';

/** The first number that CreateBookmark gives: the lower ones are BOOKMARK_BEGINNING, CURRENT and END. */
const FIRST_BOOKMARK = 3;

const interfaceIds: readonly Guid[] = [IID_IMAPITable];

/** What a {@link MemoryTable} is made with besides its rows. */
export interface MemoryTableOptions extends ComObjectOptions {
  /** The tables inside its rows; none unless given. */
  readonly subobjects?: Subobjects | undefined;
}

/**
 * A table view over rows that are in memory.
 *
 * The rows are read when they are first needed and kept until {@link MemoryTable.changed} says that they are out of date,
 * or until a property is needed that they were read without.
 * Values are used as they are: hand over rows that do not change any more. A row whose properties are the columns in
 * force, in their order, is passed on without a copy.
 *
 * Restrictions of every type work, RES_SUBRESTRICTION over the tables that the rows are said to have inside; so do sorting,
 * bookmarks and notifications. There are no categories and no MV_INSTANCE columns. Strings sort by their code units, and rows without the value come first.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapitableiunknown
 */
export class MemoryTable extends ComObject implements IMAPITable {
  readonly #allColumns: SPropTagArray;
  readonly #source: (wanted: SPropTagArray) => Iterable<SRow>;
  readonly #subobjects: Subobjects;
  readonly #sinks = new Map<number, IMAPIAdviseSink>();
  readonly #bookmarks = new Map<number, number>();
  #columns: SPropTagArray;
  #restriction: SRestriction | null = null;
  #sortOrder: SSortOrderSet = { sorts: [] };
  #rows: readonly SRow[] | undefined;
  /** The properties with which the rows were read. */
  #read: SPropTagArray = [];
  #position = 0;
  #nextBookmark: number = FIRST_BOOKMARK;
  #nextConnection = 1;

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
    for (const sink of [...this.#sinks.values()]) sink.OnNotify([{ eventType: fnevTableModified, tableEvent, row }]);
  }

  GetLastError(_result: HRESULT, _flags: number): Result<MAPIERROR> {
    return { hr: S_OK, value: null };
  }

  Advise(eventMask: number, adviseSink: IMAPIAdviseSink): Result<number> {
    if (eventMask !== fnevTableModified) return failed(MAPI_E_INVALID_PARAMETER);
    adviseSink.AddRef();
    const connection = this.#nextConnection++;
    this.#sinks.set(connection, adviseSink);
    return succeeded(connection);
  }

  Unadvise(connection: number): HRESULT {
    const sink = this.#sinks.get(connection);
    if (sink === undefined) return MAPI_E_INVALID_PARAMETER;
    this.#sinks.delete(connection);
    sink.Release();
    return S_OK;
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
    this.#position = target;
    return succeeded(target - this.#clamped(origin), moved ? S_OK : MAPI_W_POSITION_CHANGED);
  }

  SeekRowApprox(numerator: number, denominator: number): HRESULT {
    if (denominator <= 0 || numerator < 0) return MAPI_E_INVALID_PARAMETER;
    this.#position = this.#clamped(Math.floor((numerator / denominator) * this.#view().length));
    return S_OK;
  }

  QueryPosition(): Result<{ readonly row: number; readonly numerator: number; readonly denominator: number }> {
    const count = this.#view().length;
    const row = this.#clamped(this.#position);
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
    this.#position = found;
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
    const bookmark = this.#nextBookmark++;
    this.#bookmarks.set(bookmark, this.#clamped(this.#position));
    return succeeded(bookmark);
  }

  FreeBookmark(bookmark: number): HRESULT {
    if (bookmark >= 0 && bookmark < FIRST_BOOKMARK) return S_OK;
    return this.#bookmarks.delete(bookmark) ? S_OK : MAPI_E_INVALID_BOOKMARK;
  }

  SortTable(sortCriteria: SSortOrderSet, _flags: number): HRESULT {
    if (sortCriteria.sorts.some(({ tag }) => PROP_TYPE(tag) === PT_OBJECT || (tag & MV_INSTANCE) !== 0)) {
      return MAPI_E_TOO_COMPLEX;
    }
    this.#sortOrder = { sorts: [...sortCriteria.sorts] };
    this.#rearranged();
    return S_OK;
  }

  QuerySortOrder(): Result<SSortOrderSet> {
    return succeeded(this.#sortOrder);
  }

  QueryRows(rowCount: number, flags: number): Result<SRowSet> {
    if (rowCount === 0 || !Number.isInteger(rowCount)) return failed(MAPI_E_INVALID_PARAMETER);
    if ((flags & ~TBL_NOADVANCE) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
    const from = this.#clamped(this.#position);
    const to = this.#clamped(from + rowCount);
    const rows = this.#view().slice(Math.min(from, to), Math.max(from, to));
    this.#position = (flags & TBL_NOADVANCE) === 0 ? to : from;
    return succeeded(rows.map((row) => arrangeRow(row, this.#columns)));
  }

  Abort(): HRESULT {
    return S_OK;
  }

  ExpandRow(): Result<{ readonly rows: SRowSet; readonly moreRows: number }> {
    return failed(MAPI_E_NO_SUPPORT);
  }

  CollapseRow(): Result<number> {
    return failed(MAPI_E_NO_SUPPORT);
  }

  WaitForCompletion(_flags: number, _timeout: number): Result<number> {
    return succeeded(TBLSTAT_COMPLETE);
  }

  GetCollapseState(): Result<Uint8Array> {
    return failed(MAPI_E_NO_SUPPORT);
  }

  SetCollapseState(): Result<number> {
    return failed(MAPI_E_NO_SUPPORT);
  }

  protected override finalRelease(): void {
    for (const sink of this.#sinks.values()) sink.Release();
    this.#sinks.clear();
    this.#rows = undefined;
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
      this.#read = [...new Set([...this.#columns, ...tags, ...sorted, ...restricted])];
      const rows = Array.from(this.#source(this.#read));
      this.#rows = chosenRows(rows, this.#restriction, this.#sortOrder, this.#subobjects);
    }
    return this.#rows;
  }

  /** After SortTable and Restrict the position is at the beginning and bookmarks are void. */
  #rearranged(): void {
    this.#rows = undefined;
    this.#bookmarks.clear();
    this.#position = 0;
  }

  #origin(bookmark: number): number | undefined {
    if (bookmark === BOOKMARK_BEGINNING) return 0;
    if (bookmark === BOOKMARK_CURRENT) return this.#clamped(this.#position);
    if (bookmark === BOOKMARK_END) return this.#view().length;
    return this.#bookmarks.get(bookmark);
  }

  #clamped(position: number): number {
    return Math.min(Math.max(position, 0), this.#view().length);
  }
}
