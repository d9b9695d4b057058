import { FAILED, type HRESULT } from '../../com/hresult.js';
import { MAPI_E_INVALID_OBJECT, S_OK } from '../../com/hresult-codes.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import type {
  MAPIERROR,
  SPropTagArray,
  SRestriction,
  SRow,
  SRowSet,
  SSortOrderSet,
} from '../../contract/structures.js';
import { MemoryTable } from '../../tables/memory-table.js';
import type { MemoryTableOptions } from '../../tables/memory-table-options.js';
import { type Failure, failureOf } from './errors.js';
import type { LogonScope } from './logon-scope.js';
import type { OpenTables, TableTopic } from './open-tables.js';

/** A table over rows that an author's hook lists: a failing hook becomes the code of the table's method. */
export class StoreTable extends MemoryTable {
  readonly #view: LogonScope;
  readonly #tables: OpenTables;
  #failure: Failure | undefined;

  constructor(
    view: LogonScope,
    columns: SPropTagArray,
    rows: (wanted: SPropTagArray) => Iterable<SRow>,
    topic: TableTopic | null,
    options: MemoryTableOptions,
  ) {
    super(columns, rows, options);
    this.#view = view;
    this.#tables = view.core.tables;
    if (topic !== null) this.#tables.add(this, topic);
  }

  override changed(tableEvent?: number, row?: SRow): void {
    try {
      super.changed(tableEvent, row);
    } catch {
      // A sink that fails is its client's problem; the change has been made.
    }
  }

  override GetLastError(result: HRESULT, _flags: number): Result<MAPIERROR> {
    const failure = this.#failure;
    if (failure?.hr !== result) return { hr: S_OK, value: null };
    return succeeded({
      error: failure.message,
      component: this.#view.core.definition.displayName,
      lowLevelError: 0,
      context: 0,
    });
  }

  override GetRowCount(flags: number): Result<number> {
    return this.#give(() => super.GetRowCount(flags));
  }

  override SeekRow(bookmark: number, rowCount: number): Result<number> {
    return this.#give(() => super.SeekRow(bookmark, rowCount));
  }

  override SeekRowApprox(numerator: number, denominator: number): HRESULT {
    return this.#run(() => super.SeekRowApprox(numerator, denominator));
  }

  override QueryPosition(): Result<{ readonly row: number; readonly numerator: number; readonly denominator: number }> {
    return this.#give(() => super.QueryPosition());
  }

  override FindRow(restriction: SRestriction | null, bookmark: number, flags: number): HRESULT {
    return this.#run(() => super.FindRow(restriction, bookmark, flags));
  }

  override Restrict(restriction: SRestriction | null, flags: number): HRESULT {
    return this.#run(() => super.Restrict(restriction, flags));
  }

  override SortTable(sortCriteria: SSortOrderSet, flags: number): HRESULT {
    return this.#run(() => super.SortTable(sortCriteria, flags));
  }

  override CreateBookmark(): Result<number> {
    return this.#give(() => super.CreateBookmark());
  }

  override QueryRows(rowCount: number, flags: number): Result<SRowSet> {
    return this.#give(() => super.QueryRows(rowCount, flags));
  }

  override ExpandRow(
    instanceKey: Uint8Array,
    rowCount: number,
    flags: number,
  ): Result<{ readonly rows: SRowSet; readonly moreRows: number }> {
    return this.#give(() => super.ExpandRow(instanceKey, rowCount, flags));
  }

  override CollapseRow(instanceKey: Uint8Array, flags: number): Result<number> {
    return this.#give(() => super.CollapseRow(instanceKey, flags));
  }

  override GetCollapseState(flags: number, instanceKey: Uint8Array): Result<Uint8Array> {
    return this.#give(() => super.GetCollapseState(flags, instanceKey));
  }

  override SetCollapseState(flags: number, collapseState: Uint8Array): Result<number> {
    return this.#give(() => super.SetCollapseState(flags, collapseState));
  }

  protected override finalRelease(): void {
    this.#tables.delete(this);
    super.finalRelease();
  }

  #give<T>(body: () => Result<T>): Result<T> {
    if (!this.#view.alive) return failed(MAPI_E_INVALID_OBJECT);
    try {
      return body();
    } catch (error) {
      this.#failure = failureOf(error);
      return failed(this.#failure.hr);
    }
  }

  #run(body: () => HRESULT): HRESULT {
    const result = this.#give(() => {
      const hr = body();
      return FAILED(hr) ? failed<null>(hr) : { hr, value: null };
    });
    return result.hr;
  }
}
