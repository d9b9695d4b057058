// An address book in which each entry is a file: a save is durable when it returns, so that a crash loses nothing
// either. Put your own storage in the place of the files, in `open`, `write` and `remove`.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AbstractAddressBook,
  addressBookProvider,
  decodeStoredEntry,
  encodeStoredEntry,
  lockDirectory,
} from '@mapi-kit/sdk/address-book';

class MyBook extends AbstractAddressBook {
  // The same as in the files. With a database that is asked each time there is no need of it.
  #entries = new Map();

  // At logon: the data directory is known now. What cannot be read throws: the logon fails, and nothing is overwritten.
  open() {
    mkdirSync(this.dataDirectory, { recursive: true });
    lockDirectory(this.dataDirectory); // no other process until this one ends, however it ends
    for (const name of readdirSync(this.dataDirectory).sort()) {
      if (!name.endsWith('.entry')) continue;
      const entry = decodeStoredEntry(readFileSync(join(this.dataDirectory, name)));
      this.#entries.set(entry.id, entry);
    }
  }

  read(id) {
    return this.#entries.get(id);
  }
  list() {
    return this.#entries.values();
  }

  // When it returns, the save is acknowledged. When it throws, nothing may have changed.
  write(entry) {
    const unfinished = join(this.dataDirectory, 'unfinished');
    writeFileSync(unfinished, encodeStoredEntry(entry)); // with { flush: true } also safe from power failures
    renameSync(unfinished, this.#file(entry.id)); // the old entry or the new one, never half of it
    this.#entries.set(entry.id, entry);
  }
  remove(id) {
    rmSync(this.#file(id));
    this.#entries.delete(id);
  }
  #file(id) {
    return join(this.dataDirectory, `${id}.entry`);
  }

  // The three answers of fast shutdown. All of them are synchronous: the process ends when the last one has returned.
  supportsFastShutdown() {
    return true; // QueryFastShutdown: S_OK
  }
  prepareForExit() {} // NotifyProcessShutdown: put off what is not essential
  persistForExit() {} // DoFastShutdown: write what waits in memory. Here nothing does
}

// Entry ids are made of the name of the class: whoever renames it gives a `providerUid` before.
export const ABProviderInit = addressBookProvider(MyBook, { displayName: 'My address book' });
