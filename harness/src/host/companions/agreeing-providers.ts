import { MAPI_E_CALL_FAILED, MapiError, type ProviderModule } from '@mapi-kit/sdk';
import {
  AbstractAddressBook,
  addressBookProvider,
  type ContainerDescription,
  type StoredEntry,
} from '@mapi-kit/sdk/address-book';
import { AbstractMessageStore, messageStoreProvider, type StoredObject } from '@mapi-kit/sdk/store';
import { AbstractTransport, type SubmitAnswer, transportProvider } from '@mapi-kit/sdk/transport';
import { companionName } from '../../scenarios/companions.js';

// Companions that agree to a fast shutdown, and are really gone after it: whoever calls them then gets an error.

function gone(): never {
  throw new MapiError(MAPI_E_CALL_FAILED, 'this provider has been shut down');
}

class AgreeingStore extends AbstractMessageStore {
  readonly #objects = new Map<string, StoredObject>();
  #isGone = false;

  protected override read(id: string): StoredObject | undefined {
    return this.#isGone ? gone() : this.#objects.get(id);
  }

  protected override list(parent: string): Iterable<StoredObject> {
    return [...this.#objects.values()].filter((object) => object.parent === parent);
  }

  protected override write(object: StoredObject): void {
    if (this.#isGone) gone();
    this.#objects.set(object.id, object);
  }

  protected override remove(id: string): void {
    this.#objects.delete(id);
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  protected override persistForExit(): void {
    this.#isGone = true;
  }
}

class AgreeingTransport extends AbstractTransport {
  #isGone = false;

  protected override addressTypes(): readonly string[] {
    return ['MAPI-CERTIFY'];
  }

  protected override submit(): SubmitAnswer {
    return this.#isGone ? gone() : 'not-mine';
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  protected override persistForExit(): void {
    this.#isGone = true;
  }
}

class AgreeingAddressBook extends AbstractAddressBook {
  #isGone = false;

  protected override containers(): readonly ContainerDescription[] {
    return [{ id: 'empty', name: companionName('agreeing-address-book'), modifiable: false }];
  }

  protected override read(): StoredEntry | undefined {
    return this.#isGone ? gone() : undefined;
  }

  protected override list(): Iterable<StoredEntry> {
    return this.#isGone ? gone() : [];
  }

  protected override write(): void {
    gone();
  }

  protected override remove(): void {
    gone();
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  protected override persistForExit(): void {
    this.#isGone = true;
  }
}

/** The companion `agreeing-store`. */
export const agreeingStore: ProviderModule = { MSProviderInit: messageStoreProvider(AgreeingStore) };
/** The companion `agreeing-transport`. */
export const agreeingTransport: ProviderModule = { XPProviderInit: transportProvider(AgreeingTransport) };
/** The companion `agreeing-address-book`. */
export const agreeingAddressBook: ProviderModule = { ABProviderInit: addressBookProvider(AgreeingAddressBook) };
