/** What every write-behind base has besides the hooks of its kind of provider. */
export declare abstract class WriteBehindMembers<T, C, W extends readonly unknown[]> {
  /** Between two background commits, in milliseconds. */
  protected get commitInterval(): number;

  /**
   * The most changes of one commit in the background; NotifyProcessShutdown, DoFastShutdown, the logoff and `flush()`
   * commit all that is pending at once.
   */
  protected get batchSize(): number;

  /** Between two calls of {@link WriteBehindMembers.maintain}, in milliseconds. */
  protected get maintenanceInterval(): number;

  /** How long after an abandoned NotifyProcessShutdown maintenance resumes without a change, in milliseconds. */
  protected get resumeAfter(): number;

  /** The number of changes that are acknowledged and not committed. */
  protected get pendingCount(): number;

  /**
   * Makes changes durable, synchronously. When it throws, the whole batch stays pending and comes again.
   *
   * @param batch - the changes in order; nothing occurs twice
   */
  protected abstract commit(batch: readonly C[]): void;

  /**
   * Makes what is written to fit for use again: called before the first commit after one that has thrown. When it throws,
   * nothing is committed.
   *
   * @param error - what `commit` has thrown
   */
  protected recover(error: unknown): void;

  /** Reads one committed item; as `read`. */
  protected abstract readCommitted(id: string): T | undefined;

  /** Lists committed items; as `list`. */
  protected abstract listCommitted(...where: W): Iterable<T>;

  /**
   * Looks for changes from outside, compacts, indexes, and so on: called when nothing is pending, and not between Notify and
   * a resumption.
   */
  protected maintain(): void;

  /** Finds an item, also one that is not committed yet. */
  protected read(id: string): T | undefined;

  /** Lists items, also those that are not committed yet. */
  protected list(...where: W): Iterable<T>;

  /** Acknowledges an item, which is committed later. */
  protected write(item: T, movedFrom?: string): void;

  /** Acknowledges a removal, which is committed later. */
  protected remove(id: string): void;

  /** Commits everything pending, now. */
  protected flush(): void;
}
