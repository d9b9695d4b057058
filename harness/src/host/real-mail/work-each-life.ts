import type { Mail } from '../../life/mail.js';
import { itemName } from '../../recording/item-names.js';
import { TYPED_TAGS } from '../store/tags.js';
import type { FolderRef } from '../workload/actions.js';
import { deleteMessage, moveMessage } from '../workload/message-actions.js';
import { body } from './bodies.js';
import { changeWhole } from './change-whole.js';
import { changeHidden } from './changes.js';
import { makeOfSort, ownOf, type Sort } from './make-mail.js';
import { AWAITED, DRAFT } from './marks.js';
import { deleteTags, type OpenedMail } from './property-changes.js';
import { EACH_SORT, namesOfLife } from './property-sets.js';
import type { RealMailWorker } from './real-mail-worker.js';
import { realProperty, realValue } from './real-values.js';
import { trackFirstRecipient } from './recipient-changes.js';
import { makeWholeMail } from './whole-mail.js';
import { submitMail, takeBackEarlier } from './work-submitted.js';
import { writeProperties } from './write-whole.js';

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
  awaited: 7,
  revived: 8,
  changedAndDeleted: 9,
  movedAndDeleted: 10,
  marked: 11,
  tracked: 12,
};
type Role = keyof typeof NUMBERS;

const named = (life: number, role: Role): string => itemName('m', life, FIRST + NUMBERS[role]);

/** What small messages have. */
const FEW_TAGS = TYPED_TAGS.slice(0, 3);
const SMALL: Sort = {
  bare: true,
  properties: (r) => [body(r, 60), ...FEW_TAGS.map((tag) => realProperty(tag, r))],
};
const TO_SOMEONE: Sort = { ...SMALL, addresses: 1 };
const HIDDEN: Sort = {
  messageClass: 'IPM.Configuration.Rules',
  bare: true,
  properties: (r) => TYPED_TAGS.map((tag) => realProperty(tag, r)),
  names: EACH_SORT,
  associated: true,
};

/** Properties go with one save and are set with the next one, over and over. */
function revive(worker: RealMailWorker, item: string): void {
  for (let time = 0; time < 2; time += 1) {
    worker.changeContent(item, ({ message: object, parts, reporter }) =>
      deleteTags({ object, parts, reporter }, FEW_TAGS),
    );
    worker.changeContent(item, setAgain);
  }
}

function setAgain({ message, parts, random }: OpenedMail): void {
  writeProperties(
    message,
    FEW_TAGS.map((tag) => realProperty(tag, random)),
    parts,
    '',
  );
}

/** A message with named properties of which the store has not heard in any life before. */
function withNamesOf(life: number, { random }: RealMailWorker, mail: Mail): Mail {
  const own = namesOfLife(life).map(({ name, type }) => ({ name, type, value: realValue(type, random) }));
  return { ...mail, named: [...mail.named, ...own] };
}

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
  worker.createNamed(named(life, 'whole'), (item) => withNamesOf(life, worker, makeWholeMail(random, item)), DRAFT);
  worker.createNamed(named(life, 'awaited'), (item) => make(item, SMALL), AWAITED);
  const sorts: readonly (readonly [Role, Sort])[] = [
    ['moved', SMALL],
    ['deleted', SMALL],
    ['hidden', HIDDEN],
    ['hiddenDeleted', { ...SMALL, associated: true }],
    ['revived', SMALL],
    ['changedAndDeleted', SMALL],
    ['movedAndDeleted', SMALL],
    ['marked', SMALL],
    ['tracked', TO_SOMEONE],
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
  // A message that a client has made is read already.
  attempt('moved', (item) => worker.markRead(item, before % 2 === 1));
  if (to !== undefined) attempt('moved', (item) => moveMessage(context, item, to));
  attempt('deleted', (item) => deleteMessage(context, item));
  attempt('hidden', (item) => worker.changeContent(item, changeHidden));
  attempt('hiddenDeleted', (item) => deleteMessage(context, item));
  attempt('awaited', (item) => worker.clearReceipt(item));
  attempt('revived', (item) => revive(worker, item));
  // Of several changes of one message a store may write the first one only, or the last.
  attempt('changedAndDeleted', (item) => {
    worker.changeContent(item, setAgain);
    deleteMessage(context, item);
  });
  attempt('movedAndDeleted', (item) => {
    if (to !== undefined) moveMessage(context, item, to);
    deleteMessage(context, item);
  });
  attempt('marked', (item) => {
    worker.changeContent(item, setAgain);
    worker.markRead(item, false);
    worker.changeContent(item, setAgain);
  });
  attempt('tracked', (item) => worker.changeContent(item, trackFirstRecipient));
  takeBackEarlier(context, before + 1, named(before, 'takenBack'));
}
