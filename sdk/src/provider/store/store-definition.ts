import type { Guid } from '../../com/guid.js';
import type { ReferenceLedger } from '../../com/reference-ledger.js';
import type { AbstractMessageStore } from './abstract-message-store.js';

/** An author's store class: it is constructed without arguments. */
export type MessageStoreClass = new () => AbstractMessageStore;

/** What is fixed for all provider objects of one entry point. */
export interface StoreDefinition {
  readonly storeClass: MessageStoreClass;
  readonly displayName: string;
  readonly providerUid: Guid;
  readonly ledger: ReferenceLedger | undefined;
}
