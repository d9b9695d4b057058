import {
  type ENTRYID,
  FAILED,
  type IDistList,
  isCode,
  KEEP_OPEN_READWRITE,
  MAPI_E_NO_SUPPORT,
  PR_ACCOUNT_W,
  S_OK,
} from '@mapi-kit/sdk';
import type { LifePlan } from '../../life/life-plan.js';
import { itemName } from '../../recording/item-names.js';
import { ABSENT, MEMBER, MORE_THAN_ONCE, memberKey, partOf } from '../../recording/parts.js';
import { type SavedParts, writeProperties } from '../real-mail/write-whole.js';
import { insist, unwrap } from '../store/refusal.js';
import type { Random } from '../workload/random.js';
import type { Reporter } from '../workload/reporter.js';
import { attemptItem } from './attempt-item.js';
import { keepEntry } from './keep-entry.js';
import { addressKey, addressTypeKey, readMembers } from './list-members.js';
import { LISTED_ODD } from './odd-contacts.js';
import type { KnownEntry, OpenBook } from './open-book.js';
import { nameOf, note } from './real-contacts.js';

/** Somebody who may be in a list. */
interface Member {
  readonly name: string;
  readonly entryId: ENTRYID;
  /** Of somebody who is in no address book, or is called like somebody else. */
  readonly address?: string;
  /** SMTP unless given. */
  readonly addressType?: string;
}

/** What becomes of a list that was there: each is done once in the life that made it, and once in the next. */
const CHANGES = [
  'add',
  'remove',
  'rename',
  'rename and add',
  'remove and rename',
  'take one out and add',
  'delete',
  'take out and back in',
] as const;
type Change = (typeof CHANGES)[number];

/**
 * Lists that stay as they were made: with members, without, with another list, with somebody of no address book, with people
 * alike.
 */
const KEPT = ['full', 'empty', 'nested', 'outside', 'alike'] as const;

/** So many are members of the largest list: more than a hundred, which is where limits like to be. */
const CROWD = 150;

/**
 * Makes distribution lists, adds members and takes them out, renames and deletes lists, in the life that made them and in the
 * next one. Where the address book has no template of lists, or says that it does not support them, nothing happens.
 *
 * @param everybody - the items of entries that stay: all of them are in one list
 * @param firstOdd - the number of the first of ODD_CONTACTS
 * @param person - makes and saves an entry who can be a member, and gives its item
 */
export function workLists(
  book: OpenBook,
  plan: LifePlan,
  reporter: Reporter,
  random: Random,
  everybody: readonly string[],
  firstOdd: number,
  person: () => string,
): void {
  if (book.listPlace === undefined) return;
  const worker = new ListWorker(book, reporter, random, plan.life);
  const people = Array.from({ length: plan.life === 0 ? 4 : 1 }, person).flatMap((item) => worker.member(item) ?? []);
  if (plan.life > 0) {
    const first = 1 + KEPT.length + CHANGES.length;
    for (const [index, change] of CHANGES.entries()) worker.perform(itemName('l', 0, first + index), change, people);
    worker.create(people);
    return;
  }
  const full = worker.create(people);
  worker.create([]);
  worker.create(people.slice(0, 1), [worker.member(full)]);
  worker.create(people.slice(0, 1), [worker.outsider(), worker.outsider('FAX')]);
  const odd = LISTED_ODD.map(({ index, as }) => worker.member(itemName('e', 0, firstOdd + index), as));
  worker.create(people.slice(0, 1), odd);
  const made = [...CHANGES, ...CHANGES].map(() => worker.create(people.slice(0, 3)));
  for (const [index, change] of CHANGES.entries()) worker.perform(made[index] ?? '', change, people.slice(3));
  const members = everybody.flatMap((item) => worker.member(item) ?? []);
  worker.fill(worker.create([]), members, false);
  const others = Array.from({ length: CROWD - members.length }, person).flatMap((item) => worker.member(item) ?? []);
  worker.fill(worker.create([]), [...members, ...others], true);
}

