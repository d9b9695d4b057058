import {
  findValue,
  type IMAPIFolder,
  type IMAPIProp,
  type IMsgStore,
  PR_RECORD_KEY,
  type PropTag,
  PT_UNICODE,
  propTag,
} from '@mapi-kit/sdk';
import { type ItemState, WHOLE } from '../../recording/events.js';
import { FILED_CLASS, SETTINGS } from '../../recording/item-names.js';
import { ABSENT, type Parts, partOf, propertyKey } from '../../recording/parts.js';
import { deleteTags } from '../real-mail/property-changes.js';
import { COMMON, EACH_SORT, KEYWORDS } from '../real-mail/property-sets.js';
import { readPropertiesWhole } from '../real-mail/read-whole.js';
import { realProperty, realValue } from '../real-mail/real-values.js';
import { type SavedParts, writeNamed, writeProperties } from '../real-mail/write-whole.js';
import { BASE, type FolderRef } from '../workload/actions.js';
import type { Random } from '../workload/random.js';
import type { Reporter } from '../workload/reporter.js';
import { OUTBOX, SENT_MAIL, standardEntryId, WASTEBASKET } from '../workload/standard-folders.js';
import { stateOfSetting } from './content.js';
import { baseEntryId, openFolder } from './folders.js';
import { insist } from './refusal.js';
import { TYPED_TAGS } from './tags.js';

// What a client sets on objects that the store has made itself, permanent at once: the store, its inbox and other folders.

const FEW = 3;

/** A property that one life sets, and the next one deletes. */
const leaving = (life: number): PropTag => propTag(0x6b40 + life, PT_UNICODE);

/** Under these keys journals have them. */
const KEYS: readonly string[] = TYPED_TAGS.map((tag) => propertyKey('', tag));

/**
 * Sets a property of each type and some by their names, and one more, which the next life deletes.
 *
 * @param life - 0-based
 * @param item - the setting that they are
 * @returns what was taken
 * @throws Refusal also where clients may set nothing there
 */
function saveProperties(reporter: Reporter, object: IMAPIProp, random: Random, life: number, item: string): ItemState {
  const parts: SavedParts = {};
  writeProperties(
    object,
    [...TYPED_TAGS, leaving(life)].map((tag) => realProperty(tag, random)),
    parts,
    '',
  );
  const named = [...KEYWORDS, ...COMMON.slice(0, 3), ...EACH_SORT];
  writeNamed(
    object,
    named.map(({ name, type }) => ({ name, type, value: realValue(type, random) })),
    parts,
    '',
  );
  if (life > 0) {
    const gone: SavedParts = { [propertyKey('', leaving(life - 1))]: '' };
    deleteTags({ object, parts: gone, reporter }, [leaving(life - 1)]);
    if (Object.values(gone).includes(ABSENT)) Object.assign(parts, gone);
  }
  return stateOf(item, parts);
}

/** Sets properties of the store object, see {@link saveProperties}. */
export function saveStoreProperties(reporter: Reporter, store: IMsgStore, random: Random, life: number): ItemState {
  const state = saveProperties(reporter, store, random, life, SETTINGS.storeProperties);
  // Of a store that takes nothing from clients there is no such setting.
  return Object.keys(state.parts ?? {}).length === 0 ? state : withRecordKey(store, state);
}

/** Reads them; undefined where there are none. */
export function readStoreProperties(store: IMsgStore): ItemState | undefined {
  const state = readProperties(store, SETTINGS.storeProperties);
  return state === undefined ? undefined : withRecordKey(store, state);
}

/** By its record key a client knows a store again, and by PR_STORE_RECORD_KEY to which one a message belongs: it stays the same. */
function withRecordKey(store: IMsgStore, state: ItemState): ItemState {
  const key = findValue(store.GetProps([PR_RECORD_KEY], 0).value ?? [], PR_RECORD_KEY);
  if (key === undefined) return state;
  return { ...state, parts: { ...state.parts, [propertyKey('', PR_RECORD_KEY)]: partOf(key) } };
}

/** Sets properties of the folder that receives messages, see {@link saveProperties}. */
export function saveInboxProperties(reporter: Reporter, inbox: IMAPIFolder, random: Random, life: number): ItemState {
  return saveProperties(reporter, inbox, random, life, SETTINGS.inboxProperties);
}

/** The other folders that a store makes itself, and the settings that their properties are. */
export const FOLDER_SETTINGS: ReadonlyMap<FolderRef, string> = new Map([
  [BASE, SETTINGS.topProperties],
  [WASTEBASKET, SETTINGS.wastebasketProperties],
  [SENT_MAIL, SETTINGS.sentMailProperties],
  [OUTBOX, SETTINGS.outboxProperties],
]);

/** Sets a few properties of a folder, some by their names. */
export function saveFolderProperties(folder: IMAPIFolder, random: Random, item: string): ItemState {
  const parts: SavedParts = {};
  const tags = TYPED_TAGS.slice(0, FEW);
  writeProperties(
    folder,
    tags.map((tag) => realProperty(tag, random)),
    parts,
    '',
  );
  writeNamed(
    folder,
    [...KEYWORDS, ...EACH_SORT].map(({ name, type }) => ({ name, type, value: realValue(type, random) })),
    parts,
    '',
  );
  return stateOf(item, parts);
}

/** Reads them of a folder; undefined where there are none. */
export function readFolderProperties(store: IMsgStore, ref: FolderRef, item: string): ItemState | undefined {
  const entryId = ref === BASE ? baseEntryId(store) : standardEntryId(store, ref);
  if (entryId === undefined) return undefined;
  const folder = openFolder(store, entryId);
  const state = readProperties(folder, item);
  folder.Release();
  return state;
}

/** Reads them; undefined where there are none. */
export function readInboxProperties(store: IMsgStore): ItemState | undefined {
  const { value } = store.GetReceiveFolder('IPM.Note', 0);
  if (value === null) return undefined;
  const inbox = openFolder(store, value.entryId);
  const state = readProperties(inbox, SETTINGS.inboxProperties);
  inbox.Release();
  return state;
}

/**
 * Lets messages of a class be received in a folder, or in every second life by default again.
 *
 * @returns null: the class is gone
 * @throws Refusal
 */
export function saveFiledClass(store: IMsgStore, entryId: Uint8Array, path: string, life: number): ItemState | null {
  const isSet = life % 2 === 0;
  insist(store.SetReceiveFolder(FILED_CLASS, 0, isSet ? entryId : null), 'IMsgStore::SetReceiveFolder');
  return isSet ? stateOfSetting(FILED_CLASS, path) : null;
}

/** The entry id of the folder of that class; null: it has none of its own. */
export function filedFolder(store: IMsgStore): Uint8Array | null {
  const { value } = store.GetReceiveFolder(FILED_CLASS, 0);
  return value?.explicitClass.toUpperCase() === FILED_CLASS.toUpperCase() ? value.entryId : null;
}

function readProperties(object: IMAPIProp, item: string): ItemState | undefined {
  const parts = readPropertiesWhole(object);
  return KEYS.some((key) => key in parts) ? stateOf(item, parts) : undefined;
}

function stateOf(item: string, parts: Parts): ItemState {
  return { label: item, properties: WHOLE, folder: '', parts };
}
