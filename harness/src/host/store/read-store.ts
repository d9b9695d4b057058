import {
  type ENTRYID,
  FAILED,
  FOLDER_SEARCH,
  findValue,
  type IMAPIFolder,
  type IMessage,
  MAPI_ASSOCIATED,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_FOLDER_TYPE,
  PR_MESSAGE_FLAGS,
  PR_SUBJECT_W,
  type SRow,
} from '@mapi-kit/sdk';
import { type ItemState, WHOLE } from '../../recording/events.js';
import {
  HIDDEN,
  isBulk,
  isBulkSample,
  isGivenLabel,
  isStoreItem,
  joinPath,
  LISTED_ONLY,
  LISTS,
  parseLabel,
  pathSegment,
} from '../../recording/item-names.js';
import type { EarlierItem } from '../earlier-lives.js';
import type { Journal } from '../journal.js';
import { hasViews, readViews } from '../real-mail/folder-views.js';
import { countHidden, type HiddenCounts, hiddenState } from '../real-mail/hidden-messages.js';
import { readLists } from '../real-mail/lists.js';
import { hasStatus, readStatus } from '../real-mail/marks.js';
import { outgoingQueue } from '../real-mail/outgoing-queue.js';
import { readPropertiesWhole } from '../real-mail/read-whole.js';
import type { SavedParts } from '../real-mail/write-whole.js';
import { stateOfFolder } from './content.js';
import { entryIdFromText, entryIdToText } from './entry-id-text.js';
import { baseEntryId, nameOfFolder, openFolder } from './folders.js';
import { lastingId } from './lasting-id.js';
import { openMessage } from './open-message.js';
import {
  isGone,
  isLocked,
  nameOfMessage,
  refusalOfInterface,
  stateFromRow,
  stateOfOpened,
  wholeStateOf,
} from './read-message.js';
import { readProperties } from './read-properties.js';
import { readRows, rowsIfAny } from './read-rows.js';
import { readSettings } from './read-settings.js';
import { refusalOf } from './refusal.js';
import { isSameEntry } from './same-entry.js';
import type { StoreClient } from './store-client.js';
import { BULK_TAGS, FOLDER_TAGS, HARNESS_ITEM_TAG } from './tags.js';

const DEEPEST = 50;

/**
 * Lists everything of the harness's that a store holds, and opens each entry id that earlier lives were given.
 *
 * A folder or message that cannot be read is journalled as a problem, and the rest is read all the same.
 *
 * @param journal - gets what is found
 * @param client - whose store it is
 * @param earlier - what earlier lives left in it
 * @param gone - of messages that they have deleted, the entry ids that opened nothing any more
 * @returns how many items it lists; null after a problem, so that nobody takes half a list for a whole one
 */
export function readStore(
  journal: Journal,
  client: StoreClient,
  earlier: readonly EarlierItem[],
  gone: ReadonlyMap<string, string> = new Map(),
): number | null {
  const reader = new Reader(journal, client, earlier);
  reader.readStore();
  for (const item of earlier) reader.openEarlier(item);
  for (const [item, entryId] of gone) reader.openGone(item, entryId);
  return reader.items;
}

/** Where a message was found. */
interface Place {
  readonly entryId: ENTRYID;
  readonly folder: IMAPIFolder;
  readonly path: string;
  readonly associated: boolean;
}

class Reader {
  readonly #journal: Journal;
  readonly #client: StoreClient;
  readonly #base: ENTRYID | null;
  /** The items of which everything is compared, and how they are called. */
  readonly #whole: ReadonlyMap<string, ItemState>;
  /** Of these it is known whether they were in the outgoing queue. */
  readonly #queueable: ReadonlySet<string>;
  /** What earlier lives have left; what else is found may have been deleted by one that was killed before that was durable. */
  readonly #known: ReadonlySet<string>;
  #queue: { readonly has: ReturnType<typeof outgoingQueue> } | undefined;
  /** Those of no name, in folders that are the store's. */
  readonly #hidden: HiddenCounts = new Map();
  #items = 0;
  #complete = true;

