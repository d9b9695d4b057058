import type { LifePlan } from '../../life/life-plan.js';
import { itemName } from '../../recording/item-names.js';
import type { StepOf } from '../../scenarios/step-kinds.js';
import { Random, seedsOf } from '../workload/random.js';
import type { Reporter } from '../workload/reporter.js';
import { ContactWorker } from './contact-worker.js';
import { DELETED_ODD, ODD_CONTACTS } from './odd-contacts.js';
import type { OpenBook } from './open-book.js';
import { CONTACT_CHANGES, CONTACT_SORTS, type ContactChange, WHOLE_CONTACT } from './real-contacts.js';
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
 * Does what makes a real address book: contacts of every sort, distribution lists, each kind of change in the same life and in a later one. It
 * is the same for every number of items that the user asks for.
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
  const ways: readonly Way[] = [
    ...CONTACT_CHANGES.map((change) => ({ sort: change.sort, change })),
    ...DELETED_SORTS.map((sort) => ({ sort, change: null })),
  ];
  if (brief === true) workBriefly(worker, plan.life, ways);
  else if (plan.life === 0) {
    CONTACT_SORTS.forEach((_, sort) => {
      worker.create('created', sort);
    });
    const made = ways.map(({ sort, change }) => {
      const item = worker.create('changed', sort);
      worker.create('created', sort);
      return { item, change };
    });
    worker.performAll(made);
  } else {
    worker.performAll(
      ways.map(({ change }, way) => ({
        item: itemName('e', 0, CONTACT_SORTS.length + PER_CHANGE * (way + 1)),
        change,
      })),
    );
    for (let sort = 0; sort < NEW_LATER; sort += 1) worker.create('created', sort);
  }
  const first = CONTACT_SORTS.length + (brief === true ? 1 : PER_CHANGE) * ways.length + ADOPTED + 1;
  if (plan.life === 0) {
    worker.adopt(itemName('e', 0, BARE_SORT + 1));
    for (const make of ODD_CONTACTS) worker.offer(make);
    worker.succeed(worker.createHolder());
  } else {
    worker.deleteTogether([itemName('e', 0, first + DELETED_ODD)]);
    worker.succeed(itemName('e', 0, first + ODD_CONTACTS.length + 1));
  }
  const staying = CONTACT_SORTS.length + (brief === true ? 1 : PER_CHANGE) * CONTACT_CHANGES.length;
  const everybody = Array.from({ length: staying }, (_, index) => itemName('e', 0, index + 1));
  workLists(book, plan, reporter, random, everybody, first, () => worker.create('created', BARE_SORT));
}

/** Something that is done to an entry of a sort; null: it is deleted. */
interface Way {
  readonly sort: number;
  readonly change: ContactChange | null;
}

/** Every sort of contact once, and each kind of change once: every second one in the next life. */
function workBriefly(worker: ContactWorker, life: number, ways: readonly Way[]): void {
  if (life === 0) {
    CONTACT_SORTS.forEach((_, sort) => {
      worker.create('created', sort);
    });
    for (const [way, { sort }] of ways.entries()) worker.create(isLater(way) ? 'created' : 'changed', sort);
  }
  const tasks = ways.map(({ change }, way) => ({ item: itemName('e', 0, CONTACT_SORTS.length + way + 1), change }));
  worker.performAll(tasks.filter((_, way) => isLater(way) === life > 0));
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
