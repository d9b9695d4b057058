import type { CommittedCache } from '../common/write-behind-rules.js';
import type { StoredObject } from './stored-object.js';

const LIMIT = 64;

/** Committed folders that are kept in memory while something is pending: every save in a folder asks for it. */
export class KnownFolders implements CommittedCache<StoredObject> {
  readonly #folders = new Map<string, StoredObject>();

  read(
    id: string,
    isPending: boolean,
    readCommitted: (id: string) => StoredObject | undefined,
  ): StoredObject | undefined {
    const known = this.#folders.get(id);
    if (known !== undefined) return known;
    const object = readCommitted(id);
    if (object?.kind !== 'folder' || !isPending) return object;
    const [oldest] = this.#folders.size < LIMIT ? [] : this.#folders.keys();
    if (oldest !== undefined) this.#folders.delete(oldest);
    this.#folders.set(id, object);
    return object;
  }

  clear(): void {
    this.#folders.clear();
  }
}
