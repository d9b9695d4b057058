import type { ReferenceLedger } from '../../com/reference-ledger.js';
import type { MSPROVIDERINIT } from '../../contract/entry-points.js';
import type { MAPIUID } from '../../contract/structures.js';
import { repositoryHookNames } from '../common/abstract-repository.js';
import { checkedDisplayName, checkedProviderUid, checkProviderClass, entryPoint } from '../common/provider-class.js';
import { writeBehindHookNames } from '../common/write-behind-members.js';
import { AbstractMessageStore } from './abstract-message-store.js';
import { MSProvider } from './ms-provider.js';
import type { MessageStoreClass, StoreDefinition } from './store-definition.js';
import { AbstractWriteBehindStore } from './write-behind-store.js';

/** What {@link messageStoreProvider} can be told besides the class. */
export interface MessageStoreOptions {
  /** What users see as the kind of store (`PR_PROVIDER_DISPLAY`), and as the store's first name; the class's name unless given. */
  readonly displayName?: string | undefined;
  /**
   * The MAPIUID of the provider, which is part of every entry id: hard-coded, and the same for ever.
   *
   * Unless given it is derived from the name of the class; give one before the class is renamed or minified.
   */
  readonly providerUid?: MAPIUID | undefined;
  /** Where the references of the provider's objects are counted. */
  readonly ledger?: ReferenceLedger | undefined;
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
  checkProviderClass(storeClass, {
    entry: 'messageStoreProvider',
    base: AbstractMessageStore,
    what: 'a store',
    required: (prototype) =>
      prototype instanceof AbstractWriteBehindStore ? writeBehindHookNames : repositoryHookNames,
    optional: [],
  });
  const definition: StoreDefinition = {
    storeClass,
    displayName: checkedDisplayName(options.displayName, storeClass.name, 'Message store'),
    providerUid: checkedProviderUid(options.providerUid, 'message store', storeClass.name),
    ledger: options.ledger,
  };
  return entryPoint(() => new MSProvider(definition));
}
