import {
  FOLDER_GENERIC,
  type IMAPIFolder,
  type IMessage,
  isCode,
  MAPI_ASSOCIATED,
  MAPI_E_NO_SUPPORT,
  MAPI_UNICODE,
} from '@mapi-kit/sdk';
import { NOT_DONE, unwrap } from '../store/refusal.js';
import { saveMessage } from '../store/write-message.js';
import { type FolderRef, INBOX } from './actions.js';
import type { ClientModel } from './client-model.js';
import { NotThere } from './not-there.js';
import type { WorkContext } from './work-context.js';

/**
 * Makes a folder. A store that has made none yet may say that it has none but its own, or lets nobody make any, and is asked for no
 * more.
 *
 * @throws NotThere when it says so
 * @throws Refusal
 */
export function newFolder(
  model: ClientModel,
  parent: FolderRef,
  name: string,
  comment: string | null = null,
): IMAPIFolder {
  if (model.isFlat) throw new NotThere('the store makes no folders');
  const made = model.open(parent).CreateFolder(FOLDER_GENERIC, name, comment, null, MAPI_UNICODE);
  if (isCode(made.hr, ...NOT_DONE) && model.ownFolders.length === 0) {
    model.isFlat = true;
    throw new NotThere('the store makes no folders');
  }
  return unwrap(made, 'IMAPIFolder::CreateFolder');
}

/**
 * Whether the store deletes messages: where it has not shown that yet, by one of no name.
 *
 * @throws Refusal
 */
export function deletesMessages({ model, reporter }: WorkContext): boolean {
  const known = reporter.known('deleting messages');
  if (known !== undefined) return known;
  const message = newMessage(model, INBOX, false);
  const entryId = saveMessage(message);
  message.Release();
  return reporter.does('deleting messages', model.open(INBOX).DeleteMessages([entryId], 0, null, 0));
}

/**
 * Makes a message, which is not saved yet. A store may have no hidden ones, and says so.
 *
 * @throws NotThere when it says so
 * @throws Refusal
 */
export function newMessage(model: ClientModel, folder: FolderRef, hidden: boolean): IMessage {
  const made = model.open(folder).CreateMessage(null, hidden ? MAPI_ASSOCIATED : 0);
  if (hidden && isCode(made.hr, MAPI_E_NO_SUPPORT)) throw new NotThere('the store has no hidden messages');
  return unwrap(made, 'IMAPIFolder::CreateMessage');
}
