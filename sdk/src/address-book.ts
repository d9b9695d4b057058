/**
 * Base classes for address books: where the entries live is the author's, containers, tables and name resolution are here.
 *
 * {@link AbstractAddressBook} asks for four hooks, {@link AbstractWriteBehindAddressBook} acknowledges at once and commits in
 * batches; {@link addressBookProvider} makes of either what a module exports.
 *
 * @example
 * ```ts
 * import { AbstractAddressBook, addressBookProvider, type StoredEntry } from '@mapi-kit/sdk/address-book';
 *
 * class MemoryBook extends AbstractAddressBook {
 *   #entries = new Map<string, StoredEntry>();
 *
 *   protected override read(id: string): StoredEntry | undefined {
 *     return this.#entries.get(id);
 *   }
 *   protected override list(): Iterable<StoredEntry> {
 *     return this.#entries.values();
 *   }
 *   protected override write(entry: StoredEntry): void {
 *     this.#entries.set(entry.id, entry);
 *   }
 *   protected override remove(id: string): void {
 *     this.#entries.delete(id);
 *   }
 * }
 *
 * export const ABProviderInit = addressBookProvider(MemoryBook, { displayName: 'People' });
 * ```
 *
 * @packageDocumentation
 */

export { AbstractAddressBook } from './provider/address-book/abstract-address-book.js';
export { type AddressBookOptions, addressBookProvider } from './provider/address-book/address-book-provider.js';
export type { AddressBookClass } from './provider/address-book/book-core.js';
export { oneOffMember, sameMember } from './provider/address-book/list-members.js';
export type { ContainerDescription, ListMember, StoredEntry } from './provider/address-book/stored-entry.js';
export { decodeStoredEntry, encodeStoredEntry } from './provider/address-book/stored-entry-codec.js';
export { AbstractWriteBehindAddressBook, type EntryChange } from './provider/address-book/write-behind-address-book.js';
export { lockDirectory } from './provider/common/directory-lock.js';
export type { WriteBehindOptions } from './provider/common/pace.js';
export type { Synchronous } from './provider/common/synchronous.js';
