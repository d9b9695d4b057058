import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { EntryChange } from '@mapi-kit/sdk/address-book';

/**
 * Changes that are durable in one file, and not in cards yet.
 *
 * A file system takes seconds to make ten thousand files, and milliseconds for one of the same size: when there are that
 * many changes at a shutdown, the cards have to wait for the next life. The file is replaced as a whole.
 */
export class PostponedCards {
  readonly #file: string;
  readonly #changes = new Map<string, EntryChange>();

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * Reads what an earlier life has left.
   *
   * @param isDone - whether a card says this already, or something newer
   */
  load(isDone: (change: EntryChange) => boolean): void {
    let bytes: Buffer;
    try {
      bytes = readFileSync(this.#file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    for (const change of deserialize(bytes) as EntryChange[]) {
      if (!isDone(change)) this.#changes.set(idOf(change), change);
    }
    if (this.isEmpty) rmSync(this.#file);
  }

  get isEmpty(): boolean {
    return this.#changes.size === 0;
  }

  get(id: string): EntryChange | undefined {
    return this.#changes.get(id);
  }

  /** All changes; an entry has one at most. */
  all(): Iterable<EntryChange> {
    return this.#changes.values();
  }

  /** Adds changes: they are durable when this returns, and none is added when it throws. */
  add(changes: readonly EntryChange[]): void {
    const after = new Map(this.#changes);
    for (const change of changes) after.set(idOf(change), change);
    const temporary = `${this.#file}.tmp`;
    try {
      writeFileSync(temporary, serialize([...after.values()]));
      renameSync(temporary, this.#file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    for (const [id, change] of after) this.#changes.set(id, change);
  }

  /** A card says it now. Until the last one does, the file says it too, which does no harm. */
  done(change: EntryChange): void {
    this.#changes.delete(idOf(change));
    if (this.isEmpty) rmSync(this.#file, { force: true });
  }
}

function idOf(change: EntryChange): string {
  return 'put' in change ? change.put.id : change.remove;
}
