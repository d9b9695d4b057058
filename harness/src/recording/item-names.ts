import { type ItemState, WHOLE } from './events.js';

// What items are called, and how a read-back knows them again. A name is unique in its session over all lives: `m7` in
// the first life, `g2-m7` in the second.

/**
 * The kinds of items. In stores: message, bulk message, folder, message that was not saved. In address books: entry, bulk
 * entry, entry that was not saved, distribution list. On their way through transports: outbound and inbound mail, a draft that
 * was not submitted.
 */
export type ItemLetter = 'm' | 'b' | 'f' | 'u' | 'e' | 'c' | 'v' | 'l' | 'o' | 'i' | 'w';

/** Whether an item belongs to a message store: its messages, folders and settings. */
export function isStoreItem(item: string): boolean {
  return /^(?:g\d+-)?[mbfu]\d|^(?:after-|untitled-)|^folder-lists$|^hidden-messages$|^setting-(?:comment|display-name|receive-folder|profile-section|(?:store|inbox|top|wastebasket|sent-mail|outbox)-properties|filed-class|default-folder)$/.test(
    item,
  );
}

/** Whether an item belongs to an address book. */
export function isBookItem(item: string): boolean {
  return /^(?:g\d+-)?[ecvl]\d/.test(item) || item === SETTINGS.bookSection || item === BOOK_LISTS;
}

/** Whether an item is a distribution list. */
export function isListItem(item: string): boolean {
  return /^(?:g\d+-)?l\d/.test(item);
}

/** Whether an item goes through a transport. */
export function isMailItem(item: string): boolean {
  return /^(?:g\d+-)?(?:s\d+-)?[oiw]\d/.test(item) || item === SETTINGS.transportSection;
}

/** Items written against the rules after DoFastShutdown: they may be there later, or not. */
export const AFTER_PREFIX = 'after-';

/** The settings that the workload saves. */
export const SETTINGS = {
  comment: 'setting-comment',
  displayName: 'setting-display-name',
  receiveFolder: 'setting-receive-folder',
  profileSection: 'setting-profile-section',
  storeProperties: 'setting-store-properties',
  inboxProperties: 'setting-inbox-properties',
  topProperties: 'setting-top-properties',
  wastebasketProperties: 'setting-wastebasket-properties',
  sentMailProperties: 'setting-sent-mail-properties',
  outboxProperties: 'setting-outbox-properties',
  filedClass: 'setting-filed-class',
  defaultFolder: 'setting-default-folder',
  bookSection: 'setting-address-book-section',
  transportSection: 'setting-transport-section',
} as const;

/** The message class that the receive-folder setting maps. */
export const RECEIVE_CLASS = 'IPM.Harness';

/** Another one, which is mapped in one life and no longer in the next. */
export const FILED_CLASS = 'IPM.Harness.Filed';

/** What stands for all classes without a folder of their own. */
export const DEFAULT_CLASS = 'every other class';

/** What tables of folders show of what is in them, see lists.ts in the host. */
export const LISTS = 'folder-lists';

/** What tables and ResolveNames show of the entries of an address book, see book-lists.ts in the host. */
export const BOOK_LISTS = 'address-book-lists';

/** How many hidden messages that are not the client's the folders of the store have, see hidden-messages.ts in the host. */
export const HIDDEN = 'hidden-messages';

/** In the place of the digest of an item that a table lists, and that cannot be opened: it is not there. */
export const LISTED_ONLY = 'listed only';

/** Every text setting begins with it, so that a value of the store's own is never taken for one. */
export const SETTING_MARK = 'mapi-certify ';

/** The name of an item made in life `life` (0-based). */
export function itemName(letter: ItemLetter, life: number, index: number): string {
  return `${life === 0 ? '' : `g${life + 1}-`}${letter}${index}`;
}

