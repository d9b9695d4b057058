// @mapi-kit/sdk/store: what the author of a message store imports.

export { lockDirectory } from './provider/common/directory-lock.js';
export type { WriteBehindOptions } from './provider/common/pace.js';
export type { Synchronous } from './provider/common/synchronous.js';
export { AbstractMessageStore } from './provider/store/abstract-message-store.js';
export { type MessageStoreOptions, messageStoreProvider } from './provider/store/message-store-provider.js';
export type { MessageStoreClass } from './provider/store/store-definition.js';
export type {
  StoredAttachment,
  StoredContent,
  StoredObject,
  StoredObjectKind,
} from './provider/store/stored-object.js';
export { decodeStoredObject, encodeStoredObject } from './provider/store/stored-object-codec.js';
export { AbstractWriteBehindStore, type StoreChange } from './provider/store/write-behind-store.js';
