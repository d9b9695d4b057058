/** What a table shows: which events make its rows out of date. */
export interface TableTopic {
  readonly kind: 'contents' | 'associated' | 'hierarchy' | 'tree' | 'queue';
  /** The folder shown; none for those that concern the whole store. */
  readonly folder: string | null;
}

/** A table that is told when its rows have changed. */
export interface ChangingTable {
  changed(): void;
}

/** The tables that clients have open, to be told of changes. */
export class OpenTables {
  readonly #tables = new Map<ChangingTable, TableTopic>();

  add(table: ChangingTable, topic: TableTopic): void {
    this.#tables.set(table, topic);
  }

  delete(table: ChangingTable): void {
    this.#tables.delete(table);
  }

  get isEmpty(): boolean {
    return this.#tables.size === 0;
  }

  /** Whether any table of a kind is open: finding out whom a change concerns may cost something. */
  isOpen(kind: TableTopic['kind']): boolean {
    for (const topic of this.#tables.values()) if (topic.kind === kind) return true;
    return false;
  }

  /** Tells the tables of a topic that their rows have changed. */
  changed(kind: TableTopic['kind'], folder: string | null): void {
    if (this.#tables.size === 0) return;
    for (const [table, topic] of [...this.#tables]) {
      if (topic.kind === kind && (topic.folder === folder || topic.folder === null)) table.changed();
    }
  }
}
