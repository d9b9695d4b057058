import { FORCE_SAVE } from '@mapi-kit/sdk';
import type { LifePlan } from '../../life/life-plan.js';
import { itemName, LISTS } from '../../recording/item-names.js';
import type { StepOf } from '../../scenarios/step-kinds.js';
import { type FolderRef, INBOX } from '../workload/actions.js';
import { deleteMessage, moveMessage } from '../workload/message-actions.js';
import type { Random } from '../workload/random.js';
import { WASTEBASKET } from '../workload/standard-folders.js';
import type { WorkContext } from '../workload/work-context.js';
import { attemptRealMail } from './attempt-real-mail.js';
import {
  CHANGES_OF_NO_SIZE,
  CONTENT_CHANGES,
  changeAll,
  changeEmbedded,
  changeHidden,
  changeValues,
  removeParts,
} from './changes.js';
import { attachCopy, copyEverything, copyPiecemeal, replaceByCopy } from './copied-content.js';
import { readLists, rightLists } from './lists.js';
import { SORTS } from './make-mail.js';
import { makeManyFolders, makeOddFolder } from './odd-folder.js';
import { makeOddMail } from './odd-mail.js';
import { markOpened, saveOverAnother } from './opened-twice.js';
import { changeRealFolders, deepestFolder, makeRealFolders } from './real-folders.js';
import { RealMailWorker } from './real-mail-worker.js';
import { changeSearchFolders, makeSearchFolders } from './search-folders.js';
import { markThereAndBack, revert } from './there-and-back.js';
import { changeAgain, makeForAgain } from './work-again.js';
import { changeAtOnce, makeForAtOnce } from './work-at-once.js';
import { workOwnMail } from './work-own-mail.js';
import { createInStandardFolders } from './work-standard-folders.js';

/** One step of the workload of real mail. */
export interface RealMailRequest {
  readonly context: WorkContext;
  readonly plan: LifePlan;
  readonly step: Pick<StepOf<'work'>, 'brief'>;
  readonly random: Random;
}

/** So many saves before the last one. */
const AGAIN = 4;

/** Something that a client does to a message, and the sort of message that it is tried on. */
interface Way {
  /** The position in SORTS. */
  readonly sort: number;
  readonly perform: (worker: RealMailWorker, item: string) => void;
}

const WAYS: readonly Way[] = [
  ...CONTENT_CHANGES.map(
    ({ sort, change }): Way => ({ sort, perform: (worker, item) => worker.changeContent(item, change) }),
  ),
  { sort: 10, perform: ({ context }, item) => moveMessage(context, item, elsewhere(context, item)) },
  {
    sort: 3,
    perform: (worker, item) => {
      moveMessage(worker.context, item, elsewhere(worker.context, item));
      worker.changeContent(item, () => undefined);
    },
  },
  // What a user deletes goes to a folder first.
  {
    sort: 6,
    perform: ({ context }, item) => {
      if (context.model.hasFolder(WASTEBASKET)) moveMessage(context, item, WASTEBASKET);
    },
  },
  {
    sort: 13,
    perform: ({ context }, item) => {
      const { folder } = context.model.message(item);
      moveMessage(context, item, elsewhere(context, item));
      moveMessage(context, item, folder);
    },
  },
  { sort: 2, perform: ({ context }, item) => deleteMessage(context, item) },
  { sort: 19, perform: (worker, item) => worker.copy(item) },
  { sort: 6, perform: (worker, item) => worker.markRead(item, true) },
  { sort: 0, perform: (worker, item) => worker.markRead(item, false) },
  // What no user sees.
  { sort: 9, perform: (worker, item) => worker.changeContent(item, changeHidden) },
  { sort: 9, perform: ({ context }, item) => deleteMessage(context, item) },
  // A copy that nobody writes to.
  { sort: 19, perform: (worker, item) => worker.copyAndChange(item, removeParts) },
  { sort: 19, perform: (worker, item) => worker.copyAndDelete(item) },
  // Saved, and saved again without being closed.
  { sort: 3, perform: (worker, item) => worker.changeContent(item, changeEmbedded, changeValues) },
  // By the methods that few clients call, and those all the time.
  { sort: 3, perform: ({ context }, item) => replaceByCopy(context, item, copyEverything) },
  { sort: 19, perform: ({ context }, item) => replaceByCopy(context, item, copyPiecemeal) },
  { sort: 10, perform: ({ context }, item) => replaceByCopy(context, item, copyEverything) },
  { sort: 5, perform: ({ context }, item) => replaceByCopy(context, item, copyPiecemeal) },
  { sort: 17, perform: (worker, item) => markOpened(worker, item, true) },
  { sort: 17, perform: (worker, item) => markOpened(worker, item, false) },
  { sort: 0, perform: (worker, item) => saveOverAnother(worker, item, FORCE_SAVE) },
  { sort: 1, perform: (worker, item) => saveOverAnother(worker, item, FORCE_SAVE) },
  ...CHANGES_OF_NO_SIZE.map(
    ({ sort, change }): Way => ({ sort, perform: (worker, item) => worker.changeContent(item, change) }),
  ),
  // Saved again and again, as a program does while its user writes.
  {
    sort: 10,
    perform: (worker, item) =>
      worker.changeContent(item, changeHidden, ...Array.from({ length: AGAIN }, () => changeValues)),
  },
  // What no user sees goes elsewhere by itself.
  { sort: 9, perform: ({ context }, item) => moveMessage(context, item, elsewhere(context, item)) },
  // Of two who have it open the second one gives up.
  { sort: 19, perform: (worker, item) => saveOverAnother(worker, item, null) },
  // As it was before.
  { sort: 0, perform: revert },
  // It has another one as an attachment, as who forwards messages does.
  {
    sort: 19,
    perform: (worker, item) => attachCopy(worker.context, item, worker.makeAside(3)),
  },
  { sort: 6, perform: markThereAndBack },
  // A rule that is saved again has other values of the same properties, and no more of them.
  { sort: 9, perform: (worker, item) => worker.changeContent(item, changeValues) },
];

