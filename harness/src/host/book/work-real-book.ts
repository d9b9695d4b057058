import {
  FAILED,
  findValue,
  type IMAPIProp,
  KEEP_OPEN_READWRITE,
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  type PropTag,
} from '@mapi-kit/sdk';
import type { LifePlan } from '../../life/life-plan.js';
import type { ItemCategory } from '../../recording/events.js';
import { itemName } from '../../recording/item-names.js';
import { partOf, propertyKey } from '../../recording/parts.js';
import type { StepOf } from '../../scenarios/step-kinds.js';
import type { OpenedObject } from '../real-mail/property-changes.js';
import { type SavedParts, writeNamed, writeProperties } from '../real-mail/write-whole.js';
import { readProperties } from '../store/read-properties.js';
import { insist, unwrap } from '../store/refusal.js';
import { Random, seedsOf } from '../workload/random.js';
import type { Reporter } from '../workload/reporter.js';
import { attemptItem } from './attempt-item.js';
import { keepEntry } from './keep-entry.js';
import { DELETED_ODD, HOLDER, ODD_CONTACTS } from './odd-contacts.js';
import type { KnownEntry, OpenBook } from './open-book.js';
import {
  CONTACT_CHANGES,
  CONTACT_SORTS,
  type ContactSort,
  makeContact,
  nameOf,
  WHOLE_CONTACT,
} from './real-contacts.js';
import { isResolved, resolveInto } from './resolve-name.js';
import { saveWholeList, workLists } from './work-lists.js';

/** Of each change, one entry is changed in the life that made it, and one in the next. */
const PER_CHANGE = 2;
/** Contacts of this sort have a name and an address, which is what a member of a list needs. */
const BARE_SORT = 6;
/** So many entries are made out of others. */
const ADOPTED = 2;
/** So many entries are made in each later life. */
const NEW_LATER = 3;

/** What is done to entries besides changes of their contents: they are deleted, one of each sort. */
const DELETED_SORTS: readonly number[] = [0, 3, 6];

/**
 * Does what makes a real address book: contacts of every sort, distribution lists, each kind of change in the same life and in
 * a later one. It is the same for every number of items that the user asks for.
 */
export function workRealBook(
  book: OpenBook,
  plan: LifePlan,
  reporter: Reporter,
  { brief }: Pick<StepOf<'work'>, 'brief'>,
  index: number,
): void {
  const random = new Random(...seedsOf(plan), plan.life, book.index, index, 0xabe);
  const worker = new ContactWorker(book, reporter, random, plan.life);
  const ways = [...CONTACT_CHANGES, ...DELETED_SORTS.map((sort) => ({ sort, change: null }))];
  if (brief === true) workBriefly(worker, plan.life, ways);
  else if (plan.life === 0) {
    CONTACT_SORTS.forEach((_, sort) => {
      worker.create('created', sort);
    });
    for (const { sort, change } of ways) {
      const item = worker.create('changed', sort);
      worker.create('created', sort);
      worker.perform(item, change);
    }
  } else {
    ways.forEach(({ change }, way) => {
      worker.perform(itemName('e', 0, CONTACT_SORTS.length + PER_CHANGE * (way + 1)), change);
    });
    for (let sort = 0; sort < NEW_LATER; sort += 1) worker.create('created', sort);
  }
  const first = CONTACT_SORTS.length + (brief === true ? 1 : PER_CHANGE) * ways.length + ADOPTED + 1;
  if (plan.life === 0) {
    worker.adopt();
    for (const make of ODD_CONTACTS) worker.offer(make);
    worker.perform(worker.createHolder(), null);
    worker.createHolder();
  } else {
    worker.perform(itemName('e', 0, first + DELETED_ODD), null);
    worker.perform(itemName('e', 0, first + ODD_CONTACTS.length + 1), null);
    worker.createHolder();
  }
  const staying = CONTACT_SORTS.length + (brief === true ? 1 : PER_CHANGE) * CONTACT_CHANGES.length;
  const everybody = Array.from({ length: staying }, (_, index) => itemName('e', 0, index + 1));
  workLists(book, plan, reporter, random, everybody, first, () => worker.create('created', BARE_SORT));
}

/** Something that is done to an entry of a sort; null: it is deleted. */
interface Way {
  readonly sort: number;
  readonly change: ((entry: OpenedObject) => void) | null;
}

