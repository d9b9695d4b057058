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
  type StoredEntry,
} from '@mapi-kit/sdk/address-book';

class MyBook extends AbstractAddressBook {
  // The same as in the files. With a database that is asked each time there is no need of it.
  #entries = new Map<string, StoredEntry>();

  // At logon: the data directory is known now. What cannot be read throws: the logon fails, and nothing is overwritten.
  protected override open(): void {
    mkdirSync(this.dataDirectory, { recursive: true });
    lockDirectory(this.dataDirectory); // no other process until this one ends, however it ends
    for (const name of readdirSync(this.dataDirectory).sort()) {
      if (!name.endsWith('.entry')) continue;
      const entry = decodeStoredEntry(readFileSync(join(this.dataDirectory, name)));
      this.#entries.set(entry.id, entry);
    }
  }

  protected override read(id: string): StoredEntry | undefined {
    return this.#entries.get(id);
  }
  protected override list(): Iterable<StoredEntry> {
    return this.#entries.values();
  }

  // When it returns, the save is acknowledged. When it throws, nothing may have changed.
  protected override write(entry: StoredEntry): void {
    const unfinished = join(this.dataDirectory, 'unfinished');
    writeFileSync(unfinished, encodeStoredEntry(entry)); // with { flush: true } also safe from power failures
    renameSync(unfinished, this.#file(entry.id)); // the old entry or the new one, never half of it
    this.#entries.set(entry.id, entry);
  }
  protected override remove(id: string): void {
    rmSync(this.#file(id));
    this.#entries.delete(id);
  }
  #file(id: string): string {
    return join(this.dataDirectory, `${id}.entry`);
  }

  // The three answers of fast shutdown. All of them are synchronous: the process ends when the last one has returned.
  protected override supportsFastShutdown(): boolean {
    return true; // QueryFastShutdown: S_OK
  }
  protected override prepareForExit(): void {} // NotifyProcessShutdown: put off what is not essential
  protected override persistForExit(): void {} // DoFastShutdown: write what waits in memory. Here nothing does
}

// Entry ids are made of the name of the class: whoever renames it gives a `providerUid` before.
export const ABProviderInit = addressBookProvider(MyBook, { displayName: 'My address book' });
