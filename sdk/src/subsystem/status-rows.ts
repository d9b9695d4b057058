import { guidToBytes } from '../com/guid.js';
import {
  MAPI_AB_PROVIDER,
  MAPI_SPOOLER,
  MAPI_STATUS,
  MAPI_STORE_PROVIDER,
  MAPI_SUBSYSTEM,
  MAPI_TRANSPORT_PROVIDER,
  STATUS_AVAILABLE,
  STATUS_NO_PRIMARY_IDENTITY,
  STATUS_PRIMARY_IDENTITY,
} from '../contract/flags.js';
import {
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_IDENTITY_DISPLAY_W,
  PR_IDENTITY_ENTRYID,
  PR_IDENTITY_SEARCH_KEY,
  PR_INSTANCE_KEY,
  PR_OBJECT_TYPE,
  PR_OWN_STORE_ENTRYID,
  PR_PROVIDER_DISPLAY_W,
  PR_PROVIDER_DLL_NAME_W,
  PR_PROVIDER_UID,
  PR_RESOURCE_FLAGS,
  PR_RESOURCE_METHODS,
  PR_RESOURCE_TYPE,
  PR_ROWID,
  PR_STATUS_CODE,
  PR_STATUS_STRING_W,
} from '../contract/property-tags.js';
import { findValue, PROP_ID, propValue, type SPropValue } from '../contract/property-types.js';
import type { ENTRYID, SPropTagArray, SRow } from '../contract/structures.js';
import { statusEntryId } from './entry-ids.js';
import type { ProviderKind } from './observer.js';
import type { Profile } from './profile.js';
import type { ProviderLogon } from './provider-logon.js';
import { sectionValues } from './store-rows.js';

/** The columns of the status table. */
export const statusColumns: SPropTagArray = [
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_IDENTITY_DISPLAY_W,
  PR_IDENTITY_ENTRYID,
  PR_IDENTITY_SEARCH_KEY,
  PR_INSTANCE_KEY,
  PR_OBJECT_TYPE,
  PR_OWN_STORE_ENTRYID,
  PR_PROVIDER_DISPLAY_W,
  PR_PROVIDER_DLL_NAME_W,
  PR_PROVIDER_UID,
  PR_RESOURCE_FLAGS,
  PR_RESOURCE_METHODS,
  PR_RESOURCE_TYPE,
  PR_ROWID,
  PR_STATUS_CODE,
  PR_STATUS_STRING_W,
];

/** The rows of MAPI itself come first. */
const OWN_ROWS = 2;
const resourceTypes: Readonly<Record<ProviderKind, number>> = {
  store: MAPI_STORE_PROVIDER,
  transport: MAPI_TRANSPORT_PROVIDER,
  'address-book': MAPI_AB_PROVIDER,
};

/** The rows of the status table: the subsystem, the spooler, and each logon that wrote one. */
export function statusRows(profile: Profile, logons: readonly ProviderLogon[]): SRow[] {
  return [
    ownRow(1, 'mapi-kit subsystem', MAPI_SUBSYSTEM),
    ownRow(2, 'mapi-kit spooler', MAPI_SPOOLER),
    ...withRow(logons).map((logon, index) => providerRow(profile, logon, OWN_ROWS + index + 1)),
  ];
}

/** The logon that a row of the status table belongs to. */
export function logonOfStatusRow(logons: readonly ProviderLogon[], row: number): ProviderLogon | undefined {
  return withRow(logons)[row - OWN_ROWS - 1];
}

/** The identity of the user: that of the provider which is marked for it, else of the first that may have it. */
export function primaryIdentity(rows: readonly SRow[]): ENTRYID | undefined {
  const identities = rows.filter((row) => findValue(row, PR_IDENTITY_ENTRYID) !== undefined);
  const primary =
    identities.find((row) => (flagsOf(row) & STATUS_PRIMARY_IDENTITY) !== 0) ??
    identities.find((row) => (flagsOf(row) & STATUS_NO_PRIMARY_IDENTITY) === 0);
  return primary === undefined ? undefined : findValue(primary, PR_IDENTITY_ENTRYID);
}

function flagsOf(row: SRow): number {
  return findValue(row, PR_RESOURCE_FLAGS) ?? 0;
}

function withRow(logons: readonly ProviderLogon[]): ProviderLogon[] {
  return logons.filter((logon) => logon.statusRow !== undefined);
}

function ownRow(row: number, name: string, resourceType: number): SRow {
  return [
    propValue(PR_DISPLAY_NAME_W, name),
    ...places(row, resourceType),
    propValue(PR_RESOURCE_FLAGS, 0),
    propValue(PR_RESOURCE_METHODS, 0),
    propValue(PR_STATUS_CODE, STATUS_AVAILABLE),
  ];
}

function providerRow(profile: Profile, { entry, statusRow }: ProviderLogon, row: number): SRow {
  const section = sectionValues(profile, entry);
  const defaults = [
    propValue(PR_DISPLAY_NAME_W, findValue(section, PR_DISPLAY_NAME_W) ?? entry.displayName),
    propValue(PR_PROVIDER_DISPLAY_W, findValue(section, PR_PROVIDER_DISPLAY_W) ?? entry.dllName),
    propValue(PR_RESOURCE_FLAGS, findValue(section, PR_RESOURCE_FLAGS) ?? 0),
  ];
  const fixed = [
    ...places(row, resourceTypes[entry.kind]),
    propValue(PR_PROVIDER_DLL_NAME_W, entry.dllName),
    propValue(PR_PROVIDER_UID, guidToBytes(entry.uid)),
  ];
  const merged = new Map<number, SPropValue>();
  for (const value of [...defaults, ...(statusRow?.values() ?? []), ...fixed]) merged.set(PROP_ID(value.tag), value);
  return [...merged.values()];
}

/** The columns that MAPI computes for every row. */
function places(row: number, resourceType: number): SPropValue[] {
  const entryId = statusEntryId(row);
  return [
    propValue(PR_ENTRYID, entryId),
    propValue(PR_INSTANCE_KEY, entryId),
    propValue(PR_OBJECT_TYPE, MAPI_STATUS),
    propValue(PR_RESOURCE_TYPE, resourceType),
    propValue(PR_ROWID, row),
  ];
}
