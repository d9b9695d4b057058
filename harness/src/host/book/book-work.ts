import { type ENTRYID, type IMAPIProp, KEEP_OPEN_READWRITE, type SPropValue } from '@mapi-kit/sdk';
import type { LifePlan } from '../../life/life-plan.js';
import type { ItemCategory, ItemState } from '../../recording/events.js';
import { BOOK_LISTS, type ItemLetter, itemName, SETTINGS } from '../../recording/item-names.js';
import type { StepOf } from '../../scenarios/step-kinds.js';
import type { EarlierItem } from '../earlier-lives.js';
import { rightLists } from '../real-mail/lists.js';
import { saveSetting } from '../store/profile-setting.js';
import { insist, refusalOf, unwrap } from '../store/refusal.js';
import { NotThere } from '../workload/not-there.js';
import { Random, seedsOf } from '../workload/random.js';
import type { Reporter } from '../workload/reporter.js';
import type { BookClient } from './book-client.js';
import { readBookLists } from './book-lists.js';
import { changeBulkEntries } from './bulk-changes.js';
import { ENTRY_TAGS, makeBulkEntry, makeEntry, setEntry, stateOfEntry } from './entry-content.js';
import { type KnownEntry, type ModifiableContainer, OpenBook } from './open-book.js';
import { saveWholeContact, workRealBook } from './work-real-book.js';

/** What the client does with one address book, and what it knows of it. */
export class BookWork {
  readonly #plan: LifePlan;
  readonly #client: BookClient;
  readonly #book: OpenBook;
  /** Entries with unsaved changes, which stay open until the client leaves. */
  readonly #unsaved: IMAPIProp[] = [];
  readonly #counters = { e: 0, c: 0, v: 0 };
  #settings = 0;
  #hasWhole = false;

  constructor(plan: LifePlan, client: BookClient, earlier: readonly EarlierItem[]) {
    this.#plan = plan;
    this.#client = client;
    this.#book = new OpenBook(client, earlier);
  }

  /** No container can be changed. */
  get isReadOnly(): boolean {
    return this.#book.isReadOnly;
  }

