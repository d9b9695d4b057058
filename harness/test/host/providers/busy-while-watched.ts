// Does everything that can be watched: timers, connections, UDP, a child process, a worker, its data.
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import { FileStore } from '../../fixtures/stores/file-store.js';

class BusyStore extends FileStore {
  protected override open(): void {
    super.open();
    setInterval(() => appendFileSync(join(this.dataDirectory, 'busy.txt'), 'busy\n'), 30).unref();
    setTimeout(() => {
      connect({ host: '127.0.0.1', port: 9 }).on('error', () => {});
      createServer().listen(0, '127.0.0.1').unref();
      createSocket('udp4').unref().bind(0, '127.0.0.1');
      spawn(process.execPath, ['--version'], { stdio: 'ignore' }).unref();
      new Worker('', { eval: true }).unref();
    }, 50);
  }
}

export const MSProviderInit = messageStoreProvider(BusyStore);
