import type { MSPROVIDERINIT } from '../../contract/entry-points.js';
import { checkedIdentity, entryPoint, type IdentityOptions } from '../common/provider-class.js';
import { checkRepositoryClass, writeBehindHooks } from '../common/repository-class.js';
import { AbstractMessageStore } from './abstract-message-store.js';
import { AbstractEncodedStore } from './encoded-store.js';
import { MSProvider } from './ms-provider.js';
import type { MessageStoreClass } from './store-definition.js';
import { AbstractWriteBehindStore } from './write-behind-store.js';

/** What {@link messageStoreProvider} can be told besides the class. */
export interface MessageStoreOptions extends IdentityOptions {
  /**
   * What users see as the kind of store (`PR_PROVIDER_DISPLAY`), and as the store's first name; the class's name unless given.
   */
  readonly displayName?: string | undefined;
}

/**
 * Makes the entry point of a message store out of an author's class; export it as `MSProviderInit`.
 *
 * Each call of the entry point makes a new provider object, which also answers IMAPIProviderShutdown. It fails with
 * MAPI_E_VERSION when MAPI's SPI version is older than CURRENT_SPI_VERSION.
 *
 * @param storeClass - a subclass of {@link AbstractMessageStore} that has the four required hooks
 * @param options - names and the provider's MAPIUID
 * @throws TypeError when the class or an option is unusable; the message names the hook that is missing
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/msproviderinit
 */
export function messageStoreProvider(storeClass: MessageStoreClass, options: MessageStoreOptions = {}): MSPROVIDERINIT {
  checkRepositoryClass(storeClass, {
    entry: 'messageStoreProvider',
    base: AbstractMessageStore,
    writeBehind: [
      [AbstractWriteBehindStore, writeBehindHooks],
      [AbstractEncodedStore, ['commit', 'readBytes', 'listBytes']],
    ],
    what: 'a store',
    optional: [],
  });
  const identity = checkedIdentity(options, storeClass.name, 'message store');
  return entryPoint(() => new MSProvider({ storeClass, ...identity }));
}
