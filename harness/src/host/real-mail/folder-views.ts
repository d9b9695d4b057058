import { Buffer } from 'node:buffer';
import {
  FAILED,
  type IMAPIFolder,
  type IMsgStore,
  MAPI_UNICODE,
  SEARCH_RECURSIVE,
  type SRestriction,
  type SSortOrderSet,
} from '@mapi-kit/sdk';
import { digestOfText } from '../../recording/digest.js';
import { baseEntryId, pathOf } from '../store/folders.js';
import type { SavedParts } from './write-whole.js';

// What a folder has besides its properties: the search of a search folder, and the order in which it is shown.

const SEARCH = 'flag/search';
const SEARCHED = 'flag/searched';
const SORT = 'flag/sort';

/** Whether something of a folder was saved that is none of its properties. */
export function hasViews(parts: Readonly<Record<string, string>>): boolean {
  return SEARCH in parts || SORT in parts;
}

/** Whether a folder is a search folder, by what was saved of it. */
export function hasSearch(parts: Readonly<Record<string, string>>): boolean {
  return SEARCH in parts;
}

/** Reads the search of a folder and its saved order, as far as it has them. */
export function readViews(store: IMsgStore, folder: IMAPIFolder, parts: SavedParts): void {
  readSearch(store, folder, parts);
  readSort(folder, parts);
}

/** What a search folder looks for, and where; nothing for a folder that does not search. */
export function readSearch(store: IMsgStore, folder: IMAPIFolder, parts: SavedParts): void {
  const { hr, value } = folder.GetSearchCriteria(MAPI_UNICODE);
  if (FAILED(hr) || value === null) return;
  const base = baseEntryId(store);
  const searched = value.containers.map((entryId) => pathOf(store, entryId, base)).sort();
  const below = (value.searchState & SEARCH_RECURSIVE) === 0 ? '' : ' and below';
  parts[SEARCH] = `v:${digestOfText(textOf(value.restriction))}`;
  parts[SEARCHED] = `${searched.join(', ')}${below}`;
}

/** The order in which the messages of a folder are shown at first. */
export function readSort(folder: IMAPIFolder, parts: SavedParts): void {
  const { value: table } = folder.GetContentsTable(0);
  const order = table?.QuerySortOrder().value;
  table?.Release();
  if (order !== null && order !== undefined) parts[SORT] = `v:${digestOfText(textOfSort(order))}`;
}

function textOfSort({ sorts, categories = 0, expanded = 0 }: SSortOrderSet): string {
  return JSON.stringify([sorts.map(({ tag, order }) => [tag, order]), categories, expanded]);
}

/** A text that no other restriction has. */
function textOf(restriction: SRestriction): string {
  return JSON.stringify(restriction, (_key, value: unknown) => {
    if (typeof value === 'bigint') return `i${value}`;
    if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
