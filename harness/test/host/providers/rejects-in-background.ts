// Leaves a rejection unhandled while the client works.
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import { FileStore } from '../../fixtures/stores/file-store.js';

class RejectingStore extends FileStore {
  protected override open(): void {
    super.open();
    setTimeout(() => void Promise.reject(new Error('nobody catches this')), 10);
  }
}

export const MSProviderInit = messageStoreProvider(RejectingStore);
