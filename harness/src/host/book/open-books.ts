import {
  AB_MODIFIABLE,
  AB_SUBCONTAINERS,
  type ENTRYID,
  FAILED,
  findValue,
  type IABContainer,
  type IAddrBook,
  MAPI_BEST_ACCESS,
  PR_AB_PROVIDER_ID,
  PR_CONTAINER_FLAGS,
  PR_DEF_CREATE_DL,
  PR_DEF_CREATE_MAILUSER,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  type SRow,
} from '@mapi-kit/sdk';
import { joinPath } from '../../recording/item-names.js';
import { readProperties } from '../store/read-properties.js';
import { readRows } from '../store/read-rows.js';
import { unwrap } from '../store/refusal.js';
import type { BookContainer } from './book-client.js';

/** What the tables of containers are asked for. */
const COLUMNS = [PR_ENTRYID, PR_DISPLAY_NAME_W, PR_CONTAINER_FLAGS, PR_AB_PROVIDER_ID];
/** Deeper ones are left alone: a container that is in itself has no end. */
const DEEPEST = 5;

/**
 * Opens the containers of all address books of a session.
 *
 * @param book - over all of them
 * @returns one list for each address book that has containers, in the order of the profile
 * @throws Refusal
 */
export function openBooks(book: IAddrBook): (readonly BookContainer[])[] {
  const root = openContainer(book, null);
  const rows = readRows(root.GetHierarchyTable(0), COLUMNS, 'IABContainer::GetHierarchyTable');
  root.Release();
  const byProvider = new Map<string, BookContainer[]>();
  for (const row of rows) {
    const provider = String(findValue(row, PR_AB_PROVIDER_ID) ?? '');
    const containers = readContainers(book, row, []);
    if (containers.length > 0) byProvider.set(provider, [...(byProvider.get(provider) ?? []), ...containers]);
  }
  return [...byProvider.values()];
}

/** A container, and those in it, at any depth. */
function readContainers(book: IAddrBook, row: SRow, above: readonly BookContainer[]): readonly BookContainer[] {
  const container = readContainer(book, row, above);
  if (container === null) return [];
  const flags = findValue(row, PR_CONTAINER_FLAGS) ?? 0;
  if ((flags & AB_SUBCONTAINERS) === 0 || above.length >= DEEPEST) return [container];
  const table = container.container.GetHierarchyTable(0);
  if (FAILED(table.hr)) return [container];
  const rows = readRows(table, COLUMNS, 'IABContainer::GetHierarchyTable');
  return [container, ...rows.flatMap((inner) => readContainers(book, inner, [...above, container]))];
}

function readContainer(book: IAddrBook, row: SRow, above: readonly BookContainer[]): BookContainer | null {
  const entryId = findValue(row, PR_ENTRYID);
  if (entryId === undefined) return null;
  const container = openContainer(book, entryId);
  const modifiable = ((findValue(row, PR_CONTAINER_FLAGS) ?? 0) & AB_MODIFIABLE) !== 0;
  const templates = modifiable ? readProperties(container, [PR_DEF_CREATE_MAILUSER, PR_DEF_CREATE_DL]) : [];
  return {
    entryId,
    // Those of two containers may be called alike.
    name: joinPath(above.at(-1)?.name ?? '', findValue(row, PR_DISPLAY_NAME_W) ?? ''),
    container,
    template: findValue(templates, PR_DEF_CREATE_MAILUSER) ?? null,
    listTemplate: findValue(templates, PR_DEF_CREATE_DL) ?? null,
  };
}

function openContainer(book: IAddrBook, entryId: ENTRYID | null): IABContainer {
  const { unknown } = unwrap(book.OpenEntry(entryId, null, MAPI_BEST_ACCESS), 'IAddrBook::OpenEntry (container)');
  // The entry id is that of a container.
  return unknown as IABContainer;
}
