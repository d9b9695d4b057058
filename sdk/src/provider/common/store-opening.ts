import { randomUUID } from 'node:crypto';
import { demandValue } from '../../com/demand.js';
import { guid, guidToBytes } from '../../com/guid.js';
import { MAPI_E_UNCONFIGURED } from '../../com/hresult-codes.js';
import { fileTimeFromDate } from '../../contract/file-time.js';
import { FOLDER_GENERIC, FOLDER_ROOT } from '../../contract/flags.js';
import type { IProfSect } from '../../contract/iprof-sect.js';
import {
  PR_CREATION_TIME,
  PR_DISPLAY_NAME_W,
  PR_MAPI_KIT_DATA_DIRECTORY_W,
  PR_MAPI_KIT_SETTINGS_W,
  PR_RECORD_KEY,
} from '../../contract/property-tags.js';
import { findValue } from '../../contract/property-types.js';
import type { ENTRYID, SPropTagArray } from '../../contract/structures.js';
import { PropertyBag } from '../objects/property-bag.js';
import type { StoreConfiguration } from '../store/abstract-message-store.js';
import { newFolderProperties } from '../store/folder-tree.js';
import { ROOT_ID, STORE_ID, standardFolders } from '../store/standard-folders.js';
import { StoreCore } from '../store/store-core.js';
import { parseEntryId } from './entry-id.js';
import { fail } from './errors.js';
import type { ProviderDefinition } from './provider-definition.js';

/** What the provider's section of the profile says about a store. */
export interface StoreProfile extends StoreConfiguration {
  readonly displayName: string | undefined;
  /** The identity that the store had the last time; missing before the first logon. */
  readonly storeId: Uint8Array | undefined;
}

const profileTags: SPropTagArray = [
  PR_MAPI_KIT_DATA_DIRECTORY_W,
  PR_MAPI_KIT_SETTINGS_W,
  PR_DISPLAY_NAME_W,
  PR_RECORD_KEY,
];

/** Reads and verifies the settings of a store. */
export function readProfile(section: IProfSect): StoreProfile {
  const values = demandValue(section.GetProps(profileTags, 0), 'GetProps of the profile section');
  const dataDirectory = findValue(values, PR_MAPI_KIT_DATA_DIRECTORY_W);
  if (dataDirectory === undefined || dataDirectory === '') {
    fail(MAPI_E_UNCONFIGURED, 'the profile section has no PR_MAPI_KIT_DATA_DIRECTORY');
  }
  const settings = new Map<string, string>();
  for (const entry of findValue(values, PR_MAPI_KIT_SETTINGS_W) ?? []) {
    const split = entry.indexOf('=');
    if (split > 0) settings.set(entry.slice(0, split), entry.slice(split + 1));
  }
  const storeId = findValue(values, PR_RECORD_KEY);
  const displayName = findValue(values, PR_DISPLAY_NAME_W);
  return { dataDirectory, settings, displayName, storeId: storeId?.length === 16 ? storeId : undefined };
}

/** Makes the author's instance and opens it. */
export function openStore(definition: ProviderDefinition, profile: StoreProfile): StoreCore {
  const core = new StoreCore(definition, profile.dataDirectory, new definition.storeClass());
  core.hooks.open({ dataDirectory: profile.dataDirectory, settings: profile.settings });
  return core;
}

/**
 * Creates what every store has, where it is not there.
 *
 * @param entryId - the store id that MAPI asked for, or null
 */
export function createStandardObjects(core: StoreCore, profile: StoreProfile, entryId: ENTRYID | null): void {
  const existing = core.read(STORE_ID);
  const bag = new PropertyBag(existing?.properties);
  const known = existing === undefined ? undefined : bag.value(PR_RECORD_KEY);
  const asked = entryId === null ? undefined : parseEntryId(entryId)?.storeId;
  // A store whose data was lost before it was first saved gets its identity back from the profile.
  core.storeId = new Uint8Array(known ?? asked ?? profile.storeId ?? guidToBytes(guid(randomUUID())));
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
