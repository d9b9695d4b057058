import type { ABPROVIDERINIT } from '../../contract/entry-points.js';
import { checkedIdentity, entryPoint, type IdentityOptions } from '../common/provider-class.js';
import { checkRepositoryClass, writeBehindHooks } from '../common/repository-class.js';
import { ABProvider } from './ab-provider.js';
import { AbstractAddressBook } from './abstract-address-book.js';
import type { AddressBookClass } from './book-core.js';
import { AbstractWriteBehindAddressBook } from './write-behind-address-book.js';

/** What {@link addressBookProvider} can be told besides the class. */
export interface AddressBookOptions extends IdentityOptions {
  /** What users see as the name of the address book; the class's name unless given. */
  readonly displayName?: string | undefined;
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
  checkRepositoryClass(bookClass, {
    entry: 'addressBookProvider',
    base: AbstractAddressBook,
    writeBehind: [[AbstractWriteBehindAddressBook, writeBehindHooks]],
    what: 'an address book',
    optional: ['containers', 'supportsLists', 'validate'],
  });
  const identity = checkedIdentity(options, bookClass.name, 'address book');
  return entryPoint(() => new ABProvider({ bookClass, ...identity }));
}
