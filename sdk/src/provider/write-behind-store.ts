import { E_UNEXPECTED } from '../com/hresult-codes.js';
import { MapiError } from '../com/mapi-error.js';
import { AbstractMessageStore } from './abstract-message-store.js';
import { isPromise } from './errors.js';
import { idOf, type PendingBatch, PendingChanges, type StoreChange } from './pending-changes.js';
import type { StoredObject } from './stored-object.js';

/** How an {@link AbstractWriteBehindStore} paces its background work. Times are in milliseconds. */
export interface WriteBehindOptions {
  /** Between two background commits; 100 unless given. */
  readonly commitInterval?: number | undefined;
  /** The changes that one turn of the event loop commits at most; 256 unless given. */
  readonly batchSize?: number | undefined;
  /** Between two calls of `maintain`; 1,000 unless given. */
  readonly maintenanceInterval?: number | undefined;
  /** How long after an abandoned NotifyProcessShutdown maintenance resumes without a change; 2,000 unless given. */
  readonly resumeAfter?: number | undefined;
}

/** Committed folders that are kept in memory: every save in a folder asks for it. */
const KNOWN_FOLDERS = 64;

type Phase = 'working' | 'notified' | 'persisted' | 'closed';

/**
 * The base of a store that acknowledges saves at once and commits them in batches in the background.
 *
 * Changes wait in memory, in order, and reads and lists see them. NotifyProcessShutdown stops maintenance and commits
 * what is pending; DoFastShutdown and the classic logoff commit everything, synchronously, and stop all timers. A commit
 * that fails keeps its changes pending and is tried again; while something is pending, DoFastShutdown does not succeed.
 * A change that comes after DoFastShutdown is committed before it is acknowledged. The timers keep no process alive.
 *
 * An author who overrides `open`, `prepareForExit`, `persistForExit` or `close` must call the overridden one.
 */
export abstract class AbstractWriteBehindStore extends AbstractMessageStore {
  readonly #options: WriteBehindOptions;
  readonly #pending = new PendingChanges();
  readonly #folders = new Map<string, StoredObject>();
  #phase: Phase = 'working';
  #commitTimer: NodeJS.Timeout | undefined;
  #maintenanceTimer: NodeJS.Timeout | undefined;
  #resumeTimer: NodeJS.Timeout | undefined;

  constructor(options: WriteBehindOptions = {}) {
    super();
    this.#options = options;
  }

  /** Between two background commits, in milliseconds. */
  protected get commitInterval(): number {
    return this.#options.commitInterval ?? 100;
  }

  /** The changes that one turn of the event loop commits at most. */
  protected get batchSize(): number {
    return this.#options.batchSize ?? 256;
  }

  /** Between two calls of {@link AbstractWriteBehindStore.maintain}, in milliseconds. */
  protected get maintenanceInterval(): number {
    return this.#options.maintenanceInterval ?? 1000;
  }

  /** How long after an abandoned NotifyProcessShutdown maintenance resumes without a change, in milliseconds. */
  protected get resumeAfter(): number {
    return this.#options.resumeAfter ?? 2000;
  }

  /** The number of changes that are acknowledged and not committed. */
  protected get pendingCount(): number {
    return this.#pending.size;
  }

  /**
   * Makes changes durable, in one synchronous transaction: all of them or none.
   *
   * @param batch - the changes in order; no object occurs twice
   */
  protected abstract commit(batch: readonly StoreChange[]): void;

  /** Reads one committed object; as {@link AbstractMessageStore.read}. */
  protected abstract readCommitted(id: string): StoredObject | undefined;

  /** Lists the committed objects of a folder; as {@link AbstractMessageStore.list}. */
  protected abstract listCommitted(parent: string, kind: StoredObject['kind']): Iterable<StoredObject>;

  /** Compacts, indexes, and so on: called when nothing is pending, and not between Notify and a resumption. */
  protected maintain(): void {}

  protected override open(): void {
    this.#startMaintenance();
  }

  protected override read(id: string): StoredObject | undefined {
    const pending = this.#pending.get(id);
    if (pending === undefined) return this.#folders.get(id) ?? this.#readAndKeep(id);
    return 'put' in pending ? pending.put : undefined;
  }

  protected override list(parent: string, kind: StoredObject['kind']): Iterable<StoredObject> {
    return this.#pending.overlay(this.listCommitted(parent, kind), parent, kind);
  }

