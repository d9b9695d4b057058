import type { IdentifiedDefinition } from '../common/provider-definition.js';
import type { AbstractMessageStore } from './abstract-message-store.js';

/** An author's store class: it is constructed without arguments. */
export type MessageStoreClass = new () => AbstractMessageStore;

/** What is fixed for all provider objects of one entry point. */
export interface StoreDefinition extends IdentifiedDefinition {
  readonly storeClass: MessageStoreClass;
}
