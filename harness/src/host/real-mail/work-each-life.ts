import type { Mail } from '../../life/mail.js';
import { itemName } from '../../recording/item-names.js';
import { TYPED_TAGS } from '../store/tags.js';
import type { FolderRef } from '../workload/actions.js';
import { deleteMessage, moveMessage } from '../workload/message-actions.js';
import { body } from './bodies.js';
import { changeWhole } from './change-whole.js';
import { changeHidden } from './changes.js';
import { makeOfSort, ownOf, type Sort } from './make-mail.js';
import { ADD_IN } from './property-sets.js';
import type { RealMailWorker } from './real-mail-worker.js';
import { realProperty } from './real-values.js';
import { makeWholeMail } from './whole-mail.js';
import { submitMail, takeBackEarlier } from './work-submitted.js';

// A little of everything that happens to messages, in each life, whatever way it ends in: the life makes it, and the next one
// changes it. What a store forgets in one way to end only, it may forget of anything, and of what it has forgotten already.

/** Behind all numbers that messages are counted by. */
const FIRST = 2_000_001;
const NUMBERS = {
  whole: 0,
  moved: 1,
  deleted: 2,
  hidden: 3,
  hiddenDeleted: 4,
  submitted: 5,
  takenBack: 6,
};
type Role = keyof typeof NUMBERS;

const named = (life: number, role: Role): string => itemName('m', life, FIRST + NUMBERS[role]);

const SMALL: Sort = {
  bare: true,
  properties: (r) => [body(r, 60), ...TYPED_TAGS.slice(0, 3).map((tag) => realProperty(tag, r))],
};
const TO_SOMEONE: Sort = { ...SMALL, addresses: 1 };
const HIDDEN: Sort = {
  messageClass: 'IPM.Configuration.Rules',
  bare: true,
  properties: (r) => TYPED_TAGS.map((tag) => realProperty(tag, r)),
  names: ADD_IN.slice(0, 6),
  associated: true,
};

/**
 * Changes, moves, deletes and takes back what the life before has left for it, and leaves the same for the next one.
 *
 * @param life - 0-based
 * @param to - the folder that messages are moved to, if there is one
 */
export function workEachLife(worker: RealMailWorker, life: number, to: FolderRef | undefined): void {
  if (life > 0) changeEarlier(worker, life - 1, to);
  const { context, random } = worker;
  const make = (item: string, sort: Sort): Mail => makeOfSort(random, sort, 0, ownOf(random, item, 1));
  for (const role of ['submitted', 'takenBack'] as const) {
    // A transport would take what is submitted.
    if (context.client.hasTransport) continue;
    submitMail(context, life, named(life, role), make(named(life, role), TO_SOMEONE));
  }
  worker.createNamed(named(life, 'whole'), (item) => makeWholeMail(random, item), true);
  const sorts: readonly (readonly [Role, Sort])[] = [
    ['moved', SMALL],
    ['deleted', SMALL],
    ['hidden', HIDDEN],
    ['hiddenDeleted', { ...SMALL, associated: true }],
  ];
  for (const [role, sort] of sorts) worker.createNamed(named(life, role), (item) => make(item, sort));
}

function changeEarlier(worker: RealMailWorker, before: number, to: FolderRef | undefined): void {
  const { context } = worker;
  const attempt = (role: Role, act: (item: string) => void): void => {
    const item = named(before, role);
    worker.attempt(item, () => act(item));
  };
  attempt('whole', (item) => worker.changeContent(item, changeWhole));
  attempt('moved', (item) => worker.markRead(item, true));
  if (to !== undefined) attempt('moved', (item) => moveMessage(context, item, to));
  attempt('deleted', (item) => deleteMessage(context, item));
  attempt('hidden', (item) => worker.changeContent(item, changeHidden));
  attempt('hiddenDeleted', (item) => deleteMessage(context, item));
  takeBackEarlier(context, before + 1, named(before, 'takenBack'));
}
