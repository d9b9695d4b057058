// Goes on after DoFastShutdown: writes, deletes and connects.
import { rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import { FileStore } from '../../fixtures/stores/file-store.js';

class BusyStore extends FileStore {
  protected override persistForExit(): void {
    super.persistForExit();
    const file = join(this.dataDirectory, 'late.txt');
    setTimeout(() => writeFileSync(file, 'late'), 30);
    setTimeout(() => rmSync(file), 120);
    setTimeout(() => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        connect(server.address() as { port: number });
      });
    }, 60);
  }
}

export const MSProviderInit = messageStoreProvider(BusyStore);
