import { E_UNEXPECTED } from '../../com/hresult-codes.js';
import { fail } from '../objects/errors.js';
import { type Identified, type PendingBatch, type PendingChange, PendingChanges } from '../objects/pending-changes.js';
import type { Pace } from './pace.js';
import { refusePromise } from './refuse-promise.js';

/** Whose changes are written behind. */
export interface WriteBehindOwner<T, C> {
  /** What it is, for example `the store`. */
  readonly what: string;
  /** The name of the list that something belongs to. */
  listOf(put: T): string;
  /** Makes one change of two of the same id. */
  merge(earlier: C, later: C): C;
  /** Makes changes durable; when it throws, they stay pending. */
  commit(changes: readonly C[]): void;
  /** Comes before the first commit after one that has thrown; when it throws as well, there is no commit. */
  recover(error: unknown): void;
  /** Comes once for each thing put that is committed, or not accepted: it no longer waits here. */
  release(put: T): void;
  /** Comes when nothing is pending. */
  rest(): void;
  maintain(): void;
  /** Asked for whenever it matters: an author's class may compute it. */
  pace(): Pace;
}

type WriteBehindPhase = 'working' | 'notified' | 'persisted' | 'closed';

/**
 * Acknowledged changes on their way to the disk: in the background while the client works, at once when it leaves.
 *
 * It knows nothing of what is kept, and nothing of where. Its timers keep no process alive.
 */
export class WriteBehind<T extends Identified, C extends PendingChange<T>> {
  readonly #owner: WriteBehindOwner<T, C>;
  readonly #pending: PendingChanges<T, C>;
  #phase: WriteBehindPhase = 'working';
  /** What the last commit has thrown, as long as the author's class has not recovered from it. */
  #failure: { readonly error: unknown } | undefined;
  #commitTimer: NodeJS.Timeout | undefined;
  #maintenanceTimer: NodeJS.Timeout | undefined;
  #resumeTimer: NodeJS.Timeout | undefined;

  constructor(owner: WriteBehindOwner<T, C>) {
    this.#owner = owner;
    this.#pending = new PendingChanges(
      (put) => owner.listOf(put),
      (earlier, later) => owner.merge(earlier, later),
    );
  }

  /** What is acknowledged and not committed. */
  get pending(): Pick<PendingChanges<T, C>, 'size' | 'get' | 'overlay'> {
    return this.#pending;
  }

  /** Begins the maintenance: what is there is open. */
  open(): void {
    this.#startMaintenance();
  }

  /** Takes a change over; when this returns, the change is acknowledged. */
  accept(change: C): void {
    if (this.#phase === 'closed' || this.#phase === 'persisted') {
      try {
        if (this.#phase === 'closed') fail(E_UNEXPECTED, `${this.#owner.what} is closed`);
        // The client has been told that nothing is pending: from now on a change is durable before it is acknowledged.
        this.commitAll();
        this.#commit([change]);
      } finally {
        this.#release([change]);
      }
      return;
    }
    this.#pending.add(change);
    if (this.#phase === 'notified') this.#resume();
    this.#startCommitting();
  }

  /** NotifyProcessShutdown: no maintenance until somebody works on, and everything pending is committed. */
  prepareForExit(): void {
    if (this.#phase === 'closed') return;
    if (this.#phase === 'working') this.#phase = 'notified';
    this.#stopMaintenance();
    if (this.#phase === 'notified') {
      clearTimeout(this.#resumeTimer);
      this.#resumeTimer = setTimeout(() => this.#resume(), this.#owner.pace().resumeAfter).unref();
    }
    this.commitAll();
  }

  /** DoFastShutdown: everything is committed when this returns, and nothing happens any more. */
  persistForExit(): void {
    if (this.#phase === 'closed') return;
    this.#stopTimers();
    try {
      this.commitAll();
    } catch (error) {
      // Not ready for the exit: what is pending is tried again for as long as the process goes on.
      this.#startCommitting();
      throw error;
    }
    this.#phase = 'persisted';
  }

  /** The classic logoff: as persistForExit, and once that has succeeded, nothing is accepted any more. */
  close(): void {
    this.persistForExit();
    this.#phase = 'closed';
  }

  /** Commits everything pending, now, at one go: what is urgent costs one flush of the disk. */
  commitAll(): void {
    this.#commitBatch(this.#pending.first(this.#pending.size));
    this.#stopCommitting();
  }

  #resume(): void {
    clearTimeout(this.#resumeTimer);
    this.#resumeTimer = undefined;
    if (this.#phase !== 'notified') return;
    this.#phase = 'working';
    this.#startMaintenance();
  }

  #startCommitting(): void {
    this.#commitTimer ??= setInterval(() => this.#commitInBackground(), this.#owner.pace().commitInterval).unref();
  }

  #commitInBackground(): void {
    try {
      this.#commitBatch(this.#pending.first(this.#owner.pace().batchSize));
    } catch {
      // The changes are still pending: the next turn recovers and tries again, and persistForExit reports if it never succeeds.
    }
    if (this.#pending.size === 0) this.#stopCommitting();
  }

  #commitBatch(batch: PendingBatch<C>): void {
    if (batch.taken === 0) return;
    this.#commit(batch.changes);
    this.#release(this.#pending.committed(batch));
  }

  #release(changes: readonly C[]): void {
    for (const change of changes) if ('put' in change) this.#owner.release(change.put);
  }

  #commit(changes: readonly C[]): void {
    if (this.#failure !== undefined) refusePromise('recover', this.#owner.recover(this.#failure.error));
    this.#failure = undefined;
    try {
      refusePromise('commit', this.#owner.commit(changes));
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }

  #startMaintenance(): void {
    this.#maintenanceTimer ??= setInterval(
      () => this.#maintainWhenIdle(),
      this.#owner.pace().maintenanceInterval,
    ).unref();
  }

  #maintainWhenIdle(): void {
    if (this.#pending.size > 0) return;
    this.#owner.rest();
    try {
      refusePromise('maintain', this.#owner.maintain());
    } catch {
      // Maintenance is not essential: what failed now is tried again at the next interval.
    }
  }

  #stopCommitting(): void {
    clearInterval(this.#commitTimer);
    this.#commitTimer = undefined;
  }

  #stopMaintenance(): void {
    clearInterval(this.#maintenanceTimer);
    this.#maintenanceTimer = undefined;
  }

  #stopTimers(): void {
    this.#stopMaintenance();
    this.#stopCommitting();
    clearTimeout(this.#resumeTimer);
    this.#resumeTimer = undefined;
  }
}
