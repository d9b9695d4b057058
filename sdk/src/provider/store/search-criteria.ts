import { MAPI_E_NO_SUPPORT, MAPI_E_NOT_INITIALIZED, MAPI_E_TOO_COMPLEX, S_OK } from '../../com/hresult-codes.js';
import { fnevSearchComplete } from '../../contract/flags.js';
import type { ENTRYLIST, SRestriction } from '../../contract/structures.js';
import { checkRestriction } from '../../tables/check-restriction.js';
import { fail } from '../objects/errors.js';
import { PR_KIT_SEARCH, PR_KIT_SEARCH_FOUND } from '../objects/private-properties.js';
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
