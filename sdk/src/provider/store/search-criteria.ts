import { MAPI_E_NO_SUPPORT, MAPI_E_NOT_INITIALIZED, MAPI_E_TOO_COMPLEX, S_OK } from '../../com/hresult-codes.js';
import type { IUnknown } from '../../com/iunknown.js';
import { FOLDER_SEARCH, fnevSearchComplete } from '../../contract/flags.js';
import { IID_IMAPIFolder } from '../../contract/interface-ids.js';
import { PR_FOLDER_TYPE } from '../../contract/property-tags.js';
import { findValue } from '../../contract/property-types.js';
import type { ENTRYLIST, SRestriction } from '../../contract/structures.js';
import { checkRestriction } from '../../tables/check-restriction.js';
import { fail } from '../objects/errors.js';
import { PR_KIT_SEARCH, PR_KIT_SEARCH_FOUND } from '../objects/private-properties.js';
import { PropertyBag } from '../objects/property-bag.js';
import { nextSearch, type Search } from '../objects/search.js';
import { messageSubobjects } from './message-rows.js';
import { encodeSearch } from './search-codec.js';
import { isSearchFolder, searchOf } from './search-folder.js';
import type { StoreCore } from './store-core.js';
import type { StoredObject } from './stored-object.js';

/**
 * Sets what a search folder searches for. It has found everything when this returns.
 *
 * It fails with MAPI_E_NO_SUPPORT for a folder that is no search folder; with MAPI_E_TOO_COMPLEX for a restriction that
 * cannot be evaluated and for a search in a search folder, which MAPI forbids; with MAPI_E_NOT_FOUND and
 * MAPI_E_UNKNOWN_ENTRYID for a container that is no folder of this store; and as {@link nextSearch}.
 */
export function setSearch(
  core: StoreCore,
  folderId: string,
  restriction: SRestriction | null,
  containers: ENTRYLIST | null,
  flags: number,
): void {
  const folder = requireSearchFolder(core, folderId);
  const before = searchOf(folder);
  const named = containers === null || containers.length === 0 ? null : containers;
  const search = nextSearch(before, restriction, named?.map((entryId) => containerId(core, entryId)) ?? null, flags);
  const checked = checkRestriction(search.restriction, messageSubobjects(core));
  if (checked !== S_OK) fail(checked, 'the restriction of the search cannot be evaluated');
  // What the search has found up to now is what it goes on showing when it stops.
  const found = search.running ? undefined : core.searches.results(folder).map(({ id }) => id);
  core.update(folder, (bag) => {
    bag.put(PR_KIT_SEARCH, encodeSearch(search));
    if (found === undefined) bag.delete(PR_KIT_SEARCH_FOUND);
    else bag.put(PR_KIT_SEARCH_FOUND, found);
  });
  core.searches.folderChanged(folderId);
  core.notify(fnevSearchComplete, folderId, null, 'folder');
}

/**
 * What a search folder searches for.
 *
 * It fails with MAPI_E_NO_SUPPORT for a folder that is no search folder, and with MAPI_E_NOT_INITIALIZED before its first
 * SetSearchCriteria.
 */
export function getSearch(core: StoreCore, folderId: string): Search {
  const search = searchOf(requireSearchFolder(core, folderId));
  return search ?? fail(MAPI_E_NOT_INITIALIZED, 'the folder has not been told what to search for');
}

/**
 * Gives the search of a folder to another search folder, with the list of what a stopped one had found; a move takes it
 * away. A search folder has no message of its own, so to a folder of messages nothing goes.
 *
 * It fails with MAPI_E_NO_SUPPORT for a search folder of another store, where the search would find nothing, or something
 * else.
 *
 * @param local - the id of the destination where it is in the same store
 */
export function copySearch(
  core: StoreCore,
  from: StoredObject,
  destination: IUnknown,
  local: string | undefined,
  move: boolean,
): void {
  if (local === undefined) {
    if (isForeignSearch(destination)) fail(MAPI_E_NO_SUPPORT, 'a search cannot be put into another store');
    return;
  }
  const to = core.readFolder(local);
  if (!isSearchFolder(to) || to.id === from.id) return;
  giveSearch(core, to, new PropertyBag(from.properties));
  if (move) giveSearch(core, from, new PropertyBag());
}

/** The folder, unless it shows the results of a search: nothing can be put into one of those. */
export function requireHolder(folder: StoredObject): StoredObject {
  if (isSearchFolder(folder)) fail(MAPI_E_NO_SUPPORT, 'nothing can be put into a search folder');
  return folder;
}

function requireSearchFolder(core: StoreCore, id: string): StoredObject {
  const folder = core.readOpened(id);
  return isSearchFolder(folder) ? folder : fail(MAPI_E_NO_SUPPORT, 'the folder is no search folder');
}

function containerId(core: StoreCore, entryId: Uint8Array): string {
  const folder = core.readFolder(core.idFromEntryId(entryId));
  if (isSearchFolder(folder)) fail(MAPI_E_TOO_COMPLEX, 'a search folder cannot be searched');
  return folder.id;
}

function giveSearch(core: StoreCore, to: StoredObject, from: PropertyBag): void {
  core.update(to, (bag) => {
    for (const tag of [PR_KIT_SEARCH, PR_KIT_SEARCH_FOUND]) {
      const found = from.get(tag);
      if (found === undefined) bag.delete(tag);
      else bag.set(found);
    }
  });
  core.searches.folderChanged(to.id);
  core.notify(fnevSearchComplete, to.id, null, 'folder');
}

function isForeignSearch(destination: IUnknown): boolean {
  const { value: folder } = destination.QueryInterface(IID_IMAPIFolder);
  if (folder === null) return false;
  const values = folder.GetProps([PR_FOLDER_TYPE], 0).value ?? [];
  folder.Release();
  return findValue(values, PR_FOLDER_TYPE) === FOLDER_SEARCH;
}
