import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  AbstractWriteBehindAddressBook,
  addressBookProvider,
  type EntryChange,
  type StoredEntry,
} from '@mapi-kit/sdk/address-book';
import { cardOf, entryOf, writtenId } from './card-entry.js';
import { CardFile, type CardInFile } from './card-file.js';
import { EXTENSION, idOf, leftAlone, lock, mapiErrorOf, stampOf, unlessGone } from './files.js';
import { membersOf, type Uids, uidIn, uidOf } from './group.js';
import { PostponedCards } from './postponed-cards.js';

/** Where an entry is, as it was when its file was last looked at. */
interface Place {
  readonly name: string;
  /** Changes when the file does. */
  readonly stamp: string;
  /** Undefined for a card that cannot be read, or a file without one; it is left alone. */
  readonly entry: StoredEntry | undefined;
  /** That of its card. */
  readonly uid?: string | undefined;
  /** Of a group that a person has written or changed: whom its lines name. */
  readonly lines?: readonly string[] | undefined;
}

const TEMPORARY = '.vcf.tmp';
const POSTPONED = '.mapi-kit-changes';
/** More cards than that take longer than a shutdown should. */
const MOST_CARDS = 300;
/** So many postponed cards are written at a time, so that nobody has to wait for long. */
const CARDS_AT_A_TIME = 300;

/**
 * An address book on a folder of vCards, of versions 2.1, 3.0 and 4.0. A distribution list is the card of a group, which
 * names its members by their UIDs, or by mailto where they have no card.
 *
 * A new entry gets a file of its own; files with several cards are read, and changed card by card. A card of version 2.1
 * that is changed is one of 3.0 from then on.
 *
 * All entries are in memory. Saves are acknowledged at once and written in batches; the base class decides when. What
 * other programs change in the folder is seen after a while. A file is replaced as a whole, so that the death of the
 * process leaves the old one or the new one; that of the machine may cost the last seconds. When a shutdown finds more
 * changes than it has time for, they go into one file, and into cards bit by bit in the next life.
 *
 * The setting `folder` names the folder; it is the data directory unless given. Of the processes that have it as an address
 * book one at a time is let in, whatever their data directories are: each has all entries in memory, and all postponed
 * changes.
 */
export class VCardAddressBook extends AbstractWriteBehindAddressBook {
  #folder = '';
  #temporary = '';
  #postponed = new PostponedCards('');
  #unlock = (): void => {};
  /** By the id of the entry. */
  #files: Map<string, Place> = new Map();

  constructor() {
    super({ maintenanceInterval: 10_000 });
  }

