// @mapi-kit/sdk/address-book: what the author of an address book imports.

export { AbstractAddressBook } from './provider/address-book/abstract-address-book.js';
export { type AddressBookOptions, addressBookProvider } from './provider/address-book/address-book-provider.js';
export type { AddressBookClass } from './provider/address-book/book-core.js';
export type { ContainerDescription, StoredEntry } from './provider/address-book/stored-entry.js';
export { decodeStoredEntry, encodeStoredEntry } from './provider/address-book/stored-entry-codec.js';
export { AbstractWriteBehindAddressBook, type EntryChange } from './provider/address-book/write-behind-address-book.js';
export { lockDirectory } from './provider/common/directory-lock.js';
export type { WriteBehindOptions } from './provider/common/pace.js';
export type { Synchronous } from './provider/common/synchronous.js';
