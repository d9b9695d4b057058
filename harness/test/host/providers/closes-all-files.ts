// Closes every file that the process has open before the exit, the journal among them.
import { closeSync, fstatSync } from 'node:fs';
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import { FileStore } from '../../fixtures/stores/file-store.js';

class ClosingStore extends FileStore {
  protected override persistForExit(): void {
    super.persistForExit();
    for (let fd = 3; fd < 64; fd += 1) {
      try {
        if (fstatSync(fd).isFile()) closeSync(fd);
      } catch {
        // It was not open.
      }
    }
  }
}

export const MSProviderInit = messageStoreProvider(ClosingStore);