/** A folder that a message is not in yet. */
function elsewhere(context: WorkContext, item: string): FolderRef {
  const { model } = context;
  // A message of an earlier life is known by the path of its folder.
  const { path } = model.folder(model.message(item).folder);
  return path === model.folder(INBOX).path ? (deepestFolder(context) ?? INBOX) : INBOX;
}

/** Of each way, one message is changed in the life that made it, and one in the next. */
const PER_WAY = 2;
/** The sort of the message that is changed and not saved: with recipients, and one in it. */
const UNSAVED = 3;
/** So many messages are made in each later life. */
const NEW_LATER = 4;

/**
 * Does what makes real mail, and at last what the author has given of mail: messages of every sort, each kind of change in the
 * same life and in a later one, folders five deep, search folders, and what is done to several in one call. It is the same for
 * every number of items that the user asks for.
 */
export function workRealMail({ context, plan, step, random }: RealMailRequest): void {
  const worker = new RealMailWorker(context, random, plan.life);
  if (step.brief === true) workBriefly(worker, plan.life);
  else if (plan.life === 0) workFirst(worker);
  else workLater(worker);
  workOwnMail(context, plan);
  const left = worker.create('unsaved', UNSAVED);
  worker.attempt(left, () => worker.leaveChanged(left, changeAll));
  // What the first life shows right, all others have to.
  if (plan.life === 0) saveLists(context);
}

function workFirst(worker: RealMailWorker): void {
  const { context, random } = worker;
  makeRealFolders(context, random);
  SORTS.forEach((_, sort) => {
    worker.create('created', sort);
  });
  for (const { sort, perform } of WAYS) {
    const item = worker.create('changed', sort);
    worker.create('created', sort);
    worker.attempt(item, () => perform(worker, item));
  }
  changeRealFolders(context, random, 0);
  makeSearchFolders(context, random);
  changeSearchFolders(context, random, 0);
  makeForAtOnce(context, random);
  changeAtOnce(context, random, 0);
  makeForAgain(context, random);
  changeAgain(context, random, 0);
  makeOddFolder(context, random);
  makeManyFolders(context, random);
  createInStandardFolders(worker);
  makeOddMail(worker);
  worker.createWhole();
}

function workLater(worker: RealMailWorker): void {
  const { context, random } = worker;
  WAYS.forEach(({ perform }, way) => {
    const item = itemName('m', 0, SORTS.length + PER_WAY * (way + 1));
    worker.attempt(item, () => perform(worker, item));
  });
  changeRealFolders(context, random, 1);
  changeSearchFolders(context, random, 1);
  changeAtOnce(context, random, 1);
  changeAgain(context, random, 1);
  for (let sort = 0; sort < NEW_LATER; sort += 1) worker.create('created', sort);
  worker.createWhole();
}

/** What tables show at last, as far as it is right. */
function saveLists(context: WorkContext): void {
  attemptRealMail(context, 0, LISTS, () => {
    const lists = rightLists(readLists(context.model.store));
    if (lists !== undefined) context.reporter.saved(LISTS, 'changed', lists);
  });
}

/** What has more recipients costs as much as all other sorts. */
const MANY_RECIPIENTS = 100;
/** The sorts that no way of changing is tried on. */
const UNCHANGED: readonly number[] = [...SORTS.entries()]
  .filter(([sort, { recipients = 0 }]) => recipients <= MANY_RECIPIENTS && !WAYS.some((way) => way.sort === sort))
  .map(([sort]) => sort);

/** Nearly every sort of message once, and each kind of change once: every second one in the next life. */
function workBriefly(worker: RealMailWorker, life: number): void {
  const { context, random } = worker;
  if (life === 0) {
    makeRealFolders(context, random);
    for (const sort of UNCHANGED) worker.create('created', sort);
    for (const [way, { sort }] of WAYS.entries()) worker.create(isLater(way) ? 'created' : 'changed', sort);
  }
  for (const [way, { perform }] of WAYS.entries()) {
    if (isLater(way) !== life > 0) continue;
    const item = itemName('m', 0, UNCHANGED.length + way + 1);
    worker.attempt(item, () => perform(worker, item));
  }
  changeRealFolders(context, random, life === 0 ? 0 : 1);
  if (life === 0) {
    makeSearchFolders(context, random);
    makeForAtOnce(context, random);
    makeForAgain(context, random);
    makeOddFolder(context, random);
    createInStandardFolders(worker);
    makeOddMail(worker);
  } else worker.create('created', 0);
  changeSearchFolders(context, random, life === 0 ? 0 : 1);
  changeAtOnce(context, random, life === 0 ? 0 : 1);
  changeAgain(context, random, life === 0 ? 0 : 1);
}

function isLater(way: number): boolean {
  return way % 2 === 1;
}