  constructor(journal: Journal, client: StoreClient, earlier: readonly EarlierItem[]) {
    const whole = earlier.filter(({ state }) => state.properties === WHOLE);
    this.#whole = new Map(whole.map(({ item, state }) => [item, state]));
    this.#queueable = new Set(
      whole.filter(({ state }) => 'flag/queued' in (state.parts ?? {})).map(({ item }) => item),
    );
    this.#known = new Set(earlier.map(({ item }) => item));
    this.#journal = journal;
    this.#client = client;
    this.#base = baseEntryId(client.store);
  }

  readStore(): void {
    this.#attempt('the root folder', undefined, '', () => this.#readFolder(null, '', false, 0));
    this.#attempt('the settings', undefined, '', () => {
      for (const { item, state } of readSettings(this.#client, this.#base)) this.#found(item, state);
    });
    const hidden = this.#whole.get(HIDDEN)?.parts;
    if (hidden !== undefined) this.#found(HIDDEN, hiddenState(this.#hidden, hidden));
    if (this.#whole.has(LISTS))
      this.#attempt('what folders show', undefined, '', () => this.#found(LISTS, readLists(this.#client.store)));
  }

  openEarlier({ item, entryId: text, category }: EarlierItem): void {
    if (text === undefined) return;
    const { store, index } = this.#client;
    const { hr, value } = store.OpenEntry(entryIdFromText(text), null, 0);
    let opens: string | null = null;
    let refused: { method: string; hr: number } | undefined;
    if (!FAILED(hr) && value !== null) {
      this.#attempt(`what the entry id of ${item} opens`, undefined, '', () => {
        opens = category === 'folder' ? nameOfFolder(value.unknown as IMAPIFolder) : nameOfMessage(value.unknown);
      });
      if (opens === null && category !== 'folder') refused = refusalOfInterface(value.unknown);
      value.unknown.Release();
    }
    const more = refused === undefined ? {} : { refused };
    this.#journal.write({ e: 'opened', item, session: index, entryId: text, hr, opens, ...more });
  }

  /** What is deleted is opened by nothing: only what opens all the same is journalled. */
  openGone(item: string, entryId: string): void {
    const { store, index } = this.#client;
    const { hr, value } = store.OpenEntry(entryIdFromText(entryId), null, 0);
    if (FAILED(hr) || value === null) return;
    this.#attempt(`what the entry id of ${item} opens`, undefined, '', () => {
      const opens = nameOfMessage(value.unknown);
      this.#journal.write({ e: 'opened', item, session: index, entryId, hr, opens });
    });
    value.unknown.Release();
  }

  /** How many items were found; null after a problem. */
  get items(): number | null {
    return this.#complete ? this.#items : null;
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
      const read = flags === 0 ? readRows : rowsIfAny;
      const rows = read(
        folder.GetContentsTable(flags),
        [PR_ENTRYID, PR_MESSAGE_FLAGS, ...BULK_TAGS],
        'IMAPIFolder::GetContentsTable',
      );
      for (const row of rows) this.#readMessage(row, folder, path, flags !== 0, ours);
    }
    const children = readRows(
      folder.GetHierarchyTable(0),
      [PR_ENTRYID, PR_DISPLAY_NAME_W, PR_FOLDER_TYPE],
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
    this.#attempt(`the folder ${joinPath(path, name)}`, label?.item, path, () => {
      if (label !== undefined) {
        const folder = openFolder(this.#client.store, entryId);
        this.#found(label.item, this.#folderState(label.item, folder, name, path), lastingId(folder, entryId));
        folder.Release();
      }
      // What a search folder shows lies in other folders.
      if (findValue(row, PR_FOLDER_TYPE) === FOLDER_SEARCH) return;
      const isBase = this.#base !== null && isSameEntry(this.#client.store, entryId, this.#base);
      this.#readFolder(entryId, isBase ? '' : joinPath(path, pathSegment(name)), label !== undefined, depth + 1);
    });
  }

  #folderState(item: string, folder: IMAPIFolder, name: string, parent: string): ItemState {
    const properties = readProperties(folder, FOLDER_TAGS);
    const state = stateOfFolder(name, properties, parent);
    const expected = this.#whole.get(item)?.parts;
    const parts = expected === undefined && this.#known.has(item) ? undefined : readPropertiesWhole(folder);
    if (parts !== undefined && hasViews(expected ?? {})) readViews(this.#client.store, folder, parts);
    if (parts === undefined) return state;
    return expected === undefined ? { ...state, parts } : { ...state, properties: WHOLE, parts };
  }

  #readMessage(row: SRow, folder: IMAPIFolder, path: string, associated: boolean, ours: boolean): void {
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
    const name = item ?? parseLabel(findValue(row, PR_SUBJECT_W) ?? '')?.item;
    this.#attempt(`the message ${item ?? entryIdToText(entryId)} in ${path}`, name, path, () => {
      if (item === undefined && isLocked(this.#client.store, entryId, row)) return;
      const message = openMessage(this.#client.store, entryId);
      const name = item ?? nameOfMessage(message);
      if (name !== null && !isStoreItem(name)) {
        // Mail on its way, which is the transport's to look for.
        message.Release();
        return;
      }
      // The store may have messages of its own, but not in the harness's folders: there it is half an item.
      if (name !== null || ours) {
        const place = { entryId, folder, path, associated };
        const state =
          name === null ? stateOfOpened(message, path, associated, true) : this.#state(message, name, place);
        this.#found(name ?? `untitled-${entryIdToText(entryId)}`, state, lastingId(message, entryId));
      } else if (associated) countHidden(this.#hidden, path, message);
      message.Release();
    });
  }

  #state(message: IMessage, name: string, { entryId, folder, path, associated }: Place): ItemState {
    const known = this.#whole.get(name);
    const isStrange = !this.#known.has(name) && !isBulk(name);
    const digests = known === undefined ? stateOfOpened(message, path, associated, !isBulk(name)) : undefined;
    if (digests !== undefined && !isStrange) return digests;
    const label = known !== undefined && isGivenLabel(known) ? known.label : undefined;
    const mayBeQueued = isStrange ? this.#queueable.size > 0 : this.#queueable.has(name);
    const whole = wholeStateOf(message, path, associated, mayBeQueued ? this.#isQueued(entryId) : null, label);
    if (isStrange || hasStatus(known?.parts ?? {})) readStatus(folder, entryId, whole.parts as SavedParts);
    return digests === undefined ? whole : { ...digests, parts: whole.parts ?? {} };
  }

  #isQueued(entryId: ENTRYID): boolean | null {
    this.#queue ??= { has: outgoingQueue(this.#client) };
    return this.#queue.has?.(entryId) ?? null;
  }

  #found(item: string, state: ItemState, entryId?: ENTRYID): void {
    this.#items += 1;
    const id = entryId === undefined ? {} : { entryId: entryIdToText(entryId) };
    this.#journal.write({ e: 'found', item, session: this.#client.index, state, ...id });
  }

  /** Reads something: the item, if the table that lists it tells which it is, and the path of the folder of that table. */
  #attempt(what: string, item: string | undefined, folder: string, read: () => void): void {
    try {
      read();
    } catch (error) {
      const { method, hr } = refusalOf(error);
      if (item !== undefined && isGone(method, hr)) {
        this.#found(item, { label: item, properties: LISTED_ONLY, folder });
        return;
      }
      this.#problem(`${what} cannot be read: ${method}`, hr);
    }
  }

  #problem(what: string, hr?: number): void {
    this.#complete = false;
    this.#journal.write({ e: 'problem', what, ...(hr === undefined ? {} : { hr }) });
  }
}
