import {
  FAILED,
  PR_DISPLAY_NAME_W,
  PR_IMPORTANCE,
  PR_MESSAGE_DELIVERY_TIME,
  PR_SUBJECT_W,
  type SPropValue,
} from '@mapi-kit/sdk';
import { FILED_CLASS, itemName, SETTINGS } from '../../recording/item-names.js';
import { stateOfSetting } from '../store/content.js';
import { filedFolder } from '../store/kept-at-once.js';
import { readProperties } from '../store/read-properties.js';
import { insist } from '../store/refusal.js';
import { isSameEntry } from '../store/same-entry.js';
import { BASE, type FolderRef, INBOX } from '../workload/actions.js';
import { writeFolderProps } from '../workload/folder-properties.js';
import { moveMessage } from '../workload/message-actions.js';
import type { Random } from '../workload/random.js';
import type { WorkContext } from '../workload/work-context.js';
import { attemptRealMail } from './attempt-real-mail.js';
import { changed, deleteTree, moveTree } from './folder-trees.js';
import { MadeForLater } from './made-for-later.js';
import { emptyFolder, makeSmallMessage, rename, saveOrder } from './named-folders.js';
import { requireName } from './real-folders.js';
import { deleteSeveral, markSeveral, moveSeveral } from './work-at-once.js';
import type { SavedParts } from './write-whole.js';

// What a client does to something that it has just changed already, or to what another change has just been about: of several
// changes a store may write the first one, or write them in another order. Each is done to what the same life has made, and in
// the next life once more to what this one has.

/** Names of their own, behind those of what is done to several at once. */
const NAMES = new MadeForLater(1_201, 100);

/** A folder that is given two names and two orders, one after the other, and is moved and moved back, with a message in it. */
const TWICE = { folder: 0, messages: [0] } as const;
/** Two folders that exchange their names, with a message in each. */
const SWAPPED = [
  { folder: 1, messages: [1] },
  { folder: 2, messages: [2] },
] as const;
/** A folder for a class of messages, which gets it, is relieved of it, gets it again, and another name then. */
const RECEIVING = { folder: 3, messages: [] } as const;
/** A folder that is deleted when a message and a folder with another one in it have been moved out. */
const LEFT = { folder: 4, messages: [3, 4], within: 5, below: [5] } as const;
/** A folder that is emptied, and then a message is made in it, and another one is moved into it. */
const REFILLED = { folder: 6, messages: [6], moved: 7, made: 8 } as const;
/** A folder of many messages, which are marked, moved and deleted in one call each, in the next life alone. */
const MANY = { folder: 7, to: 8, messages: Array.from({ length: 60 }, (_, index) => 20 + index) } as const;

const ORDERS = [
  [{ tag: PR_SUBJECT_W, order: 0 }],
  [
    { tag: PR_IMPORTANCE, order: 1 },
    { tag: PR_MESSAGE_DELIVERY_TIME, order: 0 },
  ],
] as const;

/** Makes everything that is changed in this life and in the next one, where the store makes folders. */
export function makeForAgain(context: WorkContext, random: Random): void {
  if (context.model.isFlat) return;
  for (const changedIn of [0, 1]) {
    const { folder, messages } = NAMES.makers(context, random, changedIn);
    for (const each of [TWICE, ...SWAPPED, RECEIVING, LEFT, REFILLED])
      messages(each.messages, folder(each.folder, BASE));
    messages(LEFT.below, folder(LEFT.within, NAMES.folderName(changedIn, LEFT.folder)));
    messages([REFILLED.moved], INBOX);
    if (changedIn === 0) continue;
    messages(MANY.messages, folder(MANY.folder, BASE));
    folder(MANY.to, BASE);
  }
}

