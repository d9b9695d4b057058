import { WHOLE } from '../../recording/events.js';
import { itemName, labelOf, SETTINGS } from '../../recording/item-names.js';
import { refusalOf, unwrap } from '../store/refusal.js';
import { saveStoreProperties } from '../store/store-properties.js';
import { saveMessage } from '../store/write-message.js';
import { BASE, INBOX } from '../workload/actions.js';
import type { Random } from '../workload/random.js';
import type { WorkContext } from '../workload/work-context.js';
import { changeEarlierFolder, makeFolder } from './real-folders.js';
import { makeWholeMail } from './whole-mail.js';
import { type SavedParts, writeMail } from './write-whole.js';

/** Saves one message that has something of everything, a folder, and properties of the store. */
export function saveWholeMail(context: WorkContext, random: Random, life: number): void {
  const { model, reporter } = context;
  saveOfStore(context, random);
  changeEarlierFolder(context, random, life);
  const item = itemName('m', life, ++model.counters.message);
  reporter.doing(item);
  try {
    makeFolder(context, random, BASE, life);
    const message = unwrap(model.open(INBOX).CreateMessage(null, 0), 'IMAPIFolder::CreateMessage');
    const parts: SavedParts = {};
    writeMail(message, makeWholeMail(random, item), parts);
    const entryId = saveMessage(message);
    message.Release();
    const state = { label: labelOf(item, 1), properties: WHOLE, folder: model.folder(INBOX).path, parts };
    model.keepMessage({ item, category: 'created', entryId, folder: INBOX, state, content: null });
    reporter.saved(item, 'created', state, entryId);
  } catch (error) {
    reporter.refused(item, refusalOf(error));
  }
}

/** Sets properties of the store itself; where clients may not, that is no loss. */
function saveOfStore({ model, reporter }: WorkContext, random: Random): void {
  try {
    reporter.doing(SETTINGS.storeProperties);
    const state = saveStoreProperties(model.store, random);
    if (Object.keys(state.parts ?? {}).length > 0) reporter.saved(SETTINGS.storeProperties, 'setting', state);
  } catch (error) {
    // What was not taken was not promised.
    refusalOf(error);
  }
}
