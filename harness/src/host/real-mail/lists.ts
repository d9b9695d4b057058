import {
  type ENTRYID,
  FAILED,
  FOLDER_SEARCH,
  findValue,
  type IMAPIFolder,
  type IMsgStore,
  MAPI_ASSOCIATED,
  MSGFLAG_READ,
  PR_ASSOC_CONTENT_COUNT,
  PR_CONTENT_COUNT,
  PR_CONTENT_UNREAD,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TO_W,
  PR_ENTRYID,
  PR_FOLDER_TYPE,
  PR_HASATTACH,
  PR_IMPORTANCE,
  PR_MESSAGE_CLASS_W,
  PR_MESSAGE_DELIVERY_TIME,
  PR_MESSAGE_FLAGS,
  PR_SENDER_NAME_W,
  PR_SUBFOLDERS,
  PR_SUBJECT_W,
  type PropTag,
  type SPropValue,
  type SRow,
} from '@mapi-kit/sdk';
import { type ItemState, WHOLE } from '../../recording/events.js';
import { parseLabel, pathSegment } from '../../recording/item-names.js';
import { partOf } from '../../recording/parts.js';
import { baseEntryId, openFolder } from '../store/folders.js';
import { openMessageIfAny } from '../store/open-message.js';
import { readProperties } from '../store/read-properties.js';
import { readRows, rowsIfAny } from '../store/read-rows.js';
import { isSameEntry } from '../store/same-entry.js';
import type { SavedParts } from './write-whole.js';

// What a user sees of a folder without opening anything in it: how much is in it, and a line for each message. A store may
// keep them beside the messages, and forget them there.

/** What is shown as it is. */
export const RIGHT = 'right';
/** Each of them is judged by itself: a store need not show all of it. */
const ASKED = ['flag/counts', 'flag/subfolders', 'flag/lines'] as const;
const DEEPEST = 50;
const COUNTS: readonly PropTag<number>[] = [PR_CONTENT_COUNT, PR_CONTENT_UNREAD, PR_ASSOC_CONTENT_COUNT];
/** Of what a line is made. */
const SHOWN: readonly PropTag[] = [
  PR_SUBJECT_W,
  PR_MESSAGE_CLASS_W,
  PR_IMPORTANCE,
  PR_SENDER_NAME_W,
  PR_DISPLAY_TO_W,
  PR_MESSAGE_DELIVERY_TIME,
  PR_HASATTACH,
];
/** From here on a table may cut texts off. */
const CUT = 100;

/**
 * Compares what tables and counts of the client's folders show with what is in them.
 *
 * @returns `right`, or what is not, part by part
 * @throws Refusal
 */
export function readLists(store: IMsgStore): ItemState {
  const parts: SavedParts = Object.fromEntries(ASKED.map((key) => [key, RIGHT]));
  const inbox = store.GetReceiveFolder('IPM.Note', 0).value?.entryId;
  const isOurs = (entryId: ENTRYID, name: string): boolean =>
    parseLabel(name) !== undefined || (inbox !== undefined && isSameEntry(store, entryId, inbox));
  compareBelow({ store, isOurs, parts }, baseEntryId(store), false, 0);
  return { label: 'what folders show', properties: WHOLE, folder: '', parts };
}

/** What was right is what a store, or an address book, has to show in the next life, too; undefined: nothing was. */
export function rightLists(lists: ItemState): ItemState | undefined {
  const parts = Object.fromEntries(Object.entries(lists.parts ?? {}).filter(([, part]) => part === RIGHT));
  return Object.keys(parts).length === 0 ? undefined : { ...lists, parts };
}

/** What a hierarchy table lists and no entry id opens is looked for as a folder. */
function opens(store: IMsgStore, entryId: ENTRYID): boolean {
  const { hr, value } = store.OpenEntry(entryId, null, 0);
  value?.unknown.Release();
  return !FAILED(hr);
}

/** Which folders are compared, and what was found. */
interface Comparison {
  readonly store: IMsgStore;
  readonly isOurs: (entryId: ENTRYID, name: string) => boolean;
  readonly parts: SavedParts;
}

