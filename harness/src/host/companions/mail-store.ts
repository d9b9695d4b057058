import { join } from 'node:path';
import { guid, type ProviderModule } from '@mapi-kit/sdk';
import {
  AbstractMessageStore,
  decodeStoredObject,
  encodeStoredObject,
  messageStoreProvider,
  type StoredObject,
} from '@mapi-kit/sdk/store';
import { ftruncateSync, openSync, readFileSync, writeSync } from '../primordials.js';

/**
 * The store that transports send from and deliver into: every write is in its file when it returns.
 *
 * One log, appended to: a line for each write, an id alone for a removal. The line that a kill has cut short is left out.
 */
class MailStore extends AbstractMessageStore {
  readonly #objects = new Map<string, StoredObject>();
  readonly #children = new Map<string, Set<string>>();
  #log = -1;

  protected override open(): void {
    const file = join(this.dataDirectory, 'mail.log');
    for (const line of readLines(file)) {
      if (line.startsWith('-')) this.#forget(line.slice(1));
      else this.#keep(decodeStoredObject(Buffer.from(line, 'base64')));
    }
    this.#log = openSync(file, 'a');
    // What is appended now must not become a part of a line that was cut short.
    ftruncateSync(this.#log, wholeBytes(file));
  }

  protected override read(id: string): StoredObject | undefined {
    return this.#objects.get(id);
  }

  protected override *list(parent: string, kind: StoredObject['kind']): Iterable<StoredObject> {
    for (const id of this.#children.get(parent) ?? []) {
      const object = this.#objects.get(id);
      if (object?.kind === kind) yield object;
    }
  }

  protected override write(object: StoredObject): void {
    writeSync(this.#log, `${Buffer.from(encodeStoredObject(object)).toString('base64')}\n`);
    this.#keep(object);
  }

  protected override remove(id: string): void {
    writeSync(this.#log, `-${id}\n`);
    this.#forget(id);
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  protected override close(): void {}

  #keep(object: StoredObject): void {
    this.#forget(object.id);
    this.#objects.set(object.id, object);
    const parent = object.parent ?? '';
    const children = this.#children.get(parent) ?? new Set();
    this.#children.set(parent, children.add(object.id));
  }

  #forget(id: string): void {
    const before = this.#objects.get(id);
    if (before === undefined) return;
    this.#objects.delete(id);
    this.#children.get(before.parent ?? '')?.delete(id);
  }
}

/** Entry ids depend on it: it is the same in each life, whatever the class is called there. */
const NAMED = { displayName: 'mapi-certify mail store', providerUid: guid('6f0f7ab0-52c3-4c0e-9d86-3d2f6a1be7c4') };

/** The companion `mail-store`. */
export const mailStore: ProviderModule = { MSProviderInit: messageStoreProvider(MailStore, NAMED) };

function wholeBytes(file: string): number {
  return readFileSync(file).lastIndexOf('\n') + 1;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
}