  /**
   * About half of the entries are created, a third is also changed, and some changes are never saved.
   *
   * @param step - `light`: created and changed entries only
   */
  mixed(reporter: Reporter, { workload, brief }: StepOf<'work'>, index: number, count: number): void {
    const light = workload === 'light';
    const random = new Random(...seedsOf(this.#plan), this.#plan.life, this.#client.index, index, 0xab);
    if (!light) this.#attempt(reporter, SETTINGS.bookSection, () => this.#set(reporter, random));
    if (this.isReadOnly) return;
    const unsaved = light || count < 6 ? 0 : Math.max(2, Math.floor(count / 12));
    const changed = Math.floor(count / 3);
    for (let i = 0; i < Math.max(1, count - changed - unsaved); i += 1) {
      const item = this.#name('e');
      this.#attempt(reporter, item, () => this.#create(reporter, random, item, 'created', i % 3 === 0));
    }
    const earlier = [...this.#book.known.values()].filter(
      ({ item, parts }) => this.#isEarlier(item) && parts === undefined,
    );
    for (let i = 0; i < changed; i += 1) this.#change(reporter, random, i, earlier.shift());
    for (let i = 0; i < unsaved; i += 1) this.#leaveUnsaved(reporter, random, i);
    // Once in a life.
    if (light || brief === true || this.#hasWhole) return;
    this.#hasWhole = true;
    saveWholeContact(this.#book, this.#plan, reporter, index, this.#name('e'));
  }

  /** Saves many small entries; after a refusal it stops: ten thousand more would say nothing else. */
  bulk(reporter: Reporter, count: number): void {
    for (let i = 0; i < count && !this.isReadOnly; i += 1) {
      const index = ++this.#counters.c;
      const item = itemName('c', this.#plan.life, index);
      const properties = makeBulkEntry(item, index, this.#plan.seed);
      if (!this.#attempt(reporter, item, () => this.#save(reporter, item, 'bulk', properties, this.#book.place(0))))
        return;
    }
  }

  /** Changes and deletes what earlier lives have saved in bulk. */
  changeBulk(reporter: Reporter): void {
    if (!this.isReadOnly) changeBulkEntries(this.#book, reporter, this.#plan.life, this.#plan.seed);
  }

  /** Does what makes a real address book, the same for every number of items. */
  real(reporter: Reporter, step: StepOf<'work'>, index: number): void {
    if (this.isReadOnly) return;
    workRealBook(this.#book, this.#plan, reporter, step, index);
    // What the first life shows right, all others have to.
    if (this.#plan.life > 0) return;
    this.#attempt(reporter, BOOK_LISTS, () => {
      const lists = rightLists(readBookLists(this.#client));
      if (lists !== undefined) reporter.saved(BOOK_LISTS, 'changed', lists);
    });
  }

  /** Releases what is still open; unsaved changes are lost with it, as they must be. */
  release(): void {
    for (const entry of this.#unsaved.splice(0)) entry.Release();
  }

  #set(reporter: Reporter, random: Random): void {
    const { session, sectionUid } = this.#client;
    this.#settings += 1;
    const state = saveSetting(session, sectionUid, this.#plan.life, this.#settings, random);
    reporter.saved(SETTINGS.bookSection, 'setting', state);
  }

  #create(reporter: Reporter, random: Random, item: string, category: ItemCategory, everyType: boolean): void {
    this.#save(reporter, item, category, makeEntry(random, item, 1, everyType), this.#book.place(random.below(8)));
  }

  #save(
    reporter: Reporter,
    item: string,
    category: ItemCategory,
    properties: readonly SPropValue[],
    container: ModifiableContainer,
  ): void {
    const entry = unwrap(container.container.CreateEntry(container.template, 0), 'IABContainer::CreateEntry');
    const accepted = setEntry(entry, properties);
    const entryId = this.#saved(entry);
    entry.Release();
    this.#keep(reporter, { item, category, entryId, container, version: 1 }, stateOfEntry(accepted, container.name));
  }

  /** Updates (twice, every third time) or deletes an entry: one of an earlier life, or one made for it. */
  #change(reporter: Reporter, random: Random, way: number, earlier: KnownEntry | undefined): void {
    const item = earlier?.item ?? this.#name('e');
    this.#attempt(reporter, item, () => {
      if (earlier === undefined) this.#create(reporter, random, item, 'changed', false);
      if (way % 4 === 3) {
        this.#delete(reporter, item);
        return;
      }
      this.#update(reporter, random, item);
      if (way % 3 === 2) this.#update(reporter, random, item);
    });
  }

  #update(reporter: Reporter, random: Random, item: string): void {
    const known = this.#book.known.get(item);
    if (known === undefined) return;
    const entry = this.#book.open(known.entryId, reporter);
    const version = known.version + 1;
    const values = makeEntry(random, item, version, true);
    const { hr } = entry.DeleteProps(ENTRY_TAGS.filter((tag) => !values.some((value) => value.tag === tag)));
    if (!reporter.does('deleting properties', hr)) {
      entry.Release();
      return;
    }
    const accepted = setEntry(entry, values);
    const entryId = this.#saved(entry);
    entry.Release();
    const category = known.category === 'created' ? 'changed' : known.category;
    this.#keep(reporter, { ...known, entryId, version, category }, stateOfEntry(accepted, known.container.name));
  }

  #delete(reporter: Reporter, item: string): void {
    const known = this.#book.known.get(item);
    if (known === undefined) return;
    this.#book.delete([known], reporter);
  }

  #leaveUnsaved(reporter: Reporter, random: Random, way: number): void {
    const item = this.#name('v');
    this.#attempt(reporter, item, () => {
      const container = this.#book.place(way);
      if (way % 2 === 0) {
        const entry = unwrap(container.container.CreateEntry(container.template, 0), 'IABContainer::CreateEntry');
        this.#unsaved.push(entry);
        setEntry(entry, makeEntry(random, item, 1, false));
        reporter.unsaved(item, null, 'a new entry was filled and never saved');
        return;
      }
      const properties = makeEntry(random, item, 1, false);
      this.#save(reporter, item, 'unsaved', properties, container);
      const known = this.#book.known.get(item);
      if (known === undefined) return;
      const entry = this.#book.open(known.entryId, reporter);
      this.#unsaved.push(entry);
      setEntry(entry, makeEntry(random, item, 2, false));
      reporter.unsaved(item, stateOfEntry(properties, container.name), 'a saved entry was changed and not saved again');
    });
  }

  /** Saves an entry, and gives its entry id. */
  #saved(entry: IMAPIProp): ENTRYID {
    insist(entry.SaveChanges(KEEP_OPEN_READWRITE), 'IMailUser::SaveChanges');
    return this.#book.entryIdOf(entry);
  }

  #keep(reporter: Reporter, known: KnownEntry, state: ItemState): void {
    this.#book.known.set(known.item, known);
    reporter.saved(known.item, known.category, state, known.entryId);
  }

  #name(letter: Extract<ItemLetter, 'e' | 'c' | 'v'>): string {
    return itemName(letter, this.#plan.life, ++this.#counters[letter]);
  }

  #isEarlier(item: string): boolean {
    const own = this.#plan.life === 0 ? /^e/ : new RegExp(`^g${this.#plan.life + 1}-`);
    return !own.test(item) && /(?:^|-)e\d/.test(item);
  }

  /** Whatever is refused is reported, but for what the address book says that it never does. */
  #attempt(reporter: Reporter, item: string, act: () => void): boolean {
    reporter.doing(item);
    try {
      act();
      return true;
    } catch (error) {
      if (!(error instanceof NotThere)) reporter.refused(item, refusalOf(error));
      return false;
    }
  }
}
