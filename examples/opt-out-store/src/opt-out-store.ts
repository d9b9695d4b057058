import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AbstractMessageStore,
  decodeStoredObject,
  encodeStoredObject,
  messageStoreProvider,
  type StoredObject,
} from '@mapi-kit/sdk/store';

/**
 * A message store that keeps one file per object, written before a save is acknowledged.
 *
 * It says nothing about fast shutdown, so the base class refuses it, as it should be refused: with MAPI_E_NO_SUPPORT.
 * Clients leave the classic way.
 */
export class OptOutStore extends AbstractMessageStore {
  readonly #objects = new Map<string, StoredObject>();

  protected override open(): void {
    for (const file of readdirSync(this.dataDirectory).sort()) {
      if (!file.endsWith('.object')) continue;
      const object = decodeStoredObject(readFileSync(join(this.dataDirectory, file)));
      this.#objects.set(object.id, object);
    }
  }

  protected override read(id: string): StoredObject | undefined {
    return this.#objects.get(id);
  }

  protected override *list(parent: string): Iterable<StoredObject> {
    for (const object of this.#objects.values()) if (object.parent === parent) yield object;
  }

  protected override write(object: StoredObject): void {
    const file = this.#file(object.id);
    writeFileSync(`${file}.new`, encodeStoredObject(object));
    renameSync(`${file}.new`, file);
    this.#objects.set(object.id, object);
  }

  protected override remove(id: string): void {
    rmSync(this.#file(id));
    this.#objects.delete(id);
  }

  #file(id: string): string {
    return join(this.dataDirectory, `${id}.object`);
  }
}

/** The entry point that MAPI looks for. */
export const MSProviderInit: ReturnType<typeof messageStoreProvider> = messageStoreProvider(OptOutStore);
