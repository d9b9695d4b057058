import {
  FAILED,
  type IMAPIProp,
  isCode,
  KEEP_OPEN_READWRITE,
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  type PropTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { ItemCategory } from '../../recording/events.js';
import { itemName } from '../../recording/item-names.js';
import { partOf, propertyKey } from '../../recording/parts.js';
import { type SavedParts, writeNamed, writeProperties } from '../real-mail/write-whole.js';
import { readProperties } from '../store/read-properties.js';
import { insist, NOT_DONE, Refusal, refusalOf, unwrap } from '../store/refusal.js';
import type { Random } from '../workload/random.js';
import type { Reporter } from '../workload/reporter.js';
import { attemptItem } from './attempt-item.js';
import { keepEntry } from './keep-entry.js';
import { HOLDER, type MakeOddContact } from './odd-contacts.js';
import type { KnownEntry, OpenBook } from './open-book.js';
import { CONTACT_SORTS, type ContactChange, type ContactSort, makeContact, nameOf } from './real-contacts.js';
import { isResolved, resolveInto } from './resolve-name.js';

/** What is to be done to an entry. */
export interface Task {
  readonly item: string;
  /** Null: it is deleted. */
  readonly change: ContactChange | null;
}

/** Makes, changes and deletes contacts, and journals what was acknowledged. */
export class ContactWorker {
  readonly #book: OpenBook;
  readonly #reporter: Reporter;
  readonly #random: Random;
  readonly #life: number;
  #count = 0;

  constructor(book: OpenBook, reporter: Reporter, random: Random, life: number) {
    this.#book = book;
    this.#reporter = reporter;
    this.#random = random;
    this.#life = life;
  }

  /** Makes and saves a contact of a sort. */
  create(category: ItemCategory, sort: number): string {
    const item = itemName('e', this.#life, ++this.#count);
    this.createOf(CONTACT_SORTS[sort] ?? {}, item, category);
    return item;
  }

  /** Makes and saves the contact who has an address that others have had before, where they have been deleted. */
  createHolder(): string {
    const item = itemName('e', this.#life, ++this.#count);
    this.createOf(HOLDER, item, 'created');
    return item;
  }

  /** Deletes the contact who has that address, and makes the next one, where the address book goes along. */
  succeed(holder: string): void {
    this.deleteTogether([holder]);
    if (!this.#book.known.has(holder)) this.createHolder();
  }

  /** Makes and saves a contact under a name. */
  createOf(sort: ContactSort, item: string, category: ItemCategory): void {
    this.#attempt(item, () => {
      const { properties, named } = makeContact(this.#random, item, sort);
      const container = this.#book.place(this.#count);
      const entry = unwrap(container.container.CreateEntry(container.template, 0), 'IABContainer::CreateEntry');
      const parts: SavedParts = {};
      writeProperties(entry, properties, parts, '');
      writeNamed(entry, named, parts, '');
      const entryId = this.#save(entry);
      if (sort.isAskedFor === true) resolveInto(parts, container.container, properties);
      keepEntry(this.#book, this.#reporter, { item, category, entryId, container, version: 1, parts });
    });
  }

  /**
   * Makes entries out of somebody who is in no address book, and out of another entry, as a client does who keeps an address.
   *
   * @param sample - the item of the other entry
   */
  adopt(sample: string): void {
    const address = `${this.#random.word()}@example.org`;
    const copied = this.#book.known.get(sample);
    for (const source of [this.#book.oneOff(address, address), copied?.entryId]) {
      const item = itemName('e', this.#life, ++this.#count);
      if (source === undefined) continue;
      this.#attempt(item, () => {
        const container = this.#book.place(this.#count);
        const made = container.container.CreateEntry(source, 0);
        // Not every address book takes what is no template.
        if (FAILED(made.hr)) return;
        const entry = unwrap(made, 'IABContainer::CreateEntry');
        const parts: SavedParts = {};
        writeProperties(entry, [nameOf(this.#random, item, 1)], parts, '');
        // Nor do all of them take two of one address.
        if (FAILED(entry.SaveChanges(KEEP_OPEN_READWRITE))) {
          entry.Release();
          return;
        }
        const entryId = this.#book.entryIdOf(entry);
        // What it took over is what it shows now.
        showInto(parts, entry, [PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W]);
        entry.Release();
        keepEntry(this.#book, this.#reporter, { item, category: 'created', entryId, container, version: 1, parts });
      });
    }
  }

  /** Makes a contact that an address book need not take: where it refuses it, nothing is promised. */
  offer(make: MakeOddContact): void {
    const item = itemName('e', this.#life, ++this.#count);
    this.#attempt(item, () => {
      const container = this.#book.place(0);
      const entry = unwrap(container.container.CreateEntry(container.template, 0), 'IABContainer::CreateEntry');
      const parts: SavedParts = {};
      const properties = make(this.#random, item);
      const isTaken =
        isWritten(entry, properties, parts) && properties.every(({ tag }) => propertyKey('', tag) in parts);
      if (isTaken && !FAILED(entry.SaveChanges(KEEP_OPEN_READWRITE))) {
        const entryId = this.#book.entryIdOf(entry);
        // What it cuts at once, or writes in another way, everybody sees at once.
        takeDown(parts, this.#book.show(entryId, [PR_DISPLAY_NAME_W, PR_EMAIL_ADDRESS_W]));
        keepEntry(this.#book, this.#reporter, { item, category: 'created', entryId, container, version: 1, parts });
      }
      entry.Release();
    });
  }

  /** Changes entries, one after the other, and deletes others by one call for each container. */
  performAll(tasks: readonly Task[]): void {
    for (const { item, change } of tasks) if (change !== null) this.#perform(item, change);
    this.deleteTogether(tasks.flatMap(({ item, change }) => (change === null ? [item] : [])));
  }

  /** Deletes entries by one call for each container. What could not be made, or is gone, was reported already. */
  deleteTogether(items: readonly string[]): void {
    const known = items.flatMap((item) => this.#book.known.get(item) ?? []);
    for (const container of new Set(known.map((each) => each.container))) {
      const entries = known.filter((each) => each.container === container);
      this.#attempt(entries[0]?.item ?? '', () => this.#book.delete(entries, this.#reporter));
    }
  }

  #perform(item: string, way: ContactChange): void {
    this.#attempt(item, () => {
      const known = this.#book.known.get(item);
      if (known === undefined) return;
      const object = this.#book.open(known.entryId, this.#reporter);
      const changed = this.#change(object, known, way);
      if (way.twice === true) this.#changeAgain(object, changed, way);
      object.Release();
    });
  }

  /** Changes an entry, saves it, and takes down what it is now. */
  #change(object: IMAPIProp, known: KnownEntry, { change, keepsName }: ContactChange): KnownEntry {
    const parts = { ...known.parts };
    change({ object, parts, random: this.#random, reporter: this.#reporter });
    const version = keepsName === true ? known.version : known.version + 1;
    if (keepsName !== true) writeProperties(object, [nameOf(this.#random, known.item, version)], parts, '');
    insist(object.SaveChanges(KEEP_OPEN_READWRITE), 'IMailUser::SaveChanges');
    const entryId = this.#book.entryIdOf(object);
    if (isResolved(parts)) {
      const values = readProperties(object, [PR_DISPLAY_NAME_W, PR_EMAIL_ADDRESS_W]);
      resolveInto(parts, known.container.container, values);
    }
    const changed: KnownEntry = { ...known, category: 'changed', entryId, version, parts };
    keepEntry(this.#book, this.#reporter, changed);
    return changed;
  }

  /** An address book need not let anybody go on with what is saved. */
  #changeAgain(object: IMAPIProp, known: KnownEntry, way: ContactChange): void {
    try {
      this.#change(object, known, way);
    } catch (error) {
      if (!isCode(refusalOf(error).hr, ...NOT_DONE)) throw error;
    }
  }

  #save(entry: IMAPIProp): KnownEntry['entryId'] {
    insist(entry.SaveChanges(KEEP_OPEN_READWRITE), 'IMailUser::SaveChanges');
    const entryId = this.#book.entryIdOf(entry);
    entry.Release();
    return entryId;
  }

  #attempt(item: string, act: () => void): void {
    attemptItem(this.#reporter, this.#life, item, act);
  }
}

/** Takes down what an entry shows now. */
function showInto(parts: SavedParts, entry: IMAPIProp, tags: readonly PropTag[]): void {
  takeDown(parts, readProperties(entry, tags));
}

function takeDown(parts: SavedParts, values: readonly SPropValue[]): void {
  for (const { tag, value } of values) parts[propertyKey('', tag)] = partOf(value);
}

/** Sets properties; false: what is odd about them is refused. */
function isWritten(entry: IMAPIProp, properties: readonly SPropValue[], parts: SavedParts): boolean {
  try {
    writeProperties(entry, properties, parts, '');
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
