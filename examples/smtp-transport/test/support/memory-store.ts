import { MAPI_E_NOT_ENOUGH_DISK, MapiError } from '@mapi-kit/sdk';
import { AbstractMessageStore, messageStoreProvider, type StoredObject } from '@mapi-kit/sdk/store';

const disks = new Map<string, Map<string, StoredObject>>();

/** A store in memory that outlives its logons, as a real one outlives its process. */
export class MemoryStore extends AbstractMessageStore {
  /** The data directories whose disk is full for messages. */
  static readonly full = new Set<string>();
  #objects = new Map<string, StoredObject>();

  protected override open(): void {
    const objects = disks.get(this.dataDirectory) ?? this.#objects;
    disks.set(this.dataDirectory, objects);
    this.#objects = objects;
  }

  protected read(id: string): StoredObject | undefined {
    return this.#objects.get(id);
  }

  protected list(parent: string): Iterable<StoredObject> {
    return [...this.#objects.values()].filter((object) => object.parent === parent);
  }

  protected write(object: StoredObject): void {
    if (object.kind === 'message' && MemoryStore.full.has(this.dataDirectory)) {
      throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'the disk is full');
    }
    this.#objects.set(object.id, object);
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  protected remove(id: string): void {
    this.#objects.delete(id);
  }
}

export const MSProviderInit = messageStoreProvider(MemoryStore);