/** The name of mail that goes through a session (0-based): the far side is the same for all. */
export function mailName(letter: 'o' | 'i' | 'w', life: number, session: number, index: number): string {
  return `${life === 0 ? '' : `g${life + 1}-`}${session === 0 ? '' : `s${session + 1}-`}${letter}${index}`;
}

/**
 * A recipient of a message whom the far side refuses, for good; it takes the message for the others.
 *
 * @param which - the first of them, or another one
 */
export function refusedAddress(item: string, which: number = 1): string {
  return `${item}.nobody${which === 1 ? '' : which}@example.org`;
}

/** The message to whose recipients a refused address belongs; null: it is an address that the far side takes. */
export function itemOfRefused(address: string): string | null {
  return /^(.*)\.nobody\d*@example\.org$/.exec(address.toLowerCase())?.[1] ?? null;
}

/**
 * A recipient of a message whom the far side takes in the lives after the one in which it was submitted, and not before.
 *
 * @param which - the first of them, or another one
 */
export function postponedAddress(item: string, which: number = 1): string {
  return `${item}.later${which === 1 ? '' : which}@example.org`;
}

/** The message to whose recipients a postponed address belongs; null: it is another address. */
export function itemOfPostponed(address: string): string | null {
  return /^(.*)\.later\d*@example\.org$/.exec(address.toLowerCase())?.[1] ?? null;
}

/** The life in which an item was made, 0-based. */
export function lifeOfItem(item: string): number {
  const [, life] = /^g(\d+)-/.exec(item) ?? [];
  return life === undefined ? 0 : Number(life) - 1;
}

/** A recipient of a message that has no subject, or the same one as others: it is known by whom it is to. */
export function knownAddress(item: string): string {
  return `${item}.known@example.org`;
}

/** The message that is known by one of its recipients; null: it is none. */
export function itemOfKnown(address: string): string | null {
  return /^(.*)\.known@example\.org$/.exec(address.toLowerCase())?.[1] ?? null;
}

/** The text that a human knows a version of an item by. */
export function labelOf(item: string, version: number): string {
  return `${item} v${version}`;
}

/** What a message from a file of the author's own is called: by the file, and by nothing that is in it. */
export function labelOfFile(file: string): string {
  return parseLabel(file) === undefined ? file : `./${file}`;
}

/** Whether a message is called by a file, see {@link labelOfFile}. */
export function isLabelOfFile(state: Pick<ItemState, 'label' | 'properties'>): boolean {
  return isGivenLabel(state) && /\.(?:msg|eml)$/i.test(state.label);
}

/** Whether a message is called by what it does not say itself: by a file, or by what is odd about it. */
export function isGivenLabel({ label, properties }: Pick<ItemState, 'label' | 'properties'>): boolean {
  return properties === WHOLE && parseLabel(label) === undefined;
}

const labelled: RegExp = /^((?:after-)?(?:g\d+-)?(?:s\d+-)?[mbfuecvloiw]\d+) v(\d+)(?= |$)/;

/** Reads item and version off a subject or a folder's name; undefined when it is none of the harness's. */
export function parseLabel(text: string): { readonly item: string; readonly version: number } | undefined {
  const found = labelled.exec(text);
  return found === null ? undefined : { item: found[1] as string, version: Number(found[2]) };
}

/** Tells whether an item is a bulk message or entry, which is read through the contents table. */
export function isBulk(item: string): boolean {
  return /^(?:g\d+-)?[bc]\d/.test(item);
}

/** Tells whether `index` of a bulk item is one whose entry id is tried as well. */
export function isBulkSample(item: string): boolean {
  return Number(/\d+$/.exec(item)?.[0] ?? 0) % 50 === 0;
}

/** What a folder is called in a path: the item's name, which a renamed folder keeps, or else its own. */
export function pathSegment(displayName: string): string {
  return parseLabel(displayName)?.item ?? displayName;
}

/** Joins a folder's path and the name of something in it. */
export function joinPath(folder: string, segment: string): string {
  return folder === '' ? segment : `${folder}/${segment}`;
}