/** Every sort of contact once, and each kind of change once: every second one in the next life. */
function workBriefly(worker: ContactWorker, life: number, ways: readonly Way[]): void {
  if (life === 0) {
    CONTACT_SORTS.forEach((_, sort) => {
      worker.create('created', sort);
    });
    for (const [way, { sort }] of ways.entries()) worker.create(isLater(way) ? 'created' : 'changed', sort);
  }
  for (const [way, { change }] of ways.entries()) {
    if (isLater(way) === life > 0) worker.perform(itemName('e', 0, CONTACT_SORTS.length + way + 1), change);
  }
  if (life > 0) worker.create('created', 0);
}

function isLater(way: number): boolean {
  return way % 2 === 1;
}

/** Saves one contact that has something of everything, and a distribution list that it is in. */
export function saveWholeContact(
  book: OpenBook,
  plan: LifePlan,
  reporter: Reporter,
  index: number,
  item: string,
): void {
  const random = new Random(...seedsOf(plan), plan.life, book.index, index, 0x3a12);
  new ContactWorker(book, reporter, random, plan.life).createOf(WHOLE_CONTACT, item, 'created');
  saveWholeList(book, plan, reporter, random, [item]);
}

class ContactWorker {
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
      const name = findValue(properties, PR_DISPLAY_NAME_W);
      if (sort.isAskedFor === true && name !== undefined) resolveInto(parts, container.container, name);
      keepEntry(this.#book, this.#reporter, { item, category, entryId, container, version: 1, parts });
    });
  }

  /**
   * Makes entries out of somebody who is in no address book, and out of another entry, as a client does who keeps an address.
   */
  adopt(): void {
    const address = `${this.#random.word()}@example.org`;
    const copied = this.#book.known.get(itemName('e', 0, BARE_SORT + 1));
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
        insist(entry.SaveChanges(KEEP_OPEN_READWRITE), 'IMailUser::SaveChanges');
        const entryId = this.#book.entryIdOf(entry);
        // What it took over is what it shows now.
        showInto(parts, entry, [PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W]);
        entry.Release();
        keepEntry(this.#book, this.#reporter, { item, category: 'created', entryId, container, version: 1, parts });
      });
    }
  }

  /** Makes a contact that an address book need not take: where it refuses it, nothing is promised. */
  offer(make: (typeof ODD_CONTACTS)[number]): void {
    const item = itemName('e', this.#life, ++this.#count);
    this.#attempt(item, () => {
      const container = this.#book.place(0);
      const entry = unwrap(container.container.CreateEntry(container.template, 0), 'IABContainer::CreateEntry');
      const parts: SavedParts = {};
      const properties = make(this.#random, item);
      writeProperties(entry, properties, parts, '');
      const isTaken = properties.every(({ tag }) => propertyKey('', tag) in parts);
      if (isTaken && !FAILED(entry.SaveChanges(KEEP_OPEN_READWRITE))) {
        const entryId = this.#book.entryIdOf(entry);
        // What it cuts at once, everybody sees at once.
        showInto(parts, entry, [PR_DISPLAY_NAME_W]);
        keepEntry(this.#book, this.#reporter, { item, category: 'created', entryId, container, version: 1, parts });
      }
      entry.Release();
    });
  }

  /**
   * Changes an entry and its name.
   *
   * @param change - null: it is deleted
   */
  perform(item: string, change: ((entry: OpenedObject) => void) | null): void {
    this.#attempt(item, () => {
      const known = this.#book.known.get(item);
      // What could not be made, or is gone, was reported already.
      if (known === undefined) return;
      if (change === null) {
        this.#book.delete(known);
        this.#reporter.saved(item, 'changed', null, known.entryId);
        return;
      }
      const object = this.#book.open(known.entryId);
      const [parts, version] = [{ ...known.parts }, known.version + 1];
      change({ object, parts, random: this.#random, reporter: this.#reporter });
      const name = nameOf(this.#random, item, version);
      writeProperties(object, [name], parts, '');
      const entryId = this.#save(object);
      if (isResolved(parts)) resolveInto(parts, known.container.container, String(name.value));
      keepEntry(this.#book, this.#reporter, { ...known, category: 'changed', entryId, version, parts });
    });
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
  for (const { tag, value } of readProperties(entry, tags)) parts[propertyKey('', tag)] = partOf(value);
}