/** Does each of these things once. */
export function changeAgain(context: WorkContext, random: Random, life: number): void {
  const attempt = (index: number, act: (item: string) => void): void => {
    const item = NAMES.folderName(life, index);
    attemptRealMail(context, life, item, () => act(item));
  };
  for (const [index, sorts] of ORDERS.entries()) {
    attempt(TWICE.folder, (item) => rename(context, random, item, 2 + index));
    attempt(TWICE.folder, (item) => saveOrder(context, item, sorts));
  }
  attempt(TWICE.folder, (item) => {
    moveTree(context, item, itemName('f', 0, 1));
    moveTree(context, item, BASE);
  });
  const [one, other] = SWAPPED;
  attempt(one.folder, (item) => swapNames(context, random, item, NAMES.folderName(life, other.folder)));
  attempt(RECEIVING.folder, (item) => {
    receiveAgain(context, item);
    rename(context, random, item);
    keepReceiving(context, item);
  });
  attempt(LEFT.folder, (item) => {
    moveMessage(context, NAMES.messageName(life, LEFT.messages[0]), INBOX);
    moveTree(context, NAMES.folderName(life, LEFT.within), BASE);
    deleteTree(context, item);
  });
  attempt(REFILLED.folder, (item) => {
    emptyFolder(context, item, 0);
    makeSmallMessage(context, random, NAMES.messageName(life, REFILLED.made), item, false);
    moveMessage(context, NAMES.messageName(life, REFILLED.moved), item);
  });
  if (life === 0) return;
  const names = MANY.messages.map((index) => NAMES.messageName(life, index));
  attempt(MANY.folder, () => markSeveral(context, names));
  attempt(MANY.folder, () => moveSeveral(context, names, NAMES.folderName(life, MANY.to)));
  attempt(MANY.folder, () => deleteSeveral(context, names.slice(names.length / 2)));
}

/** Each of two folders gets the name of the other one, and with it what reports call it: the folders are exchanged. */
function swapNames(context: WorkContext, random: Random, ...items: readonly [string, string]): void {
  const { model, reporter } = context;
  const [one, other] = [model.folderOfItem(items[0]), model.folderOfItem(items[1])];
  const nameOf = (ref: FolderRef): SPropValue | undefined => readProperties(model.open(ref), [PR_DISPLAY_NAME_W])[0];
  const [first, second] = [nameOf(one.ref), nameOf(other.ref)];
  if (first === undefined || second === undefined) return;
  rename(context, random, items[0]);
  const give = (ref: FolderRef, name: SPropValue): void => {
    const parts: SavedParts = {};
    writeFolderProps(reporter, model.open(ref), [name], parts);
    requireName(parts, name);
  };
  give(other.ref, first);
  try {
    give(one.ref, second);
  } catch (error) {
    // Both would be called what reports call the first one.
    give(other.ref, second);
    throw error;
  }
  const contents = [model.messagesIn(one.ref), model.messagesIn(other.ref)] as const;
  for (const [index, [taker, giver]] of [[one, other] as const, [other, one] as const].entries()) {
    const { state } = taker.known;
    const { entryId } = giver.known;
    model.closeFolder(taker.ref);
    model.addFolder(taker.ref, { ...taker.known, entryId });
    if (state !== undefined) reporter.saved(items[index] as string, 'folder', state, entryId ?? undefined);
  }
  for (const [index, { ref, known }] of [other, one].entries()) {
    for (const message of contents[index] ?? [])
      changed(context, { ...message, folder: ref }, { ...message.state, folder: known.path });
  }
}

/** A class of messages gets a folder, loses it, and gets it again. What was not taken was not promised. */
function receiveAgain({ model, reporter }: WorkContext, item: string): void {
  const { entryId, path } = model.folderOfItem(item).known;
  const set = (folder: Uint8Array | null) => model.store.SetReceiveFolder(FILED_CLASS, 0, folder);
  if (entryId === null || FAILED(set(entryId))) return;
  // That a class never loses its folder is no matter of a shutdown.
  set(null);
  insist(set(entryId), 'IMsgStore::SetReceiveFolder');
  reporter.saved(SETTINGS.filedClass, 'setting', stateOfSetting(FILED_CLASS, path));
}

/** Where the folder has another name a store may have no folder for the class any more, and shows it at once. */
function keepReceiving({ model, reporter }: WorkContext, item: string): void {
  const { entryId } = model.folderOfItem(item).known;
  const filed = filedFolder(model.store);
  if (filed === null || entryId === null || isSameEntry(model.store, filed, entryId)) return;
  reporter.saved(SETTINGS.filedClass, 'setting', null);
}
