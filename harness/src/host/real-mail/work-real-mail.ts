import type { LifePlan } from '../../life/life-plan.js';
import { itemName } from '../../recording/item-names.js';
import type { StepOf } from '../../scenarios/step-kinds.js';
import { type FolderRef, INBOX } from '../workload/actions.js';
import { deleteMessage, moveMessage } from '../workload/message-actions.js';
import { Random, seedsOf } from '../workload/random.js';
import { WASTEBASKET } from '../workload/standard-folders.js';
import type { WorkContext } from '../workload/work-context.js';
import { CONTENT_CHANGES } from './changes.js';
import { SORTS } from './make-mail.js';
import { changeRealFolders, deepestFolder, makeRealFolders } from './real-folders.js';
import { RealMailWorker } from './real-mail-worker.js';
import { changeSearchFolders, makeSearchFolders } from './search-folders.js';
import { changeAtOnce, makeForAtOnce } from './work-at-once.js';
import { workOwnMail } from './work-own-mail.js';

/** One step of the workload of real mail. */
export interface RealMailRequest {
  readonly context: WorkContext;
  readonly plan: LifePlan;
  readonly step: Pick<StepOf<'work'>, 'brief'>;
  /** The position of the step in its life, from which its random numbers follow. */
  readonly index: number;
}

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
];

/** A folder that a message is not in yet. */
function elsewhere(context: WorkContext, item: string): FolderRef {
  const { folder } = context.model.message(item);
  return folder === INBOX ? (deepestFolder(context) ?? INBOX) : INBOX;
}

/** Of each way, one message is changed in the life that made it, and one in the next. */
const PER_WAY = 2;
/** So many messages are made in each later life. */
const NEW_LATER = 4;

/**
 * Does what makes real mail, and at last what the author has given of mail: messages of every sort, each kind of change in the
 * same life and in a later one, folders five deep, search folders, and what is done to several in one call. It is the same for
 * every number of items that the user asks for.
 */
export function workRealMail({ context, plan, step, index }: RealMailRequest): void {
  const worker = new RealMailWorker(
    context,
    new Random(...seedsOf(plan), plan.life, context.client.index, index),
    plan.life,
  );
  if (step.brief === true) {
    workBriefly(worker, plan.life);
    workOwnMail(context, plan);
    return;
  }
  if (plan.life === 0) {
    makeRealFolders(context, worker.random);
    SORTS.forEach((_, sort) => {
      worker.create('created', sort);
    });
    for (const { sort, perform } of WAYS) {
      const item = worker.create('changed', sort);
      worker.create('created', sort);
      worker.attempt(item, () => perform(worker, item));
    }
    changeRealFolders(context, worker.random, 0);
    makeSearchFolders(context, worker.random);
    changeSearchFolders(context, worker.random, 0);
    makeForAtOnce(context, worker.random);
    changeAtOnce(context, worker.random, 0);
    worker.createInStandardFolders();
    worker.createWhole();
    workOwnMail(context, plan);
    return;
  }
  WAYS.forEach(({ perform }, way) => {
    const item = itemName('m', 0, SORTS.length + PER_WAY * (way + 1));
    worker.attempt(item, () => perform(worker, item));
  });
  changeRealFolders(context, worker.random, 1);
  changeSearchFolders(context, worker.random, 1);
  changeAtOnce(context, worker.random, 1);
  for (let sort = 0; sort < NEW_LATER; sort += 1) worker.create('created', sort);
  worker.createWhole();
  workOwnMail(context, plan);
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
    worker.createInStandardFolders();
  } else worker.create('created', 0);
  changeSearchFolders(context, random, life === 0 ? 0 : 1);
  changeAtOnce(context, random, life === 0 ? 0 : 1);
}

function isLater(way: number): boolean {
  return way % 2 === 1;
}
