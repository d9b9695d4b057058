// Says its secrets wherever it can: in what it prints, throws and writes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import { FileStore } from '../../fixtures/stores/file-store.js';

class TalkativeStore extends FileStore {
  protected override open(): void {
    super.open();
    const [password, endpoint] = ['password', 'endpoint'].map((key) => this.setting(key) ?? '');
    const said = `signed in with ${password} and ${endpoint}`;
    console.error(said);
    console.log(said);
    writeFileSync(join(this.folder, 'password.txt'), password ?? '');
    writeFileSync(join(this.folder, 'harmless.txt'), 'nothing');
    writeFileSync(join(this.folder, `named-${endpoint}.txt`), 'nothing');
    setImmediate(() => {
      throw new Error(said);
    });
  }
}

export const MSProviderInit = messageStoreProvider(TalkativeStore);
