import { fnevObjectModified } from '../../contract/flags.js';
import type { StoreCore } from './store-core.js';
import type { StoredObject } from './stored-object.js';

/**
 * Tells the contents tables of a folder, and of the search folders that look into it, that one of its messages is shown
 * differently.
 */
export function contentsChanged(core: StoreCore, message: StoredObject, folder: string | null): void {
  core.tables.changed(message.associated === true ? 'associated' : 'contents', folder);
  if (message.associated !== true && folder !== null) core.searches.contentChanged(folder);
}

/**
 * Tells tables and sinks that the messages in a folder, or those of them that are read, are others than before: the folder
 * is shown with its counts in the hierarchy table above it.
 */
export function countsChanged(core: StoreCore, folder: string | null): void {
  if (folder === null) return;
  folderRowChanged(core, folder);
  core.notify(fnevObjectModified, folder, null, 'folder');
}

/** Tells tables and sinks that a folder has other subfolders than before, or shows them differently. */
export function hierarchyChanged(core: StoreCore, parent: string | null): void {
  core.tables.changed('hierarchy', parent);
  core.tables.changed('tree', null);
  if (parent === null) return;
  // Whether it has subfolders at all stands in its own row, one folder further up.
  folderRowChanged(core, parent);
  core.notify(fnevObjectModified, parent, null, 'folder');
}

function folderRowChanged(core: StoreCore, folder: string): void {
  core.tables.changed('tree', null);
  if (core.tables.isOpen('hierarchy')) core.tables.changed('hierarchy', core.read(folder)?.parent ?? null);
}
