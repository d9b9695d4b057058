import { findValue, type IMAPIFolder, PR_COMMENT_W, PR_ENTRYID } from '@mapi-kit/sdk';
import { itemName, labelOf } from '../../recording/item-names.js';
import { stateOfFolder, stateOfMessage } from '../store/content.js';
import { openFolder } from '../store/folders.js';
import { refusalOf, unwrap } from '../store/refusal.js';
import { fillMessage, saveMessage } from '../store/write-message.js';
import { BASE, INBOX } from './actions.js';
import { folderProperties } from './folder-actions.js';
import { bulkBody, bulkProperties } from './message-content.js';
import { newFolder } from './new-folder.js';
import { NotThere } from './not-there.js';
import type { WorkContext } from './work-context.js';

/** How many bulk messages share a folder. */
const PER_FOLDER = 1_000;

/**
 * Saves many small messages, a thousand to a folder.
 *
 * After a refusal it stops: ten thousand more would say nothing else.
 *
 * @param context - the session and what is known of its store
 * @param life - 0-based
 * @param seed - of the run
 * @param count - how many
 */
export function workBulk(context: WorkContext, life: number, seed: number, count: number): void {
  const { model } = context;
  let folder: { readonly folder: IMAPIFolder; readonly path: string } | undefined;
  for (let i = 0; i < count; i += 1) {
    const index = ++model.counters.bulk;
    const item = itemName('b', life, index);
    try {
      if (folder === undefined || i % PER_FOLDER === 0) {
        folder?.folder.Release();
        folder = folderFor(context, life);
      }
      saveOne(context, folder.folder, folder.path, item, index, seed);
    } catch (error) {
      context.reporter.refused(item, refusalOf(error));
      break;
    }
  }
  folder?.folder.Release();
}

function saveOne(
  { reporter }: WorkContext,
  folder: IMAPIFolder,
  path: string,
  item: string,
  index: number,
  seed: number,
): void {
  const message = unwrap(folder.CreateMessage(null, 0), 'IMAPIFolder::CreateMessage');
  const content = fillMessage(message, {
    properties: bulkProperties(item, index, seed),
    body: bulkBody(index, seed),
    recipients: [],
    attachments: [],
    associated: false,
  });
  const entryId = saveMessage(message);
  message.Release();
  reporter.saved(item, 'bulk', stateOfMessage(content, path, false), entryId);
}

/** A new folder; in a store that makes none, its inbox. */
function folderFor(context: WorkContext, life: number): { readonly folder: IMAPIFolder; readonly path: string } {
  try {
    return makeFolder(context, life);
  } catch (error) {
    if (!(error instanceof NotThere)) throw error;
    const { entryId, path } = context.model.folder(INBOX);
    return { folder: openFolder(context.model.store, entryId), path };
  }
}

function makeFolder(
  { model, reporter }: WorkContext,
  life: number,
): { readonly folder: IMAPIFolder; readonly path: string } {
  const item = itemName('f', life, ++model.counters.folder);
  const name = `${labelOf(item, 1)} bulk`;
  const folder = newFolder(model, BASE, name, 'bulk');
  const shown = unwrap(folder.GetProps([PR_ENTRYID, PR_COMMENT_W], 0), 'IMAPIFolder::GetProps(PR_ENTRYID)');
  const has = findValue(shown, PR_COMMENT_W) === undefined ? { name } : { name, comment: 'bulk' };
  const entryId = findValue(shown, PR_ENTRYID);
  reporter.saved(item, 'folder', stateOfFolder(name, folderProperties(has), ''), entryId);
  return { folder, path: item };
}
