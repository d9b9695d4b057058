import {
  FOLDER_GENERIC,
  type IMAPIFolder,
  type IMessage,
  isCode,
  MAPI_ASSOCIATED,
  MAPI_E_NO_SUPPORT,
  MAPI_UNICODE,
} from '@mapi-kit/sdk';
import { unwrap } from '../store/refusal.js';
import type { FolderRef } from './actions.js';
import { type ClientModel, NotThere } from './client-model.js';

/**
 * Makes a folder. A store that has made none yet may say that it has none but its own, and is asked for no more.
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
  if (isCode(made.hr, MAPI_E_NO_SUPPORT) && model.ownFolders.length === 0) {
    model.isFlat = true;
    throw new NotThere('the store makes no folders');
  }
  return unwrap(made, 'IMAPIFolder::CreateFolder');
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
