import {
  type ENTRYID,
  FAILED,
  findValue,
  type IDistList,
  type IMAPIProp,
  isCode,
  MAPI_DISTLIST,
  MAPI_E_NOT_FOUND,
  PR_COMMENT_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PROP_TYPE,
  PT_ERROR,
  type SPropValue,
  type SRow,
} from '@mapi-kit/sdk';
import { type ItemState, WHOLE } from '../../recording/events.js';
import { BOOK_LISTS, isBulk, isBulkSample, labelOf, parseLabel, SETTINGS } from '../../recording/item-names.js';
import type { EarlierItem } from '../earlier-lives.js';
import type { Journal } from '../journal.js';
import { readPropertiesWhole } from '../real-mail/read-whole.js';
import { entryIdFromText, entryIdToText } from '../store/entry-id-text.js';
import { readSetting } from '../store/profile-setting.js';
import { readProperties } from '../store/read-properties.js';
import { eachRow } from '../store/read-rows.js';
import { refusalOf, unwrap } from '../store/refusal.js';
import type { BookClient, BookContainer } from './book-client.js';
import { readBookLists } from './book-lists.js';
import { BULK_ENTRY_TAGS, ENTRY_TAGS, stateOfEntry } from './entry-content.js';
import { readMembers } from './list-members.js';
import { resolveAgainInto } from './resolve-name.js';

/**
 * Lists everything of the harness's that an address book holds, and opens each entry id that earlier lives were given.
 *
 * @param journal - gets what is found
 * @param client - whose address book it is
 * @param earlier - what earlier lives left in it
 * @returns how many items it lists; null when something could not be read
 */
export function readBook(journal: Journal, client: BookClient, earlier: readonly EarlierItem[]): number | null {
  const { session, sectionUid, index } = client;
  let items = 0;
  let complete = true;
  const attempt = (what: string, read: () => void): void => {
    try {
      read();
    } catch (error) {
      const { method, hr } = refusalOf(error);
      complete = false;
      journal.write({ e: 'problem', what: `${what} cannot be read: ${method}`, hr });
    }
  };
  const found = (item: string, state: ItemState, entryId?: ENTRYID): void => {
    items += 1;
    const id = entryId === undefined ? {} : { entryId: entryIdToText(entryId) };
    journal.write({ e: 'found', item, session: index, state, ...id });
  };
  const whole = new Map(
    earlier.filter(({ state }) => state.properties === WHOLE).map(({ item, state }) => [item, state]),
  );
  for (const container of client.containers) {
    attempt(`the container ${container.name}`, () => {
      const columns = [PR_ENTRYID, ...BULK_ENTRY_TAGS];
      for (const row of eachRow(container.container.GetContentsTable(0), columns, 'IABContainer::GetContentsTable')) {
        attempt(`an entry of the container ${container.name}`, () => readEntry(client, container, row, whole, found));
      }
    });
  }
  attempt('the settings', () => {
    const setting = readSetting(session, sectionUid);
    if (setting !== undefined) found(SETTINGS.bookSection, setting);
  });
  if (whole.has(BOOK_LISTS)) attempt('what address books show', () => found(BOOK_LISTS, readBookLists(client)));
  for (const item of earlier)
    attempt(`what the entry id of ${item.item} opens`, () => openEarlier(journal, client, item));
  return complete ? items : null;
}

function readEntry(
  client: BookClient,
  container: BookContainer,
  row: SRow,
  whole: ReadonlyMap<string, ItemState>,
  found: (item: string, state: ItemState, entryId: ENTRYID) => void,
): void {
  const entryId = findValue(row, PR_ENTRYID);
  if (entryId === undefined) throw new Error('it is listed without an entry id');
  const label = labelOfEntry(row);
  if (label !== undefined && isBulk(label.item) && !isBulkSample(label.item) && isWhole(row)) {
    const properties = row.filter(({ tag }) => BULK_ENTRY_TAGS.includes(tag));
    found(label.item, stateOfEntry(properties, container.name), entryId);
    return;
  }
  const { entry, isList } = open(client, entryId);
  const properties = label !== undefined && whole.has(label.item) ? [] : readProperties(entry, ENTRY_TAGS);
  const { item, version } = label ?? labelOfEntry(properties) ?? {};
  if (item !== undefined && version !== undefined && whole.has(item)) {
    const parts = readPropertiesWhole(entry);
    if (isList) readMembers(entry as IDistList, parts);
    const asked = readProperties(entry, [PR_DISPLAY_NAME_W, PR_EMAIL_ADDRESS_W]);
    entry.Release();
    resolveAgainInto(parts, container.container, asked, whole.get(item)?.parts ?? {});
    found(item, { label: labelOf(item, version), properties: WHOLE, folder: container.name, parts }, entryId);
    return;
  }
  entry.Release();
  // The address book may have entries of its own; one without a name is half an entry of the harness's.
  if (item !== undefined) found(item, stateOfEntry(properties, container.name), entryId);
  else if (findValue(properties, PR_DISPLAY_NAME_W) === undefined)
    found(`untitled-${entryIdToText(entryId)}`, stateOfEntry(properties, container.name), entryId);
}

/** The item that an entry is, by its name, or else by its note: some are called alike. */
function labelOfEntry(values: readonly SPropValue[]): ReturnType<typeof parseLabel> {
  return parseLabel(findValue(values, PR_DISPLAY_NAME_W) ?? '') ?? parseLabel(findValue(values, PR_COMMENT_W) ?? '');
}

/** The table shows every column that was asked for, or says that there is no such value. */
function isWhole(row: SRow): boolean {
  return !row.some(({ tag, value }) => PROP_TYPE(tag) === PT_ERROR && !isCode(value, MAPI_E_NOT_FOUND));
}

function openEarlier(journal: Journal, client: BookClient, { item, entryId: text }: EarlierItem): void {
  if (text === undefined) return;
  const { hr, value } = client.book.OpenEntry(entryIdFromText(text), null, 0);
  let opens: string | null = null;
  if (!FAILED(hr) && value !== null) {
    opens = labelOfEntry(readProperties(value.unknown as IMAPIProp, [PR_DISPLAY_NAME_W, PR_COMMENT_W]))?.item ?? null;
    value.unknown.Release();
  }
  journal.write({ e: 'opened', item, session: client.index, entryId: text, hr, opens });
}

function open(client: BookClient, entryId: ENTRYID): { readonly entry: IMAPIProp; readonly isList: boolean } {
  const { unknown, objectType } = unwrap(client.book.OpenEntry(entryId, null, 0), 'IAddrBook::OpenEntry');
  // What the contents table lists has properties.
  return { entry: unknown as IMAPIProp, isList: objectType === MAPI_DISTLIST };
}
