import type { ItemState } from '../../recording/events.js';
import { itemName, SETTINGS } from '../../recording/item-names.js';
import {
  FOLDER_SETTINGS,
  saveFiledClass,
  saveFolderProperties,
  saveInboxProperties,
  saveStoreProperties,
} from '../store/kept-at-once.js';
import { refusalOf } from '../store/refusal.js';
import { BASE, INBOX } from '../workload/actions.js';
import type { Random } from '../workload/random.js';
import type { WorkContext } from '../workload/work-context.js';
import { attemptRealMail } from './attempt-real-mail.js';
import { deleteTree } from './folder-trees.js';
import { makeNamedFolder, rename } from './named-folders.js';
import { changeEarlierFolder, makeFolder, openEarlierFolder } from './real-folders.js';
import { RealMailWorker } from './real-mail-worker.js';
import { workEachLife } from './work-each-life.js';

/** Folders that the next life deletes, and gives another name. */
const deletedLater = (life: number): string => itemName('f', life, 801);
const renamedLater = (life: number): string => itemName('f', life, 802);

/** Saves something of everything: settings of the store, folders, and messages; and changes what the life before has left. */
export function saveWholeMail(context: WorkContext, random: Random, life: number): void {
  const { model } = context;
  saveSettings(context, random, life);
  const attemptOn = (folder: string, act: (folder: string) => void): void =>
    attemptRealMail(context, life, folder, () => act(folder));
  if (life > 0) {
    attemptOn(deletedLater(life - 1), (folder) => deleteTree(context, folder));
    attemptOn(renamedLater(life - 1), (folder) => rename(context, random, folder));
  }
  if (life > 0) attemptOn(BASE, () => openEarlierFolder(context));
  changeEarlierFolder(context, random, life);
  attemptOn(deletedLater(life), (folder) => makeNamedFolder(context, random, folder, BASE));
  for (const item of [renamedLater(life), itemName('f', life, ++model.counters.folder)]) {
    attemptOn(item, () => makeFolder(context, random, BASE, item));
  }
  const to = model.ownFolders.find((each) => each === renamedLater(life));
  workEachLife(new RealMailWorker(context, random, life), life, to);
}

/**
 * Sets properties of the store itself and of folders that it has made, and where a class of messages goes; where clients may
 * not, that is no loss.
 */
function saveSettings(context: WorkContext, random: Random, life: number): void {
  const { model, reporter } = context;
  const { store } = model;
  attempt(context, SETTINGS.storeProperties, () => saveStoreProperties(reporter, store, random, life));
  // Where nothing is received, the Inbox is the folder at the top.
  if (model.folder(INBOX).path !== model.folder(BASE).path) {
    attempt(context, SETTINGS.inboxProperties, () => saveInboxProperties(reporter, model.open(INBOX), random, life));
  }
  for (const [ref, item] of FOLDER_SETTINGS) {
    if (ref !== BASE && !context.model.hasFolder(ref)) continue;
    attempt(context, item, () => saveFolderProperties(context.model.open(ref), random, item));
  }
  attempt(context, SETTINGS.filedClass, () => {
    const { entryId, path } = context.model.folder(INBOX);
    return saveFiledClass(store, entryId ?? new Uint8Array(0), path, life);
  });
}

function attempt({ reporter }: WorkContext, item: string, save: () => ItemState | null): void {
  try {
    reporter.doing(item);
    const state = save();
    if (state?.parts === undefined || Object.keys(state.parts).length > 0) reporter.saved(item, 'setting', state);
  } catch (error) {
    // What was not taken was not promised.
    reporter.notAllowed(item, refusalOf(error));
  }
}
