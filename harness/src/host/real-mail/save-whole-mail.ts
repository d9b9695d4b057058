import { type ItemState, WHOLE } from '../../recording/events.js';
import { itemName, labelOf, SETTINGS } from '../../recording/item-names.js';
import {
  FOLDER_SETTINGS,
  saveFiledClass,
  saveFolderProperties,
  saveInboxProperties,
  saveStoreProperties,
} from '../store/kept-at-once.js';
import { refusalOf, unwrap } from '../store/refusal.js';
import { saveMessage } from '../store/write-message.js';
import { BASE, INBOX } from '../workload/actions.js';
import type { Random } from '../workload/random.js';
import type { WorkContext } from '../workload/work-context.js';
import { attemptRealMail } from './attempt-real-mail.js';
import { deleteTree } from './folder-trees.js';
import { adoptDraft, beDraft } from './marks.js';
import { changeEarlierFolder, makeFolder } from './real-folders.js';
import { makeWholeMail } from './whole-mail.js';
import { makeNamedFolder, rename } from './work-at-once.js';
import { type SavedParts, writeMail } from './write-whole.js';

/** Folders that the next life deletes, and gives another name. */
const deletedLater = (life: number): string => itemName('f', life, 801);
const renamedLater = (life: number): string => itemName('f', life, 802);

/** Saves one message that has something of everything, a folder, and settings of the store. */
export function saveWholeMail(context: WorkContext, random: Random, life: number): void {
  const { model, reporter } = context;
  saveSettings(context, random, life);
  const attemptOn = (folder: string, act: (folder: string) => void): void =>
    attemptRealMail(context, life, folder, () => act(folder));
  if (life > 0) {
    attemptOn(deletedLater(life - 1), (folder) => deleteTree(context, folder));
    attemptOn(renamedLater(life - 1), (folder) => rename(context, random, folder));
  }
  changeEarlierFolder(context, random, life);
  for (const folder of [deletedLater(life), renamedLater(life)]) {
    attemptOn(folder, () => makeNamedFolder(context, random, folder, BASE));
  }
  attemptRealMail(context, life, itemName('f', life, model.counters.folder + 1), () => {
    makeFolder(context, random, BASE, life);
  });
  const item = itemName('m', life, ++model.counters.message);
  reporter.doing(item);
  try {
    const message = unwrap(model.open(INBOX).CreateMessage(null, 0), 'IMAPIFolder::CreateMessage');
    const parts: SavedParts = {};
    writeMail(message, makeWholeMail(random, item), parts);
    beDraft(message);
    const entryId = saveMessage(message);
    message.Release();
    adoptDraft(model.store, entryId, parts);
    const state = { label: labelOf(item, 1), properties: WHOLE, folder: model.folder(INBOX).path, parts };
    model.keepMessage({ item, category: 'created', entryId, folder: INBOX, state, content: null });
    reporter.saved(item, 'created', state, entryId);
  } catch (error) {
    reporter.refused(item, refusalOf(error));
  }
}

/** Sets properties of the store itself and of folders that it has made, and where a class of messages goes; where clients may not, that is no loss. */
function saveSettings(context: WorkContext, random: Random, life: number): void {
  const { store } = context.model;
  attempt(context, SETTINGS.storeProperties, () => saveStoreProperties(store, random, life));
  attempt(context, SETTINGS.inboxProperties, () => saveInboxProperties(context.model.open(INBOX), random, life));
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
    refusalOf(error);
  }
}
