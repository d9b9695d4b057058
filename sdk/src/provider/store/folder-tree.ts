import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_COLLISION,
  MAPI_E_FOLDER_CYCLE,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_E_SUBMITTED,
  MAPI_W_PARTIAL_COMPLETION,
  S_OK,
} from '../../com/hresult-codes.js';
import { fileTimeFromDate } from '../../contract/file-time.js';
import {
  FOLDER_GENERIC,
  fnevObjectCopied,
  fnevObjectCreated,
  fnevObjectDeleted,
  fnevObjectMoved,
} from '../../contract/flags.js';
import {
  PR_COMMENT_W,
  PR_CREATION_TIME,
  PR_DISPLAY_NAME_W,
  PR_FOLDER_TYPE,
  PR_LAST_MODIFICATION_TIME,
  PR_SEARCH_KEY,
} from '../../contract/property-tags.js';
import type { ENTRYID } from '../../contract/structures.js';
import { newObjectId } from '../common/object-id.js';
import { fail } from '../objects/errors.js';
import { forEachItem } from '../objects/item-loop.js';
import { PropertyBag } from '../objects/property-bag.js';
import { copyMessage, deleteMessage } from './message-transfer.js';
import { isSubmitted } from './outgoing-queue.js';
import { isSearchFolder } from './search-folder.js';
import { isStandardFolder } from './standard-folders.js';
import type { StoreCore } from './store-core.js';
import type { StoredObject } from './stored-object.js';
import { dropSyncKeys } from './sync-keys.js';
import { countsChanged, hierarchyChanged } from './table-changes.js';

/** The properties of a new folder. */
export function newFolderProperties(
  name: string,
  comment: string | null,
  folderType: number = FOLDER_GENERIC,
): PropertyBag {
  const bag = new PropertyBag();
  const now = fileTimeFromDate(new Date());
  bag.put(PR_DISPLAY_NAME_W, name);
  if (comment !== null && comment !== '') bag.put(PR_COMMENT_W, comment);
  bag.put(PR_FOLDER_TYPE, folderType);
  bag.put(PR_CREATION_TIME, now);
  bag.put(PR_LAST_MODIFICATION_TIME, now);
  return bag;
}

/** The subfolder with a name; upper and lower case make no difference. */
export function findFolder(core: StoreCore, parent: string, name: string): StoredObject | undefined {
  const wanted = name.toLowerCase();
  return core.folders(parent).find((folder) => folderName(folder).toLowerCase() === wanted);
}

/** The name of a folder. */
export function folderName(folder: StoredObject): string {
  return new PropertyBag(folder.properties).value(PR_DISPLAY_NAME_W) ?? '';
}

/** Finds a subfolder by its entry id, for something that a standard folder does not allow. */
export function removableFolder(core: StoreCore, parent: string, entryId: ENTRYID): StoredObject {
  const folder = subfolderIn(core, parent, entryId);
  requireRemovable(folder);
  return folder;
}

/** Fails for a folder that belongs to the store, which is never moved or deleted. */
export function requireRemovable(folder: StoredObject): void {
  if (isStandardFolder(folder.id)) fail(MAPI_E_NO_ACCESS, `the folder ${folderName(folder)} belongs to the store`);
}

/** Finds a subfolder by its entry id. */
export function subfolderIn(core: StoreCore, parent: string, entryId: ENTRYID): StoredObject {
  const folder = core.readFolder(core.idFromEntryId(entryId));
  return folder.parent === parent ? folder : fail(MAPI_E_NOT_FOUND, 'the folder is in another folder');
}

/** Creates a folder. */
export function createFolder(
  core: StoreCore,
  parent: string,
  { type, name, comment }: { readonly type: number; readonly name: string; readonly comment: string | null },
): StoredObject {
  requireName(name);
  const properties = newFolderProperties(name, comment, type).list();
  const folder: StoredObject = { id: newObjectId(), parent, kind: 'folder', version: 1, properties };
  core.write(folder);
  hierarchyChanged(core, parent);
  core.notify(fnevObjectCreated, folder.id, parent, 'folder');
  return folder;
}

/** Moves a folder, with all that is in it, and renames it. It keeps its entry id. */
export function moveFolder(core: StoreCore, folder: StoredObject, destination: string, newName: string | null): void {
  requireNoCycle(core, folder, destination);
  const name = requireFreeName(core, destination, newName ?? folderName(folder), folder.id);
  const bag = new PropertyBag(folder.properties);
  bag.put(PR_DISPLAY_NAME_W, name);
  core.move({ ...folder, version: folder.version + 1, properties: bag.list() }, destination);
  hierarchyChanged(core, folder.parent);
  hierarchyChanged(core, destination);
  core.searches.contentChanged(null);
  core.notify(fnevObjectMoved, folder.id, destination, 'folder');
}

