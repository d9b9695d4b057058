import type { IUnknown } from '../com/iunknown.js';
import { FOLDER_GENERIC } from '../contract/flags.js';
import type { IMAPIFolder } from '../contract/imapi-folder.js';
import { IID_IMAPIFolder } from '../contract/interface-ids.js';
import { PR_DISPLAY_NAME_W } from '../contract/property-tags.js';
import { deleteFolder, folderName } from './folder-tree.js';
import { transferMessage } from './message-transfer.js';
import { PropertyBag } from './property-bag.js';
import { folderSchema } from './schemas.js';
import { demand, demandValue } from './store-bound-object.js';
import type { StoreView } from './store-view.js';
import type { StoredObject } from './stored-object.js';

/** Copies a folder to a folder of another store, of whatever provider. */
export function transferFolder(
  view: StoreView,
  folder: StoredObject,
  destination: IMAPIFolder,
  newName: string | null,
  deep: boolean,
): void {
  const name = newName ?? folderName(folder);
  const created = destination.CreateFolder(FOLDER_GENERIC, name, null, null, 0);
  const target = demandValue(created, 'CreateFolder of the destination');
  try {
    const properties = new PropertyBag(folder.properties)
      .list()
      .filter(({ tag }) => !folderSchema.isReadOnly(tag) && tag !== PR_DISPLAY_NAME_W);
    demand(target.SetProps(properties).hr, 'SetProps of the destination');
    transferFolderContent(view, folder.id, target, { messages: true, folders: deep, move: false });
  } finally {
    target.Release();
  }
}

/** Copies or moves what is in a folder to another folder, of whatever store. */
export function transferFolderContent(
  view: StoreView,
  folder: string,
  destination: IUnknown,
  what: { readonly messages: boolean; readonly folders: boolean; readonly move: boolean },
): void {
  const { value: target } = destination.QueryInterface(IID_IMAPIFolder);
  if (target === null) return;
  const { core } = view;
  try {
    // Listed before anything is copied: the destination may be inside the folder.
    const messages = what.messages ? core.content(folder) : [];
    const subfolders = what.folders ? core.folders(folder) : [];
    for (const message of messages) transferMessage(view, message, target, what.move);
    for (const subfolder of subfolders) {
      transferFolder(view, subfolder, target, null, true);
      if (what.move) deleteFolder(core, subfolder);
    }
  } finally {
    target.Release();
  }
}
