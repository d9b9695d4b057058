import { FAILED, type HRESULT } from '../../com/hresult.js';
import { MAPI_E_INVALID_ENTRYID, MAPI_W_ERRORS_RETURNED, S_OK } from '../../com/hresult-codes.js';
import { MapiError } from '../../com/mapi-error.js';
import { CONVENIENT_DEPTH, MAPI_ABCONT } from '../../contract/flags.js';
import type { IABContainer } from '../../contract/iab-container.js';
import type { IABLogon } from '../../contract/iab-logon.js';
import {
  PR_AB_PROVIDER_ID,
  PR_CONTAINER_FLAGS,
  PR_DEPTH,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TYPE,
  PR_ENTRYID,
  PR_INSTANCE_KEY,
  PR_OBJECT_TYPE,
} from '../../contract/property-tags.js';
import { findValue } from '../../contract/property-types.js';
import type { ENTRYID, OpenedEntry, SPropTagArray, SRow } from '../../contract/structures.js';
import { readRows } from '../../properties/table-reading.js';
import { guardedResult } from '../guarded-call.js';
import type { ProviderLogon } from '../provider-logon.js';
import { attemptResult, required } from '../results.js';
import type { AddressBookHost } from './address-book-host.js';

/** The columns of the hierarchy over all address books. */
export const hierarchyColumns: SPropTagArray = [
  PR_ENTRYID,
  PR_DISPLAY_NAME_W,
  PR_CONTAINER_FLAGS,
  PR_DEPTH,
  PR_DISPLAY_TYPE,
  PR_OBJECT_TYPE,
  PR_AB_PROVIDER_ID,
  PR_INSTANCE_KEY,
];

/** A container of some address book. */
export interface Container {
  /** Its entry id. */
  readonly entryId: ENTRYID;
  /** PR_CONTAINER_FLAGS. */
  readonly flags: number;
}

/** The rows of the hierarchies of all address books, in the order of the profile. */
export interface Hierarchy {
  /** MAPI_W_ERRORS_RETURNED when the containers of an address book are missing because it failed. */
  readonly hr: HRESULT;
  /** The containers, each below its parent. */
  readonly rows: readonly SRow[];
}

/**
 * Reads the containers of all address books.
 *
 * @param flags - CONVENIENT_DEPTH for those of all levels
 */
export function readHierarchy(host: AddressBookHost, flags: number): Hierarchy {
  let hr: HRESULT = S_OK;
  const rows = host.logons().flatMap((logon): readonly SRow[] => {
    const read = attemptResult(() => ({ hr: S_OK, value: readContainers(host, logon, flags) }));
    if (read.value === null) hr = MAPI_W_ERRORS_RETURNED;
    return read.value ?? [];
  });
  return { hr, rows };
}

/** All containers of all levels. */
export function allContainers(host: AddressBookHost): Container[] {
  return readHierarchy(host, CONVENIENT_DEPTH).rows.flatMap((row) => {
    const entryId = findValue(row, PR_ENTRYID);
    return entryId === undefined ? [] : [{ entryId, flags: findValue(row, PR_CONTAINER_FLAGS) ?? 0 }];
  });
}

/**
 * Opens a container.
 *
 * @throws MapiError when it cannot be opened, or is no container
 */
export function openContainer(host: AddressBookHost, entryId: ENTRYID): IABContainer {
  return asContainer(required(host.openEntry(entryId, null, 0)));
}

function readContainers(host: AddressBookHost, { identity, logon }: ProviderLogon, flags: number): SRow[] {
  const opened = guardedResult(host.context.observer, identity, 'IABLogon', 'OpenEntry', logon as IABLogon, (target) =>
    target.OpenEntry(null, null, 0),
  );
  const root = asContainer(required(opened));
  try {
    return readRows(root.GetHierarchyTable(flags), hierarchyColumns, 'GetHierarchyTable');
  } finally {
    root.Release();
  }
}

function asContainer({ objectType, unknown }: OpenedEntry): IABContainer {
  if (objectType === MAPI_ABCONT) return unknown as IABContainer;
  unknown.Release();
  throw new MapiError(MAPI_E_INVALID_ENTRYID, 'the entry is no container of an address book');
}

/** Whether an entry id leads to a container. */
export function isContainer(host: AddressBookHost, entryId: ENTRYID): boolean {
  const opened = attemptResult(() => ({ hr: S_OK, value: openContainer(host, entryId) }));
  if (FAILED(opened.hr) || opened.value === null) return false;
  opened.value.Release();
  return true;
}