/** Copies a folder with its messages, and with its subfolders where `deep`. */
export function copyFolder(
  core: StoreCore,
  folder: StoredObject,
  destination: string,
  newName: string | null,
  deep: boolean,
): void {
  if (deep) requireNoCycle(core, folder, destination);
  const name = requireFreeName(core, destination, newName ?? folderName(folder), null);
  copyTree(core, folder, destination, name, deep);
  hierarchyChanged(core, destination);
}

/**
 * Deletes what is in a folder. Submitted messages, folders with such a message below them, and standard folders stay, and
 * so do hidden messages unless wanted.
 */
export function emptyFolder(core: StoreCore, folder: string, associated: boolean): HRESULT {
  const messages = core.content(folder).filter((message) => associated || message.associated !== true);
  const items = [...messages, ...core.folders(folder)];
  return forEachItem(items, (item) => {
    if (item.kind === 'message') deleteMessage(core, item);
    else {
      requireRemovable(item);
      if (deleteFolder(core, item) !== S_OK) {
        fail(MAPI_E_SUBMITTED, `the folder ${folderName(item)} has queued messages`);
      }
    }
  });
}

/**
 * Deletes a folder with all that is in it: what is inside goes first. Submitted messages and the folders above them stay.
 *
 * @returns S_OK; MAPI_W_PARTIAL_COMPLETION when something stays; MAPI_E_SUBMITTED when everything does
 */
export function deleteFolder(core: StoreCore, folder: StoredObject): HRESULT {
  const results = core.folders(folder.id).map((child) => deleteFolder(core, child));
  for (const message of core.content(folder.id)) {
    results.push(isSubmitted(message) ? MAPI_E_SUBMITTED : S_OK);
    if (isSubmitted(message)) continue;
    core.remove(message.id);
    core.notify(fnevObjectDeleted, message.id, folder.id, 'message');
  }
  core.tables.changed('contents', folder.id);
  core.tables.changed('associated', folder.id);
  core.searches.contentChanged(folder.id);
  if (results.some((hr) => hr !== S_OK)) {
    countsChanged(core, folder.id);
    return results.every((hr) => hr === MAPI_E_SUBMITTED) ? MAPI_E_SUBMITTED : MAPI_W_PARTIAL_COMPLETION;
  }
  core.remove(folder.id);
  hierarchyChanged(core, folder.parent);
  core.notify(fnevObjectDeleted, folder.id, folder.parent, 'folder');
  return S_OK;
}

/** Fails when a name is taken by another folder. */
function requireFreeName(core: StoreCore, parent: string, name: string, except: string | null): string {
  requireName(name);
  const taken = findFolder(core, parent, name);
  if (taken !== undefined && taken.id !== except) fail(MAPI_E_COLLISION, `there is a folder ${name} already`);
  return name;
}

function copyTree(core: StoreCore, folder: StoredObject, destination: string, name: string, deep: boolean): void {
  const bag = new PropertyBag(folder.properties);
  bag.put(PR_DISPLAY_NAME_W, name);
  if (!isSearchFolder(folder)) bag.put(PR_FOLDER_TYPE, FOLDER_GENERIC);
  dropSyncKeys(bag);
  bag.put(PR_SEARCH_KEY, bag.value(PR_SEARCH_KEY) ?? core.recordKey(folder.id));
  const copy: StoredObject = { ...folder, id: newObjectId(), parent: destination, version: 1, properties: bag.list() };
  // What is copied is listed before the copy is there: the destination may be inside the folder.
  const subfolders = deep ? core.folders(folder.id) : [];
  core.write(copy);
  for (const message of core.content(folder.id)) copyMessage(core, message, copy.id);
  for (const child of subfolders) copyTree(core, child, copy.id, folderName(child), deep);
  core.notify(fnevObjectCopied, copy.id, destination, 'folder');
}

/** Fails when a folder would be put into itself, or below. */
export function requireNoCycle(core: StoreCore, folder: StoredObject, destination: string): void {
  for (let id: string | null = destination; id !== null; id = core.read(id)?.parent ?? null) {
    if (id === folder.id) fail(MAPI_E_FOLDER_CYCLE, 'a folder cannot be put into itself');
  }
}

function requireName(name: string): void {
  if (typeof name !== 'string' || name === '' || name.includes('\0')) {
    fail(MAPI_E_INVALID_PARAMETER, 'the name of a folder is text that is not empty');
  }
}
