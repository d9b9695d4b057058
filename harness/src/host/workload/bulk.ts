import { FOLDER_GENERIC, findValue, type IMAPIFolder, MAPI_UNICODE, PR_ENTRYID } from '@mapi-kit/sdk';
import { itemName, labelOf } from '../../recording/item-names.js';
import { bodyProperty, stateOfFolder, stateOfMessage } from '../store/content.js';
import { refusalOf, unwrap } from '../store/refusal.js';
import { saveMessage, setProps } from '../store/write-message.js';
import { BASE } from './actions.js';
import { folderProperties } from './folder-actions.js';
import { bulkBody, bulkProperties } from './message-content.js';
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
        folder = makeFolder(context, life);
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
  const properties = bulkProperties(item, index, seed);
  const body = bulkBody(index, seed);
  const message = unwrap(folder.CreateMessage(null, 0), 'IMAPIFolder::CreateMessage');
  setProps(message, [...properties, bodyProperty(body)], 'IMessage::SetProps');
  const entryId = saveMessage(message);
  message.Release();
  const content = { properties, body, recipients: [], attachments: [], associated: false };
  reporter.saved(item, 'bulk', stateOfMessage(content, path, false), entryId);
}

function makeFolder(
  { model, reporter }: WorkContext,
  life: number,
): { readonly folder: IMAPIFolder; readonly path: string } {
  const item = itemName('f', life, ++model.counters.folder);
  const name = `${labelOf(item, 1)} bulk`;
  const folder = unwrap(
    model.open(BASE).CreateFolder(FOLDER_GENERIC, name, 'bulk', null, MAPI_UNICODE),
    'IMAPIFolder::CreateFolder',
  );
  const entryId = findValue(unwrap(folder.GetProps([PR_ENTRYID], 0), 'IMAPIFolder::GetProps(PR_ENTRYID)'), PR_ENTRYID);
  reporter.saved(item, 'folder', stateOfFolder(name, folderProperties({ name, comment: 'bulk' }), ''), entryId);
  return { folder, path: item };
}
