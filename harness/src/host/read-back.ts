import {
  type ENTRYID,
  FAILED,
  findValue,
  type IMAPIFolder,
  MAPI_ASSOCIATED,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  type SRow,
} from '@mapi-kit/sdk';
import type { ItemState } from '../recording/events.js';
import { type EarlierItem, earlierItems } from './earlier-lives.js';
import type { Life } from './life.js';
import type { ClientSession } from './store/client-session.js';
import { stateOfFolder } from './store/content.js';
import { entryIdFromText, entryIdToText } from './store/entry-id-text.js';
import { baseEntryId, openFolder } from './store/folders.js';
import { isBulk, isBulkSample, joinPath, parseLabel, pathSegment } from './store/item-names.js';
import { nameOfMessage, openMessage, stateFromRow, stateOfOpened } from './store/read-message.js';
import { readProperties } from './store/read-properties.js';
import { readRows } from './store/read-rows.js';
import { readSettings } from './store/read-settings.js';
import { refusalOf } from './store/refusal.js';
import { BULK_TAGS, FOLDER_TAGS, HARNESS_ITEM_TAG } from './store/tags.js';

const DEEPEST = 50;

/**
 * Lists everything of the harness's that a store holds, and opens each entry id that earlier lives were given.
 *
 * A folder or message that cannot be read is journalled as a problem, and the rest is read all the same; but only a
 * read-back without a problem ends with the event `read-back`, so that nobody takes half a list for a whole one.
 *
 * @param life - its journal and plan
 * @param client - whose store it is
 */
export function readBack(life: Life, client: ClientSession): void {
  const reader = new Reader(life, client);
  reader.readStore();
  for (const item of earlierItems(life.plan.earlierJournals, client.index)) reader.openEarlier(item);
  reader.end();
}

class Reader {
  readonly #life: Life;
  readonly #client: ClientSession;
  readonly #base: ENTRYID | null;
  #items = 0;
  #complete = true;

  constructor(life: Life, client: ClientSession) {
    this.#life = life;
    this.#client = client;
    this.#base = baseEntryId(client.store);
  }

  readStore(): void {
    this.#attempt('the root folder', () => this.#readFolder(null, '', false, 0));
    this.#attempt('the settings', () => {
      for (const { item, state } of readSettings(this.#client, this.#base)) this.#found(item, state);
    });
  }

  openEarlier({ item, entryId: text, category }: EarlierItem): void {
    if (text === undefined) return;
    const { store, index } = this.#client;
    const { hr, value } = store.OpenEntry(entryIdFromText(text), null, 0);
    let opens: string | null = null;
    if (!FAILED(hr) && value !== null) {
      this.#attempt(`what the entry id of ${item} opens`, () => {
        opens = category === 'folder' ? nameOfFolder(value.unknown as IMAPIFolder) : nameOfMessage(value.unknown);
      });
      value.unknown.Release();
    }
    this.#life.journal.write({ e: 'opened', item, session: index, entryId: text, hr, opens });
  }

  end(): void {
    if (!this.#complete) return;
    this.#life.journal.write({ e: 'read-back', session: this.#client.index, items: this.#items });
  }

  /**
   * Reads a folder and what is below it.
   *
   * @param path - its path; not used for the base folder, with which paths begin anew
   * @param ours - it is one of the harness's own, so that everything in it has to be known
   */
  #readFolder(entryId: ENTRYID | null, path: string, ours: boolean, depth: number): void {
    const folder = openFolder(this.#client.store, entryId);
    for (const flags of [0, MAPI_ASSOCIATED]) {
      const rows = readRows(
        folder.GetContentsTable(flags),
        [PR_ENTRYID, ...BULK_TAGS],
        'IMAPIFolder::GetContentsTable',
      );
      for (const row of rows) this.#readMessage(row, path, flags !== 0, ours);
    }
    const children = readRows(
      folder.GetHierarchyTable(0),
      [PR_ENTRYID, PR_DISPLAY_NAME_W],
      'IMAPIFolder::GetHierarchyTable',
    );
    folder.Release();
    for (const row of children) this.#readChild(row, path, depth);
  }

  #readChild(row: SRow, path: string, depth: number): void {
    const entryId = findValue(row, PR_ENTRYID);
    const name = findValue(row, PR_DISPLAY_NAME_W) ?? '?';
    if (entryId === undefined || depth >= DEEPEST) {
      this.#problem(`the folder ${joinPath(path, name)} is listed without an entry id, or too deep`);
      return;
    }
    const label = parseLabel(name);
    this.#attempt(`the folder ${joinPath(path, name)}`, () => {
      if (label !== undefined) this.#found(label.item, this.#folderState(entryId, name, path), entryId);
      const isBase = this.#base !== null && this.#client.store.CompareEntryIDs(entryId, this.#base, 0).value === true;
      this.#readFolder(entryId, isBase ? '' : joinPath(path, pathSegment(name)), label !== undefined, depth + 1);
    });
  }

  #folderState(entryId: ENTRYID, name: string, parent: string): ItemState {
    const folder = openFolder(this.#client.store, entryId);
    const properties = readProperties(folder, FOLDER_TAGS);
    folder.Release();
    return stateOfFolder(name, properties, parent);
  }

  #readMessage(row: SRow, path: string, associated: boolean, ours: boolean): void {
    const entryId = findValue(row, PR_ENTRYID);
    if (entryId === undefined) {
      this.#problem(`a message in ${path} is listed without an entry id`);
      return;
    }
    const item = findValue(row, HARNESS_ITEM_TAG);
    if (item !== undefined && isBulk(item) && !isBulkSample(item)) {
      const state = stateFromRow(row, path, associated);
      if (state !== undefined) {
        this.#found(item, state, entryId);
        return;
      }
    }
    this.#attempt(`the message ${item ?? entryIdToText(entryId)} in ${path}`, () => {
      const message = openMessage(this.#client.store, entryId);
      const name = item ?? nameOfMessage(message);
      // The store may have messages of its own, but not in the harness's folders: there it is half an item.
      if (name !== null || ours) {
        this.#found(name ?? `untitled-${entryIdToText(entryId)}`, stateOfOpened(message, path, associated), entryId);
      }
      message.Release();
    });
  }

  #found(item: string, state: ItemState, entryId?: ENTRYID): void {
    this.#items += 1;
    const id = entryId === undefined ? {} : { entryId: entryIdToText(entryId) };
    this.#life.journal.write({ e: 'found', item, session: this.#client.index, state, ...id });
  }

  #attempt(what: string, read: () => void): void {
    try {
      read();
    } catch (error) {
      const { method, hr } = refusalOf(error);
      this.#problem(`${what} cannot be read: ${method}`, hr);
    }
  }

  #problem(what: string, hr?: number): void {
    this.#complete = false;
    this.#life.journal.write({ e: 'problem', what, ...(hr === undefined ? {} : { hr }) });
  }
}

function nameOfFolder(folder: IMAPIFolder): string | null {
  const name = findValue(readProperties(folder, [PR_DISPLAY_NAME_W]), PR_DISPLAY_NAME_W);
  return name === undefined ? null : (parseLabel(name)?.item ?? null);
}
