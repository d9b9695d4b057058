/**
 * Base classes for message stores: where the bytes live is the author's, everything else of MAPI is here.
 *
 * {@link AbstractMessageStore} asks for four hooks, {@link AbstractWriteBehindStore} acknowledges at once and commits in
 * batches, and so does {@link AbstractEncodedStore} for a database that keeps bytes; {@link messageStoreProvider} makes of any
 * of them what a module exports.
 *
 * @example
 * ```ts
 * import { AbstractMessageStore, messageStoreProvider, type StoredObject } from '@mapi-kit/sdk/store';
 *
 * class MemoryStore extends AbstractMessageStore {
 *   #objects = new Map<string, StoredObject>();
 *
 *   protected override read(id: string): StoredObject | undefined {
 *     return this.#objects.get(id);
 *   }
 *   protected override list(parent: string): StoredObject[] {
 *     return [...this.#objects.values()].filter((object) => object.parent === parent);
 *   }
 *   protected override write(object: StoredObject): void {
 *     this.#objects.set(object.id, object);
 *   }
 *   protected override remove(id: string): void {
 *     this.#objects.delete(id);
 *   }
 * }
 *
 * export const MSProviderInit = messageStoreProvider(MemoryStore);
 * ```
 *
 * @packageDocumentation
 */

export { lockDirectory } from './provider/common/directory-lock.js';
export type { WriteBehindOptions } from './provider/common/pace.js';
export type { Synchronous } from './provider/common/synchronous.js';
export { AbstractMessageStore } from './provider/store/abstract-message-store.js';
export type { EncodedObject } from './provider/store/encoded-object.js';
export { AbstractEncodedStore } from './provider/store/encoded-store.js';
export { type MessageStoreOptions, messageStoreProvider } from './provider/store/message-store-provider.js';
export type { StoreChange } from './provider/store/store-changes.js';
export type { MessageStoreClass } from './provider/store/store-definition.js';
export type {
  StoredAttachment,
  StoredContent,
  StoredObject,
  StoredObjectKind,
} from './provider/store/stored-object.js';
export { decodeStoredObject, encodeStoredObject } from './provider/store/stored-object-codec.js';
export { AbstractWriteBehindStore } from './provider/store/write-behind-store.js';
