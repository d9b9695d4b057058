import { MAPI_E_NOT_ENOUGH_DISK, MapiError } from '@mapi-kit/sdk';
import { AbstractMessageStore, messageStoreProvider, type StoredObject } from '@mapi-kit/sdk/store';

/** Works until its shutdown; its background work fails all the time. */
class ThrowingStore extends AbstractMessageStore {
  readonly #objects = new Map<string, StoredObject>();

  protected read(id: string): StoredObject | undefined {
    return this.#objects.get(id);
  }

  protected *list(parent: string): Iterable<StoredObject> {
    for (const object of this.#objects.values()) if (object.parent === parent) yield object;
  }

  protected write(object: StoredObject): void {
    this.#objects.set(object.id, object);
  }

  protected remove(id: string): void {
    this.#objects.delete(id);
  }

  protected override supportsFastShutdown(): boolean {
    console.log('asked');
    return true;
  }

  protected override prepareForExit(): void {
    throw new TypeError('nothing to prepare');
  }

  protected override persistForExit(): void {
    throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'the box is full');
  }
}

export const MSProviderInit = messageStoreProvider(ThrowingStore);
