// A message store in which each object is a file: a save is durable when it returns, so that a crash loses nothing
// either. Put your own storage in the place of the files, in `open`, `write` and `remove`.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AbstractMessageStore,
  decodeStoredObject,
  encodeStoredObject,
  lockDirectory,
  messageStoreProvider,
} from '@mapi-kit/sdk/store';

class MyStore extends AbstractMessageStore {
  // The same as in the files. With a database that is asked each time there is no need of it.
  #objects = new Map();

  // At logon: the data directory is known now. What cannot be read throws: the logon fails, and nothing is overwritten.
  open() {
    mkdirSync(this.dataDirectory, { recursive: true });
    lockDirectory(this.dataDirectory); // no other process until this one ends, however it ends
    for (const name of readdirSync(this.dataDirectory).sort()) {
      if (!name.endsWith('.object')) continue;
      const object = decodeStoredObject(readFileSync(join(this.dataDirectory, name)));
      this.#objects.set(object.id, object);
    }
  }

  read(id) {
    return this.#objects.get(id);
  }
  list(parent) {
    return [...this.#objects.values()].filter((object) => object.parent === parent);
  }

  // When it returns, the save is acknowledged. When it throws, nothing may have changed.
  write(object) {
    const unfinished = join(this.dataDirectory, 'unfinished');
    writeFileSync(unfinished, encodeStoredObject(object)); // with { flush: true } also safe from power failures
    renameSync(unfinished, this.#file(object.id)); // the old object or the new one, never half of it
    this.#objects.set(object.id, object);
  }
  remove(id) {
    rmSync(this.#file(id));
    this.#objects.delete(id);
  }
  #file(id) {
    return join(this.dataDirectory, `${id}.object`);
  }

  // The three answers of fast shutdown. All of them are synchronous: the process ends when the last one has returned.
  supportsFastShutdown() {
    return true; // QueryFastShutdown: S_OK
  }
  prepareForExit() {} // NotifyProcessShutdown: put off what is not essential
  persistForExit() {} // DoFastShutdown: write what waits in memory. Here nothing does
}

// Entry ids are made of the name of the class: whoever renames it gives a `providerUid` before.
export const MSProviderInit = messageStoreProvider(MyStore);
