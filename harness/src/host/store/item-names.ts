// What items are called, and how a read-back knows them again. A name is unique in its session over all lives: `m7` in
// the first life, `g2-m7` in the second.

/** The kinds of items: message, bulk message, folder, message that was not saved. */
export type ItemLetter = 'm' | 'b' | 'f' | 'u';

/** Items written against the rules after DoFastShutdown: they may be there later, or not. */
export const AFTER_PREFIX = 'after-';

/** The settings that the workload saves. */
export const SETTINGS = {
  comment: 'setting-comment',
  displayName: 'setting-display-name',
  receiveFolder: 'setting-receive-folder',
  profileSection: 'setting-profile-section',
} as const;

/** The message class that the receive-folder setting maps. */
export const RECEIVE_CLASS = 'IPM.Harness';

/** Every text setting begins with it, so that a value of the store's own is never taken for one. */
export const SETTING_MARK = 'mapi-certify ';

/** The name of an item made in life `life` (0-based). */
export function itemName(letter: ItemLetter, life: number, index: number): string {
  return `${life === 0 ? '' : `g${life + 1}-`}${letter}${index}`;
}

/** The text that a human knows a version of an item by. */
export function labelOf(item: string, version: number): string {
  return `${item} v${version}`;
}

const labelled: RegExp = /^((?:after-)?(?:g\d+-)?[mbfu]\d+) v(\d+)(?= |$)/;

/** Reads item and version off a subject or a folder's name; undefined when it is none of the harness's. */
export function parseLabel(text: string): { readonly item: string; readonly version: number } | undefined {
  const found = labelled.exec(text);
  return found === null ? undefined : { item: found[1] as string, version: Number(found[2]) };
}

/** Tells whether an item is a bulk message, which is read through the contents table. */
export function isBulk(item: string): boolean {
  return /^(?:g\d+-)?b\d/.test(item);
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
