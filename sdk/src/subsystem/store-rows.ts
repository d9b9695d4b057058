import { guidToBytes } from '../com/guid.js';
import { MAPI_STORE, MAPI_STORE_PROVIDER, STATUS_DEFAULT_STORE } from '../contract/flags.js';
import {
  PR_DEFAULT_STORE,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_INSTANCE_KEY,
  PR_MDB_PROVIDER,
  PR_OBJECT_TYPE,
  PR_PROVIDER_DISPLAY_W,
  PR_PROVIDER_UID,
  PR_RECORD_KEY,
  PR_RESOURCE_FLAGS,
  PR_RESOURCE_TYPE,
  PR_ROWID,
} from '../contract/property-tags.js';
import { findValue, propValue, type SPropValue } from '../contract/property-types.js';
import type { ENTRYID, SPropTagArray, SRow } from '../contract/structures.js';
import { sectionEntryId, unwrapStoreEntryId, wrapStoreEntryId } from './entry-ids.js';
import type { Profile, ProfileProvider } from './profile.js';

/** The columns of the message store table. */
export const storeColumns: SPropTagArray = [
  PR_ENTRYID,
  PR_DISPLAY_NAME_W,
  PR_DEFAULT_STORE,
  PR_PROVIDER_UID,
  PR_PROVIDER_DISPLAY_W,
  PR_MDB_PROVIDER,
  PR_RESOURCE_FLAGS,
  PR_RESOURCE_TYPE,
  PR_OBJECT_TYPE,
  PR_RECORD_KEY,
  PR_INSTANCE_KEY,
  PR_ROWID,
];

/** The rows of the message store table: one for each store of the profile, from its section. */
export function storeRows(profile: Profile): SRow[] {
  return profile.providers
    .filter(({ kind }) => kind === 'store')
    .map((entry, index): SRow => {
      const values = sectionValues(profile, entry);
      const flags = findValue(values, PR_RESOURCE_FLAGS) ?? 0;
      const mdbProvider = findValue(values, PR_MDB_PROVIDER);
      return [
        propValue(PR_ENTRYID, storeEntryId(profile, entry)),
        propValue(PR_DISPLAY_NAME_W, findValue(values, PR_DISPLAY_NAME_W) ?? entry.displayName),
        propValue(PR_DEFAULT_STORE, (flags & STATUS_DEFAULT_STORE) !== 0),
        propValue(PR_PROVIDER_UID, guidToBytes(entry.uid)),
        propValue(PR_PROVIDER_DISPLAY_W, findValue(values, PR_PROVIDER_DISPLAY_W) ?? entry.dllName),
        ...(mdbProvider === undefined ? [] : [propValue(PR_MDB_PROVIDER, mdbProvider)]),
        propValue(PR_RESOURCE_FLAGS, flags),
        propValue(PR_RESOURCE_TYPE, MAPI_STORE_PROVIDER),
        propValue(PR_OBJECT_TYPE, MAPI_STORE),
        propValue(PR_RECORD_KEY, findValue(values, PR_RECORD_KEY) ?? guidToBytes(entry.uid)),
        propValue(PR_INSTANCE_KEY, guidToBytes(entry.uid)),
        propValue(PR_ROWID, index + 1),
      ];
    });
}

/** The wrapped entry id under which clients open a store; one that leads to its section while it has chosen none. */
function storeEntryId(profile: Profile, entry: ProfileProvider): ENTRYID {
  const chosen = chosenEntryId(profile, entry);
  return wrapStoreEntryId(entry.dllName, chosen ?? sectionEntryId(entry.uid));
}

/** The private entry id that a store has put into its section, or undefined. */
export function chosenEntryId(profile: Profile, entry: ProfileProvider): ENTRYID | undefined {
  const entryId = findValue(sectionValues(profile, entry), PR_ENTRYID);
  return entryId === undefined ? undefined : (unwrapStoreEntryId(entryId)?.entryId ?? entryId);
}

/** The properties of a provider's own section. */
export function sectionValues(profile: Profile, entry: ProfileProvider): SPropValue[] {
  return [...(profile.section(entry.uid)?.values.values() ?? [])];
}