  protected override write(object: StoredObject): void {
    this.#accept({ put: object });
  }

  protected override remove(id: string): void {
    const object = this.read(id);
    if (object === undefined) return;
    this.#accept({ remove: id, parent: object.parent, kind: object.kind });
  }

  protected override prepareForExit(): void {
    if (this.#phase === 'closed') return;
    if (this.#phase === 'working') this.#phase = 'notified';
    this.#stopMaintenance();
    if (this.#phase === 'notified') {
      clearTimeout(this.#resumeTimer);
      this.#resumeTimer = setTimeout(() => this.#resume(), this.resumeAfter).unref();
    }
    this.#commitAll();
  }

  protected override persistForExit(): void {
    if (this.#phase === 'closed') return;
    this.#stopTimers();
    try {
      this.#commitAll();
    } catch (error) {
      // Not ready for the exit: what is pending is tried again for as long as the process goes on.
      this.#startCommitting();
      throw error;
    }
    this.#phase = 'persisted';
  }

  protected override close(): void {
    this.#phase = 'closed';
    this.#stopTimers();
    this.#commitAll();
  }

  /** Commits everything pending, now. */
  protected flush(): void {
    this.#commitAll();
  }

  #readAndKeep(id: string): StoredObject | undefined {
    const object = this.readCommitted(id);
    if (object?.kind !== 'folder') return object;
    const [oldest] = this.#folders.size < KNOWN_FOLDERS ? [] : this.#folders.keys();
    if (oldest !== undefined) this.#folders.delete(oldest);
    this.#folders.set(id, object);
    return object;
  }

  #accept(change: StoreChange): void {
    if (this.#phase === 'closed') throw new MapiError(E_UNEXPECTED, 'the store is closed');
    if (this.#phase === 'persisted') {
      // The client has been told that nothing is pending: from now on a change is durable before it is acknowledged.
      this.#commitAll();
      this.#callCommit([change]);
      return;
    }
    this.#pending.add(change);
    if (this.#phase === 'notified') this.#resume();
    this.#startCommitting();
  }

  #resume(): void {
    clearTimeout(this.#resumeTimer);
    this.#resumeTimer = undefined;
    if (this.#phase !== 'notified') return;
    this.#phase = 'working';
    this.#startMaintenance();
  }

  #startCommitting(): void {
    this.#commitTimer ??= setInterval(() => this.#commitInBackground(), this.commitInterval).unref();
  }

  #commitInBackground(): void {
    try {
      this.#commitBatch(this.#pending.first(this.batchSize));
    } catch {
      // The changes are still pending: the next turn tries again, and persistForExit reports if it never succeeds.
    }
    if (this.#pending.size > 0) return;
    clearInterval(this.#commitTimer);
    this.#commitTimer = undefined;
  }

  #commitAll(): void {
    // One transaction: what is urgent costs one flush of the disk, and is there whole or not at all.
    this.#commitBatch(this.#pending.first(this.#pending.size));
    clearInterval(this.#commitTimer);
    this.#commitTimer = undefined;
  }

  #commitBatch(batch: PendingBatch): void {
    if (batch.taken === 0) return;
    this.#callCommit(batch.changes);
    this.#pending.committed(batch);
  }

  #callCommit(changes: readonly StoreChange[]): void {
    for (const change of changes) this.#folders.delete(idOf(change));
    const result: unknown = this.commit(changes);
    if (!isPromise(result)) return;
    result.then(undefined, () => {});
    throw new MapiError(E_UNEXPECTED, 'commit() returned a promise; MAPI is synchronous');
  }

  #startMaintenance(): void {
    this.#maintenanceTimer ??= setInterval(() => this.#maintainWhenIdle(), this.maintenanceInterval).unref();
  }

  #maintainWhenIdle(): void {
    if (this.#pending.size > 0) return;
    try {
      this.maintain();
    } catch {
      // Maintenance is not essential: what failed now is tried again at the next interval.
    }
  }

  #stopMaintenance(): void {
    clearInterval(this.#maintenanceTimer);
    this.#maintenanceTimer = undefined;
  }

  #stopTimers(): void {
    this.#stopMaintenance();
    clearInterval(this.#commitTimer);
    this.#commitTimer = undefined;
    clearTimeout(this.#resumeTimer);
    this.#resumeTimer = undefined;
  }
}
