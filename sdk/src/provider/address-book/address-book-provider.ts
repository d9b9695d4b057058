import type { ReferenceLedger } from '../../com/reference-ledger.js';
import type { ABPROVIDERINIT } from '../../contract/entry-points.js';
import type { MAPIUID } from '../../contract/structures.js';
import { repositoryHookNames } from '../common/abstract-repository.js';
import { checkedDisplayName, checkedProviderUid, checkProviderClass, entryPoint } from '../common/provider-class.js';
import { writeBehindHookNames } from '../common/write-behind-members.js';
import { ABProvider } from './ab-provider.js';
import { AbstractAddressBook } from './abstract-address-book.js';
import type { AddressBookClass, BookDefinition } from './book-core.js';
import { AbstractWriteBehindAddressBook } from './write-behind-address-book.js';

/** What {@link addressBookProvider} can be told besides the class. */
export interface AddressBookOptions {
  /** What users see as the name of the address book; the class's name unless given. */
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
 * Makes the entry point of an address book out of an author's class; export it as `ABProviderInit`.
 *
 * Each call of the entry point makes a new provider object, which also answers IMAPIProviderShutdown. It fails with
 * MAPI_E_VERSION when MAPI's SPI version is older than CURRENT_SPI_VERSION.
 *
 * @param bookClass - a subclass of {@link AbstractAddressBook} that has the four required hooks
 * @param options - names and the provider's MAPIUID
 * @throws TypeError when the class or an option is unusable; the message names the hook that is missing
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/abproviderinit
 */
export function addressBookProvider(bookClass: AddressBookClass, options: AddressBookOptions = {}): ABPROVIDERINIT {
  checkProviderClass(bookClass, {
    entry: 'addressBookProvider',
    base: AbstractAddressBook,
    what: 'an address book',
    required: (prototype) =>
      prototype instanceof AbstractWriteBehindAddressBook ? writeBehindHookNames : repositoryHookNames,
    optional: ['containers', 'validate'],
  });
  const definition: BookDefinition = {
    bookClass,
    displayName: checkedDisplayName(options.displayName, bookClass.name, 'Address book'),
    providerUid: checkedProviderUid(options.providerUid, 'address book', bookClass.name),
    ledger: options.ledger,
  };
  return entryPoint(() => new ABProvider(definition));
}
