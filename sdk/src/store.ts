// @mapi-kit/sdk/store: what the author of a message store imports.

export { AbstractMessageStore } from './provider/abstract-message-store.js';
export { lockDirectory } from './provider/directory-lock.js';
export { type MessageStoreOptions, messageStoreProvider } from './provider/message-store-provider.js';

export type { MessageStoreClass } from './provider/provider-definition.js';
export type {
  StoredAttachment,
  StoredContent,
  StoredObject,
  StoredObjectKind,
} from './provider/stored-object.js';
export { decodeStoredObject, encodeStoredObject } from './provider/stored-object-codec.js';
export type { WriteBehindOptions } from './provider/write-behind.js';
export { AbstractWriteBehindStore, type StoreChange } from './provider/write-behind-store.js';