/** Saves one list with members, where the address book has lists. */
export function saveWholeList(
  book: OpenBook,
  plan: LifePlan,
  reporter: Reporter,
  random: Random,
  people: readonly string[],
): void {
  if (book.listPlace === undefined) return;
  const worker = new ListWorker(book, reporter, random, plan.life);
  worker.create(people.flatMap((item) => worker.member(item) ?? []));
}

class ListWorker {
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

  /**
   * An entry or a list as a member; undefined when it could not be made.
   *
   * @param as - what it is known by in the list
   */
  member(item: string, as: Pick<Member, 'name' | 'address'> = { name: item }): Member | undefined {
    const known = this.#book.known.get(item);
    return known === undefined ? undefined : { ...as, entryId: known.entryId };
  }

  /** Somebody who is in no address book. */
  outsider(addressType: string = 'SMTP'): Member | undefined {
    const name = `Outside ${this.#random.word()}`;
    const address =
      addressType === 'SMTP' ? `${this.#random.word()}@example.org` : `+49 221 ${this.#random.below(1_000_000)}`;
    const entryId = this.#book.oneOff(name, address, addressType);
    return entryId === undefined ? undefined : { name, entryId, address, addressType };
  }

  /**
   * Makes and saves a list, then adds its members.
   *
   * @param special - members of other kinds, which an address book need not take
   */
  create(members: readonly Member[], special: readonly (Member | undefined)[] = []): string {
    const item = itemName('l', this.#life, ++this.#count);
    attemptItem(this.#reporter, this.#life, item, () => {
      const place = this.#book.listPlace;
      if (place === undefined) return;
      const made = place.container.CreateEntry(place.listTemplate, 0);
      // Whoever has no lists may say so here too.
      if (isCode(made.hr, MAPI_E_NO_SUPPORT)) return;
      const list = unwrap(made, 'IABContainer::CreateEntry of a distribution list');
      const parts: SavedParts = {};
      const alias = { tag: PR_ACCOUNT_W, value: `list.${this.#random.word()}` };
      writeProperties(list, [nameOf(this.#random, item, 1), note(this.#random, 90), alias], parts, '');
      insist(list.SaveChanges(KEEP_OPEN_READWRITE), 'IDistList::SaveChanges');
      const entryId = this.#book.entryIdOf(list);
      list.Release();
      keepEntry(this.#book, this.#reporter, {
        item,
        category: 'created',
        entryId,
        container: place,
        version: 1,
        parts,
      });
      for (const member of members) this.#add(item, member, false);
      for (const member of special) if (member !== undefined) this.#add(item, member, true);
    });
    return item;
  }

  perform(item: string, change: Change, people: readonly Member[]): void {
    attemptItem(this.#reporter, this.#life, item, () => {
      const known = this.#book.known.get(item);
      // What could not be made, or is gone, was reported already.
      if (known === undefined) return;
      if (change === 'delete') {
        this.#book.delete([known], this.#reporter);
        return;
      }
      this.#book.known.set(item, { ...known, category: 'changed' });
      if (change.startsWith('remove')) this.#takeOut(item, 2);
      if (change.startsWith('take one')) this.#takeOut(item, 1);
      if (change.includes('rename')) this.#rename(item);
      if (change.endsWith('add')) for (const member of people) this.#add(item, member, false);
      if (change !== 'take out and back in') return;
      for (const member of this.#takeOut(item, 1)) this.#add(item, member, false);
    });
  }

  /**
   * Adds many members by one call.
   *
   * @param mayRefuse - they are more than a list has to take
   */
  fill(item: string, members: readonly Member[], mayRefuse: boolean): void {
    attemptItem(this.#reporter, this.#life, item, () => {
      this.#change(item, (list, parts, known) => {
        const copied = list.CopyEntries(
          members.map(({ entryId }) => entryId),
          0,
          null,
          0,
        );
        if (isCode(copied, MAPI_E_NO_SUPPORT) || (mayRefuse && FAILED(copied))) return undefined;
        insist(copied, 'IDistList::CopyEntries');
        const saved = list.SaveChanges(KEEP_OPEN_READWRITE);
        if (mayRefuse && FAILED(saved)) return undefined;
        insist(saved, 'IDistList::SaveChanges');
        // Of a part of them nobody knows which.
        if (copied !== S_OK) return undefined;
        const keys = members.map(({ name }) => [memberKey(name), MEMBER]);
        return { ...known, parts: { ...parts, ...Object.fromEntries(keys) } };
      });
    });
  }

  #rename(item: string): void {
    this.#change(item, (list, parts, known) => {
      const version = known.version + 1;
      writeProperties(list, [nameOf(this.#random, item, version)], parts, '');
      insist(list.SaveChanges(KEEP_OPEN_READWRITE), 'IDistList::SaveChanges');
      return { ...known, version, parts };
    });
  }

  /**
   * Adds a member: as a client does who copies an entry into a list, or where a list does not take copies, by CreateEntry.
   *
   * @param mayRefuse - it is no entry of the address book, which is all that a list has to take
   */
  #add(item: string, { name, entryId, address, addressType = 'SMTP' }: Member, mayRefuse: boolean): void {
    this.#change(item, (list, parts, known) => {
      const copied = list.CopyEntries([entryId], 0, null, 0);
      if (isCode(copied, MAPI_E_NO_SUPPORT)) {
        const made = list.CreateEntry(entryId, 0);
        if (isCode(made.hr, MAPI_E_NO_SUPPORT) || (mayRefuse && FAILED(made.hr))) return undefined;
        const entry = unwrap(made, 'IDistList::CreateEntry');
        const saved = entry.SaveChanges(0);
        entry.Release();
        if (mayRefuse && FAILED(saved)) return undefined;
        insist(saved, 'IMailUser::SaveChanges in a distribution list');
      } else if (mayRefuse && copied !== S_OK) return undefined;
      else insist(copied, 'IDistList::CopyEntries');
      // A list may be transacted as a whole.
      insist(list.SaveChanges(KEEP_OPEN_READWRITE), 'IDistList::SaveChanges');
      const own = address === undefined ? {} : addressParts(list, name, address, addressType);
      const isAlike = address !== undefined && parts[memberKey(name)] === MEMBER;
      return { ...known, parts: { ...parts, [memberKey(name)]: isAlike ? MORE_THAN_ONCE : MEMBER, ...own } };
    });
  }

  /** Takes the first members out of a list by one call, and gives them. */
  #takeOut(item: string, count: number): readonly Member[] {
    let removed: readonly Member[] = [];
    this.#change(item, (list, parts, known) => {
      const keys = Object.keys(parts).filter((each) => parts[each] === MEMBER);
      const members = keys.flatMap((key) => this.member(decodeURIComponent(key.slice(2))) ?? []).slice(0, count);
      if (members.length === 0) return undefined;
      const entryIds = members.map(({ entryId }) => entryId);
      if (!this.#reporter.does('taking members out of distribution lists', list.DeleteEntries(entryIds, 0)))
        return undefined;
      insist(list.SaveChanges(KEEP_OPEN_READWRITE), 'IDistList::SaveChanges');
      removed = members;
      const gone = members.map(({ name }) => [memberKey(name), ABSENT]);
      return { ...known, parts: { ...parts, ...Object.fromEntries(gone) } };
    });
    return removed;
  }

  /** Changes a list and journals what was acknowledged; undefined: nothing was. */
  #change(
    item: string,
    change: (list: IDistList, parts: SavedParts, known: KnownEntry) => KnownEntry | undefined,
  ): void {
    const known = this.#book.known.get(item);
    if (known === undefined) return;
    // The entry id was given out for a list.
    const list = this.#book.open(known.entryId, this.#reporter, 'changing distribution lists') as IDistList;
    const after = change(list, { ...known.parts }, known);
    list.Release();
    if (after !== undefined) keepEntry(this.#book, this.#reporter, after);
  }
}

/** What is promised of a member's address: its type where the list shows it, which a list need not. */
function addressParts(list: IDistList, name: string, address: string, addressType: string): SavedParts {
  const shown: SavedParts = {};
  readMembers(list, shown);
  const [key, type] = [addressTypeKey(name), partOf(addressType)];
  return { [addressKey(name)]: partOf(address), ...(shown[key] === type ? { [key]: type } : {}) };
}
