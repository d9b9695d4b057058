import { MAPI_E_CORRUPT_DATA } from '../../com/hresult-codes.js';
import type { ProviderConfiguration } from '../common/abstract-provider.js';
import { refusePromise } from '../common/refuse-promise.js';
import { fail } from '../objects/errors.js';
import type { StoreHooks } from './abstract-message-store.js';
import type { StoredObject, StoredObjectKind } from './stored-object.js';

/** An author's working hooks, with what they return checked. Those of fast shutdown are called by themselves. */
export class GuardedHooks {
  readonly #hooks: StoreHooks;

  constructor(hooks: StoreHooks) {
    this.#hooks = hooks;
  }

  open(configuration: ProviderConfiguration): void {
    refusePromise('open', this.#hooks.open(configuration));
  }

  read(id: string): StoredObject | undefined {
    const object = refusePromise('read', this.#hooks.read(id)) ?? undefined;
    if (object !== undefined && object.id !== id) {
      fail(
        MAPI_E_CORRUPT_DATA,
        `read('${id}') returned ${typeof object === 'object' ? `object '${object.id}'` : 'no object'}`,
      );
    }
    return object;
  }

  /** The objects of one kind in a folder. */
  list(parent: string, kind: StoredObjectKind): StoredObject[] {
    const objects = refusePromise('list', this.#hooks.list(parent, kind));
    const result: StoredObject[] = [];
    for (const object of objects) if (object.kind === kind && object.parent === parent) result.push(object);
    return result;
  }

  write(object: StoredObject, movedFrom?: string): void {
    refusePromise('write', this.#hooks.write(object, movedFrom));
  }

  remove(id: string): void {
    refusePromise('remove', this.#hooks.remove(id));
  }

  close(): void {
    refusePromise('close', this.#hooks.close());
  }
}
