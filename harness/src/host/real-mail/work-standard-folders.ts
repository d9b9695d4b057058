import { FAILED, isCode, MAPI_ASSOCIATED, MAPI_E_NO_ACCESS, MAPI_E_NO_SUPPORT } from '@mapi-kit/sdk';
import { DEFAULT_CLASS, itemName, SETTINGS } from '../../recording/item-names.js';
import { stateOfSetting } from '../store/content.js';
import { refusalOf } from '../store/refusal.js';
import { BASE, type FolderRef, INBOX } from '../workload/actions.js';
import { NotThere } from '../workload/not-there.js';
import { OUTBOX, SENT_MAIL, WASTEBASKET } from '../workload/standard-folders.js';
import type { WorkContext } from '../workload/work-context.js';
import { moveTree } from './folder-trees.js';
import { makeFolder } from './real-folders.js';
import type { RealMailWorker } from './real-mail-worker.js';

/** The sorts of messages that are made where only the place matters: one, and one that no user sees. */
const PLAIN = 17;
const HIDDEN = 9;

/** A small message of each sort in each folder that the store has made; where clients may make none, that is no loss. */
export function createInStandardFolders(worker: RealMailWorker): void {
  const { model } = worker.context;
  for (const folder of [BASE, WASTEBASKET, SENT_MAIL, OUTBOX]) {
    if (folder !== BASE && !model.hasFolder(folder)) continue;
    for (const [sort, flags] of [
      [PLAIN, 0],
      [HIDDEN, MAPI_ASSOCIATED],
    ] as const) {
      const opened = model.open(folder).CreateMessage(null, flags);
      opened.value?.Release();
      if (!isCode(opened.hr, MAPI_E_NO_ACCESS, MAPI_E_NO_SUPPORT)) worker.createIn(folder, sort);
    }
  }
  makeFolders(worker);
}

/** A folder for sorted mail in the Inbox, and one that was deleted, which is moved to where such things go. */
function makeFolders(worker: RealMailWorker): void {
  const { context, random } = worker;
  attempt(context, () => {
    const sorted = makeFolder(context, random, INBOX);
    worker.createIn(sorted, PLAIN);
    setDefault(context, sorted);
  });
  if (!context.model.hasFolder(WASTEBASKET)) return;
  attempt(context, () => {
    const deleted = makeFolder(context, random, BASE);
    worker.createIn(deleted, PLAIN);
    moveTree(context, deleted, WASTEBASKET);
  });
}

/**
 * Mail of classes that have no folder of their own goes there from now on; that of the most common class stays in the Inbox.
 */
function setDefault({ model, reporter }: WorkContext, ref: FolderRef): void {
  const { store } = model;
  const { entryId, path } = model.folder(ref);
  if (FAILED(store.SetReceiveFolder('IPM.Note', 0, model.folder(INBOX).entryId))) return;
  // What was not taken was not promised.
  if (FAILED(store.SetReceiveFolder('', 0, entryId))) return;
  reporter.saved(SETTINGS.defaultFolder, 'setting', stateOfSetting(DEFAULT_CLASS, path));
}

/** A store may have such folders to itself. */
function attempt(context: WorkContext, make: () => void): void {
  try {
    make();
  } catch (error) {
    if (error instanceof NotThere || isCode(refusalOf(error).hr, MAPI_E_NO_ACCESS, MAPI_E_NO_SUPPORT)) return;
    context.reporter.refused(itemName('f', 0, context.model.counters.folder), refusalOf(error));
  }
}
