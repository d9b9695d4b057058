import type { ComObjectOptions } from '../com/com-object.js';
import type { SPropTagArray, SRow } from '../contract/structures.js';
import { MemoryTable } from '../tables/memory-table.js';

/** A table that a session handed out and wants to hear of until it is released. */
export class TrackedTable extends MemoryTable {
  readonly #open: Set<TrackedTable>;

  /**
   * @param open - the set that holds the table while it has references
   */
  constructor(columns: SPropTagArray, rows: () => Iterable<SRow>, open: Set<TrackedTable>, options: ComObjectOptions) {
    super(columns, rows, options);
    this.#open = open;
    open.add(this);
  }

  protected override finalRelease(): void {
    this.#open.delete(this);
    super.finalRelease();
  }
}
