import type { JournalEvent } from './events.js';

/**
 * Counts how often each inbound message is in a store.
 *
 * Who is killed between the save of a message and the mark at its source finds it there again, and has to bring it again. Who
 * was told of the shutdown does not.
 */
export class InboundCopies {
  /** Of one life: the entry ids under which a session lists a message. */
  readonly #ids = new Map<string, Set<string>>();
  readonly #most = new Map<string, number>();
  #isExcused = false;

  /** The next life lists everything again. */
  beginLife(): void {
    this.#ids.clear();
  }

  /** A life ended without a promise. */
  excuse(): void {
    this.#isExcused = true;
  }

  /** The store lists a message. */
  found({ item, session, entryId }: Extract<JournalEvent, { readonly e: 'found' }>): void {
    if (entryId === undefined) return;
    const key = `${session} ${item}`;
    const ids = this.#ids.get(key) ?? new Set();
    this.#ids.set(key, ids.add(entryId));
    this.#most.set(item, Math.max(ids.size, this.#most.get(item) ?? 0));
  }

  /** How often a message is there at most. */
  count(item: string): number {
    return this.#most.get(item) ?? 0;
  }

  /**
   * How often it is there, in words; null: no more often than it was sent, or a kill may explain it.
   *
   * @param sent - how often it was sent
   */
  unexplained(item: string, sent: number): string | null {
    const count = this.count(item);
    return count <= sent || this.#isExcused ? null : `${count} of them in the store`;
  }
}
