import { demand, demandValue } from '../../com/demand.js';
import { MAPI_E_NOT_FOUND, MAPI_E_SUBMITTED } from '../../com/hresult-codes.js';
import {
  fnevObjectCopied,
  fnevObjectDeleted,
  fnevObjectMoved,
  KEEP_OPEN_READWRITE,
  MAPI_ASSOCIATED,
  MSGFLAG_SUBMIT,
} from '../../contract/flags.js';
import type { IMAPIFolder } from '../../contract/imapi-folder.js';
import { IID_IMessage } from '../../contract/interface-ids.js';
import { PR_MESSAGE_FLAGS, PR_SEARCH_KEY, PR_SUBMIT_FLAGS } from '../../contract/property-tags.js';
import type { ENTRYID } from '../../contract/structures.js';
import { demandComplete } from '../../properties/copy-problems.js';
import { newObjectId } from '../common/object-id.js';
import { fail } from '../objects/errors.js';
import { PropertyBag } from '../objects/property-bag.js';
import { isSubmitted } from './outgoing-queue.js';
import { isSearchFolder } from './search-folder.js';
import type { StoreCore } from './store-core.js';
import type { StoreView } from './store-view.js';
import { StoredMessage } from './stored-message.js';
import type { StoredObject } from './stored-object.js';
import { dropSyncKeys } from './sync-keys.js';
import { contentsChanged, countsChanged } from './table-changes.js';

/** Finds a message of a folder, or one that a search folder shows, by its entry id. */
export function messageIn(core: StoreCore, folder: string, entryId: ENTRYID): StoredObject {
  const message = core.readMessage(core.idFromEntryId(entryId));
  if (message.parent === folder) return message;
  const other = core.readOpened(folder);
  if (isSearchFolder(other) && core.searches.shows(other, message)) return message;
  return fail(MAPI_E_NOT_FOUND, 'the message is in another folder');
}

/** Copies a message to another folder of the same store. */
export function copyMessage(core: StoreCore, message: StoredObject, destination: string): void {
  const bag = new PropertyBag(message.properties);
  // The search key is what a message and its copies have in common.
  bag.put(PR_SEARCH_KEY, bag.value(PR_SEARCH_KEY) ?? core.recordKey(message.id));
  bag.put(PR_MESSAGE_FLAGS, (bag.value(PR_MESSAGE_FLAGS) ?? 0) & ~MSGFLAG_SUBMIT);
  bag.delete(PR_SUBMIT_FLAGS);
  dropSyncKeys(bag);
  const copy = { ...message, id: newObjectId(), parent: destination, version: 1, properties: bag.list() };
  core.write(copy);
  contentsChanged(core, copy, destination);
  core.notify(fnevObjectCopied, copy.id, destination, 'message');
  countsChanged(core, destination);
}

/** Moves a message to another folder of the same store. It keeps its entry id. */
export function moveMessage(core: StoreCore, message: StoredObject, destination: string): void {
  if (isSubmitted(message)) fail(MAPI_E_SUBMITTED, 'the message is in the outgoing queue');
  core.move(message, destination);
  contentsChanged(core, message, message.parent);
  contentsChanged(core, message, destination);
  core.notify(fnevObjectMoved, message.id, destination, 'message');
  countsChanged(core, message.parent);
  if (destination !== message.parent) countsChanged(core, destination);
}

/** Deletes a message. */
export function deleteMessage(core: StoreCore, message: StoredObject): void {
  if (isSubmitted(message)) fail(MAPI_E_SUBMITTED, 'the message is in the outgoing queue');
  core.remove(message.id);
  contentsChanged(core, message, message.parent);
  core.notify(fnevObjectDeleted, message.id, message.parent, 'message');
  countsChanged(core, message.parent);
}

/** Copies or moves a message to a folder of another store, of whatever provider; with all its properties, or not at all. */
export function transferMessage(view: StoreView, message: StoredObject, destination: IMAPIFolder, move: boolean): void {
  if (move && isSubmitted(message)) fail(MAPI_E_SUBMITTED, 'the message is in the outgoing queue');
  const source = StoredMessage.open(view, message, 0);
  try {
    const flags = message.associated === true ? MAPI_ASSOCIATED : 0;
    const target = demandValue(destination.CreateMessage(null, flags), 'CreateMessage of the destination');
    try {
      demandComplete(source.CopyTo([], null, 0, null, IID_IMessage, target, 0), 'CopyTo');
      demand(target.SaveChanges(KEEP_OPEN_READWRITE), 'SaveChanges of the destination');
    } finally {
      target.Release();
    }
  } finally {
    source.Release();
  }
  if (move) deleteMessage(view.core, message);
}