  protected override open(): void {
    this.#folder = resolve(this.dataDirectory, this.setting('folder') ?? '.');
    this.#temporary = join(this.#folder, `${randomUUID()}${TEMPORARY}`);
    mkdirSync(this.#folder, { recursive: true });
    this.#unlock = lock(this.#folder);
    try {
      this.#load();
      super.open();
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  protected override readCommitted(id: string): StoredEntry | undefined {
    const change = this.#postponed.get(id);
    if (change === undefined) return this.#files.get(id)?.entry;
    return 'put' in change ? change.put : undefined;
  }

  protected override *listCommitted(): Iterable<StoredEntry> {
    for (const { entry } of this.#files.values()) {
      if (entry !== undefined && this.#postponed.get(entry.id) === undefined) yield entry;
    }
    for (const change of this.#postponed.all()) if ('put' in change) yield change.put;
  }

  /** Does all that can be done, also when the disk does not take one of the entries; removals make room for the rest. */
  protected override commit(batch: readonly EntryChange[]): void {
    // A later change of a postponed one must not be undone by it in the next life.
    if (batch.length > MOST_CARDS || !this.#postponed.isEmpty) {
      try {
        this.#postponed.add(batch);
      } catch (error) {
        throw mapiErrorOf(error);
      }
      return;
    }
    const failure = this.#writeCards(batch);
    if (failure !== undefined) throw mapiErrorOf(failure);
  }

  /** Writes what is postponed, and sees what other programs have done in the folder. */
  protected override maintain(): void {
    const some: EntryChange[] = [];
    for (const change of this.#postponed.all()) if (some.push(change) === CARDS_AT_A_TIME) break;
    // What fails stays postponed.
    this.#writeCards(some, (change) => this.#postponed.done(change));
    this.#readFolder();
  }

  protected override supportsLists(): boolean {
    return true;
  }

  protected override supportsFastShutdown(): boolean {
    return true;
  }

  protected override close(): void {
    // Throws when something cannot be saved: others stay out until the next attempt.
    super.close();
    this.#unlock();
  }

  #load(): void {
    for (const name of readdirSync(this.#folder)) {
      if (name.endsWith(TEMPORARY)) rmSync(join(this.#folder, name), { force: true });
    }
    this.#readFolder();
    this.#postponed = new PostponedCards(join(this.#folder, POSTPONED));
    this.#postponed.load((change) => this.#isDone(change));
  }

  /** Writes each file once, those with removals first. Gives the first failure. */
  #writeCards(batch: readonly EntryChange[], done?: (change: EntryChange) => void): unknown {
    const byName = new Map<string, EntryChange[]>();
    for (const change of [...batch].sort((one, other) => Number('put' in one) - Number('put' in other))) {
      const name = this.#nameOf('put' in change ? change.put.id : change.remove);
      byName.set(name, [...(byName.get(name) ?? []), change]);
    }
    let failure: unknown;
    for (const [name, changes] of byName) {
      try {
        this.#writeFile(name, changes);
        for (const change of changes) done?.(change);
      } catch (error) {
        failure ??= error;
      }
    }
    return failure;
  }

  /** Whether a card says this already, or something newer. */
  #isDone(change: EntryChange): boolean {
    if ('remove' in change) return !this.#files.has(change.remove);
    return (this.#files.get(change.put.id)?.entry?.version ?? 0) >= change.put.version;
  }

  #nameOf(id: string): string {
    return this.#files.get(id)?.name ?? id.replace(/#.*$/, '') + EXTENSION;
  }

  #writeFile(name: string, changes: readonly EntryChange[]): void {
    // The batch comes again because another entry failed.
    const open = changes.filter((change) =>
      'put' in change ? this.#files.get(change.put.id)?.entry !== change.put : this.#files.has(change.remove),
    );
    if (open.length === 0) return;
    const path = join(this.#folder, name);
    // A file that is gone is removed; one in a folder that is gone comes back with it.
    if (open.some((change) => 'remove' in change)) statSync(this.#folder);
    // Of a new entry there is no file yet.
    const isNew = open.every(
      (change) => 'put' in change && change.put.id + EXTENSION === name && !this.#files.has(change.put.id),
    );
    const bytes = (isNew ? undefined : unlessGone(() => readFileSync(path))) ?? Buffer.alloc(0);
    const file = new CardFile(bytes, idOf(name), writtenId);
    for (const change of open) {
      if ('remove' in change) file.remove(change.remove);
      else this.#putCard(file, change.put);
    }
    this.#keepName(file, idOf(name));
    if (file.cards.length === 0) unlessGone(() => unlinkSync(path));
    else this.#replace(path, file.bytes);
    const stamp = stampOf(path) ?? '';
    if (file.cards.length > 1) this.#restamp(name, stamp);
    for (const change of open) {
      if ('remove' in change) this.#files.delete(change.remove);
      else this.#files.set(change.put.id, { name, stamp, entry: change.put, uid: uidOf(file, change.put.id) });
    }
  }

  #putCard(file: CardFile, entry: StoredEntry): void {
    const text = file.cards.find(({ id }) => id === entry.id)?.text;
    // That of each card is looked up for groups alone; a card that is there keeps what it has.
    const uids =
      entry.members === undefined ? new Map(text === undefined ? [] : [[entry.id, undefined]]) : this.#uids();
    file.put(entry.id, cardOf(entry, text, uids));
  }

  #uids(): Uids {
    return new Map([...this.#files].flatMap(([id, { uid, entry }]) => (entry === undefined ? [] : [[id, uid]])));
  }

  /** The other cards of a file are as they were. */
  #restamp(name: string, stamp: string): void {
    for (const [id, place] of this.#files) if (place.name === name) this.#files.set(id, { ...place, stamp });
  }

  /** A card that is left alone in its file would be called by the file: its entry is written into it, with its name. */
  #keepName(file: CardFile, fileId: string): void {
    const [card, ...more] = file.cards;
    if (card === undefined || more.length > 0 || card.id === fileId || writtenId(card.text) === card.id) return;
    const entry = this.#files.get(card.id)?.entry;
    if (entry !== undefined) this.#putCard(file, entry);
  }

  #replace(path: string, bytes: Buffer): void {
    try {
      writeFileSync(this.#temporary, bytes);
      renameSync(this.#temporary, path);
    } catch (error) {
      rmSync(this.#temporary, { force: true });
      throw error;
    }
  }

  #readFolder(): void {
    const known = new Map<string, [id: string, place: Place][]>();
    for (const [id, place] of this.#files) {
      const there = known.get(place.name);
      if (there === undefined) known.set(place.name, [[id, place]]);
      else there.push([id, place]);
    }
    const files = new Map<string, Place>();
    for (const name of readdirSync(this.#folder).sort()) {
      if (name.startsWith('.') || !name.toLowerCase().endsWith(EXTENSION)) continue;
      const stamp = stampOf(join(this.#folder, name));
      if (stamp === undefined) continue;
      const before = known.get(name) ?? [];
      const isSame = before.length > 0 && before.every(([, place]) => place.stamp === stamp);
      for (const [id, place] of isSame ? before : this.#readFile(name, stamp)) files.set(id, place);
    }
    this.#files = files;
    this.#findMembers();
  }

  /** Groups that a person has written name their members by UIDs, which other cards have. */
  #findMembers(): void {
    const groups = [...this.#files].filter(([, { lines }]) => lines !== undefined);
    if (groups.length === 0) return;
    const uids = this.#uids();
    for (const [id, place] of groups) {
      const { entry, lines = [] } = place;
      if (entry === undefined) continue;
      const members = membersOf(lines, entry.members ?? [], uids);
      if (isDeepStrictEqual(members, entry.members)) continue;
      this.#files.set(id, { ...place, entry: { ...entry, version: entry.version + 1, members } });
    }
  }

  #readFile(name: string, stamp: string): (readonly [id: string, place: Place])[] {
    const path = join(this.#folder, name);
    const fileId = idOf(name);
    const nothing = [[fileId, { name, stamp, entry: undefined }] as const];
    try {
      const { cards } = new CardFile(readFileSync(path), fileId, writtenId);
      if (cards.length === 0) throw new Error('it is no vCard');
      return cards.map((card) => [card.id, { name, stamp, uid: uidIn(card.text), ...this.#entryOf(card, name) }]);
    } catch (error) {
      leftAlone(path, error);
      return nothing;
    }
  }

  #entryOf({ id, text }: CardInFile, name: string): Pick<Place, 'entry' | 'lines'> {
    try {
      const { entry, lines } = entryOf(text, id, name.slice(0, -EXTENSION.length));
      const before = this.#files.get(id)?.entry;
      if (before === undefined) return { entry, lines };
      if (isDeepStrictEqual(entry.properties, before.properties)) return { entry: before, lines };
      // Whoever has the entry open has to learn that it is another one now.
      return { entry: { ...entry, version: Math.max(entry.version, before.version + 1) }, lines };
    } catch (error) {
      leftAlone(join(this.#folder, name), error);
      return { entry: undefined };
    }
  }
}

/** The entry point that MAPI looks for. */
export const ABProviderInit: ReturnType<typeof addressBookProvider> = addressBookProvider(VCardAddressBook, {
  displayName: 'vCards',
});
