import { randomUUID } from 'node:crypto';
import { guid, guidToBytes } from '../../com/guid.js';
import { runHook } from '../../com/hook-failures.js';
import { fileTimeFromDate } from '../../contract/file-time.js';
import { FOLDER_GENERIC, FOLDER_ROOT } from '../../contract/flags.js';
import { PR_CREATION_TIME, PR_DISPLAY_NAME_W, PR_RECORD_KEY } from '../../contract/property-tags.js';
import type { ENTRYID } from '../../contract/structures.js';
import { parseEntryId } from '../common/entry-id.js';
import type { ProviderProfile } from '../common/provider-profile.js';
import { PropertyBag } from '../objects/property-bag.js';
import { newFolderProperties } from './folder-tree.js';
import { SearchFolders } from './search-folders.js';
import { ROOT_ID, STORE_ID, standardFolders } from './standard-folders.js';
import { StoreCore } from './store-core.js';
import type { StoreDefinition } from './store-definition.js';

const searchesOf = (core: StoreCore): SearchFolders => new SearchFolders(core);

/** Makes the author's instance and opens it. */
export function openStore(definition: StoreDefinition, profile: ProviderProfile): StoreCore {
  const { storeClass } = definition;
  const store = runHook(storeClass, 'constructor', () => new storeClass());
  const core = new StoreCore(definition, profile.dataDirectory, store, searchesOf);
  core.hooks.open({ dataDirectory: profile.dataDirectory, settings: profile.settings });
  return core;
}

/**
 * Creates what every store has, where it is not there.
 *
 * @param entryId - the store id that MAPI asked for, or null
 */
export function createStandardObjects(core: StoreCore, profile: ProviderProfile, entryId: ENTRYID | null): void {
  const existing = core.read(STORE_ID);
  const bag = new PropertyBag(existing?.properties);
  const known = existing === undefined ? undefined : bag.value(PR_RECORD_KEY);
  const asked = entryId === null ? undefined : parseEntryId(entryId)?.storeId;
  // A store whose data was lost before it was first saved gets its identity back from the profile.
  core.storeId = new Uint8Array(known ?? asked ?? profile.identity ?? guidToBytes(guid(randomUUID())));
  const name = profile.displayName ?? bag.value(PR_DISPLAY_NAME_W) ?? core.definition.displayName;
  if (known === undefined || bag.value(PR_DISPLAY_NAME_W) !== name) {
    bag.put(PR_RECORD_KEY, core.storeId);
    bag.put(PR_DISPLAY_NAME_W, name);
    if (!bag.has(PR_CREATION_TIME)) bag.put(PR_CREATION_TIME, fileTimeFromDate(new Date()));
    const version = (existing?.version ?? 0) + 1;
    core.write({ id: STORE_ID, parent: null, kind: 'store', version, properties: bag.list() });
  }
  for (const folder of standardFolders) {
    if (core.read(folder.id) !== undefined) continue;
    const type = folder.id === ROOT_ID ? FOLDER_ROOT : FOLDER_GENERIC;
    const properties = newFolderProperties(folder.name, null, type).list();
    core.write({ id: folder.id, parent: folder.parent, kind: 'folder', version: 1, properties });
  }
}
