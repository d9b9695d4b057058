import type { Synchronous } from './synchronous.js';
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
  protected abstract commit(batch: readonly C[]): Synchronous;

  /**
   * Makes the provider fit for use again: called before the first commit after one that has thrown, in the background, in
   * NotifyProcessShutdown, in DoFastShutdown or in the logoff, whichever comes first.
   *
   * Many databases are not the same after a write that failed, for example on a full disk: LevelDB acknowledges what the next
   * opening does not find, others fail for ever. What helps is to close and open again, and to look before whether there is
   * room. When this throws, nothing is committed, everything stays pending, and it is called again before the next attempt:
   * so does a provider that has to give up for good, with each call. Unless overridden it does nothing, which is right for a
   * database that says of itself that it is sound after an error.
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
  protected maintain(): Synchronous;

  /** Finds an item, also one that is not committed yet. */
  protected read(id: string): T | undefined;

  /** Lists items, also those that are not committed yet. */
  protected list(...where: W): Iterable<T>;

  /** Acknowledges an item, which is committed later. */
  protected write(item: T, movedFrom?: string): Synchronous;

  /** Acknowledges a removal, which is committed later. */
  protected remove(id: string): Synchronous;

  /** Commits everything pending, now. */
  protected flush(): void;
}
