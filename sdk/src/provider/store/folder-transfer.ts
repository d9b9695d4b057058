import { demand, demandValue } from '../../com/demand.js';
import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_NO_SUPPORT, MAPI_W_PARTIAL_COMPLETION, S_OK } from '../../com/hresult-codes.js';
import type { IUnknown } from '../../com/iunknown.js';
import { FOLDER_GENERIC } from '../../contract/flags.js';
import type { IMAPIFolder } from '../../contract/imapi-folder.js';
import { IID_IMAPIFolder } from '../../contract/interface-ids.js';
import { PR_DISPLAY_NAME_W } from '../../contract/property-tags.js';
import { fail } from '../objects/errors.js';
import { PropertyBag } from '../objects/property-bag.js';
import { copyFolder, deleteFolder, folderName, moveFolder, requireNoCycle, requireRemovable } from './folder-tree.js';
import { transferMessage } from './message-transfer.js';
import { isSubmitted } from './outgoing-queue.js';
import { folderSchema } from './schemas.js';
import { copySearch } from './search-criteria.js';
import { isSearchFolder } from './search-folder.js';
import type { StoreCore } from './store-core.js';
import type { StoreView } from './store-view.js';
import type { StoredObject } from './stored-object.js';

/**
 * Copies or moves a folder to a folder of another store, of whatever provider. A move leaves submitted messages, and the
 * folders above them, where they are. With a search folder in it nothing is done: MAPI_E_NO_SUPPORT.
 *
 * @returns S_OK, or MAPI_W_PARTIAL_COMPLETION when something stays
 */
export function transferFolder(
  view: StoreView,
  folder: StoredObject,
  destination: IMAPIFolder,
  { name, deep, move }: { readonly name: string; readonly deep: boolean; readonly move: boolean },
): HRESULT {
  requireNoSearch(view.core, folder, deep);
  copyTree(view, folder, destination, name, { deep, queued: !move });
  return !move || deleteFolder(view.core, folder) === S_OK ? S_OK : MAPI_W_PARTIAL_COMPLETION;
}

/**
 * Copies or moves what is in a folder to another folder, of whatever store. A move leaves submitted messages where they
 * are, and into another store the folders above them. Folders that belong to the store cannot be moved: MAPI_E_NO_ACCESS.
 * Of a search folder its search goes; see {@link copySearch}.
 *
 * @param local - the id of the destination where it is in the same store
 * @returns S_OK, or MAPI_W_PARTIAL_COMPLETION when something stays
 */
export function transferFolderContent(
  view: StoreView,
  folder: string,
  destination: IUnknown,
  local: string | undefined,
  what: { readonly messages: boolean; readonly folders: boolean; readonly move: boolean },
): HRESULT {
  const { core } = view;
  const { move } = what;
  const opened = core.readOpened(folder);
  if (isSearchFolder(opened)) {
    if (what.messages) copySearch(core, opened, destination, local, move);
    return S_OK;
  }
  const { value: target } = destination.QueryInterface(IID_IMAPIFolder);
  if (target === null) return S_OK;
  try {
    // Listed before anything is copied: the destination may be inside the folder.
    const messages = what.messages ? core.content(folder) : [];
    const subfolders = what.folders ? core.folders(folder) : [];
    for (const subfolder of subfolders) {
      if (move) requireRemovable(subfolder);
      if (local !== undefined) requireNoCycle(core, subfolder, local);
    }
    const moving = move ? messages.filter((message) => !isSubmitted(message)) : messages;
    for (const message of moving) transferMessage(view, message, target, move);
    const results = subfolders.map((subfolder) => {
      const name = folderName(subfolder);
      if (local === undefined) return transferFolder(view, subfolder, target, { name, deep: true, move });
      if (move) moveFolder(core, subfolder, local, name);
      else copyFolder(core, subfolder, local, name, true);
      return S_OK;
    });
    return moving.length === messages.length && results.every((hr) => hr === S_OK) ? S_OK : MAPI_W_PARTIAL_COMPLETION;
  } finally {
    target.Release();
  }
}

/** A search names folders of its own store: in another one it would find nothing, or something else. */
function requireNoSearch(core: StoreCore, folder: StoredObject, deep: boolean): void {
  if (isSearchFolder(folder)) fail(MAPI_E_NO_SUPPORT, 'a search folder cannot be put into another store');
  if (deep) for (const child of core.folders(folder.id)) requireNoSearch(core, child, true);
}

function copyTree(
  view: StoreView,
  folder: StoredObject,
  destination: IMAPIFolder,
  name: string,
  what: { readonly deep: boolean; readonly queued: boolean },
): void {
  const created = destination.CreateFolder(FOLDER_GENERIC, name, null, null, 0);
  const target = demandValue(created, 'CreateFolder of the destination');
  try {
    const properties = new PropertyBag(folder.properties)
      .list()
      .filter(({ tag }) => !folderSchema.isReadOnly(tag) && tag !== PR_DISPLAY_NAME_W);
    demand(target.SetProps(properties).hr, 'SetProps of the destination');
    const messages = view.core.content(folder.id).filter((message) => what.queued || !isSubmitted(message));
    const subfolders = what.deep ? view.core.folders(folder.id) : [];
    for (const message of messages) transferMessage(view, message, target, false);
    for (const child of subfolders) copyTree(view, child, target, folderName(child), what);
  } finally {
    target.Release();
  }
}