function compareBelow(comparison: Comparison, entryId: ENTRYID | null, ours: boolean, depth: number): void {
  const { store, isOurs, parts } = comparison;
  const folder = openFolder(store, entryId);
  const columns = [PR_ENTRYID, PR_DISPLAY_NAME_W, PR_FOLDER_TYPE];
  const children = readRows(folder.GetHierarchyTable(0), columns, 'IMAPIFolder::GetHierarchyTable');
  if (ours) compare(store, folder, children.length, parts);
  folder.Release();
  if (depth >= DEEPEST) return;
  for (const row of children) {
    const child = findValue(row, PR_ENTRYID);
    if (child === undefined || findValue(row, PR_FOLDER_TYPE) === FOLDER_SEARCH) continue;
    if (!opens(store, child)) continue;
    compareBelow(comparison, child, isOurs(child, findValue(row, PR_DISPLAY_NAME_W) ?? ''), depth + 1);
  }
}

function compare(store: IMsgStore, folder: IMAPIFolder, children: number, parts: SavedParts): void {
  const rowsOf = (flags: number): readonly SRow[] =>
    (flags === 0 ? readRows : rowsIfAny)(
      folder.GetContentsTable(flags),
      [PR_ENTRYID, PR_MESSAGE_FLAGS, ...SHOWN],
      'IMAPIFolder::GetContentsTable',
    );
  const [rows, hidden] = [rowsOf(0), rowsOf(MAPI_ASSOCIATED)];
  const unread = rows.filter((row) => !isRead(row)).length;
  const values = readProperties(folder, [...COUNTS, PR_SUBFOLDERS, PR_DISPLAY_NAME_W]);
  const name = pathSegment(findValue(values, PR_DISPLAY_NAME_W) ?? '?');
  [rows.length, unread, hidden.length].forEach((listed, index) => {
    const counted = findValue(values, COUNTS[index] as PropTag<number>);
    if (counted !== undefined && counted !== listed) {
      parts['flag/counts'] =
        `${['messages', 'unread messages', 'hidden messages'][index]} in ${name}: ${counted} counted, ${listed} listed`;
    }
  });
  const hasChildren = findValue(values, PR_SUBFOLDERS);
  if (hasChildren !== undefined && hasChildren !== children > 0) {
    parts['flag/subfolders'] = `${name} has ${children}, and PR_SUBFOLDERS says ${hasChildren}`;
  }
  for (const row of rows) compareLine(store, row, name, parts);
}

function compareLine(store: IMsgStore, row: SRow, folder: string, parts: SavedParts): void {
  const entryId = findValue(row, PR_ENTRYID);
  if (entryId === undefined) return;
  const message = openMessageIfAny(store, entryId);
  if (message === null) {
    parts['flag/lines'] = `in ${folder} a line has no message`;
    return;
  }
  const { hr, value } = message.GetProps([PR_MESSAGE_FLAGS, ...SHOWN], 0);
  if (!FAILED(hr) && value !== null) {
    const different = differenceOf(row, value);
    if (different !== undefined) parts['flag/lines'] = `in ${folder} a line has another ${different} than its message`;
  }
  message.Release();
}

/** What a line shows otherwise than its message. */
function differenceOf(row: SRow, message: readonly SPropValue[]): string | undefined {
  if (isRead(row) !== isRead(message)) return 'read flag';
  const tag = SHOWN.find((shown) => !isShown(row, message, shown));
  return tag === undefined ? undefined : `value of 0x${(tag >>> 0).toString(16).padStart(8, '0')}`;
}

function isRead(values: readonly SPropValue[]): boolean {
  return ((findValue(values, PR_MESSAGE_FLAGS) ?? 0) & MSGFLAG_READ) !== 0;
}

/** Whether a row shows a value as its object has it: what it does not show it may leave out. */
export function isShown(row: SRow, object: readonly SPropValue[], tag: PropTag): boolean {
  const [listed, own] = [findValue(row, tag), findValue(object, tag)];
  if (listed === undefined || own === undefined || partOf(listed) === partOf(own)) return true;
  return typeof listed === 'string' && typeof own === 'string' && listed.length >= CUT && own.startsWith(listed);
}
