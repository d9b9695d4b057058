import { type ItemCategory, type ItemState, WHOLE } from './events.js';
import { BOOK_LISTS, HIDDEN, isBookItem, isListItem, LISTS } from './item-names.js';
import { partDifferencesInWords } from './part-words.js';
import { addedParts, differingParts, samePartsAsExpected } from './parts.js';

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
] as const;

/** `second` for 1: lives are counted from 0 in the data and from first in words. */
export function ordinal(index: number): string {
  return ORDINALS[index] ?? `${index + 1}th`;
}

/** A point of time on a life's clock, for example `12.481 ms`. */
export function timeInWords(ns: number): string {
  return `${(ns / 1e6).toFixed(3)} ms`;
}

/**
 * An item with its acknowledged state, for example `message "m7 v3" in Inbox/Projects`.
 *
 * @param item - its name, where it may be one of an address book
 */
export function itemInWords(category: ItemCategory, state: ItemState, item: string = ''): string {
  const place = state.folder === '' ? '' : ` in ${state.folder}`;
  return `${noun(category, item)} "${state.label}"${place}`;
}

/**
 * What kind of thing an item of this category is.
 *
 * @param item - its name, where it may be one of an address book
 */
export function noun(category: ItemCategory, item: string = ''): string {
  if (category === 'setting') return 'setting';
  if (category === 'outbound') return 'submitted message';
  if (category === 'inbound') return 'inbound message';
  if (item === LISTS || item === BOOK_LISTS || item === HIDDEN) return 'list';
  if (isListItem(item)) return 'distribution list';
  if (isBookItem(item)) return 'entry';
  return category === 'folder' ? 'folder' : 'message';
}

/** The parts in which a state is not the expected one, for example `subject "m7 v1", no body`; empty when it is. */
export function differenceInWords(
  category: ItemCategory,
  expected: ItemState,
  seen: ItemState,
  item: string = '',
): string {
  const parts: string[] = [];
  if (seen.label !== expected.label) parts.push(`${labelName(category, item)} "${seen.label}"`);
  if (seen.folder !== expected.folder) parts.push(seen.folder === '' ? 'no folder' : `in folder ${seen.folder}`);
  if (expected.parts !== undefined && seen.parts !== undefined) {
    const differences = [
      ...differingParts(expected.parts, seen.parts),
      ...(expected.properties === WHOLE ? [] : addedParts(expected.parts, seen.parts)),
    ];
    if (differences.length > 0) parts.push(partDifferencesInWords(expected.parts, differences));
    return parts.join(', ');
  }
  // A setting's digest says the same as its text.
  if (seen.properties !== expected.properties && (category !== 'setting' || parts.length === 0)) {
    parts.push(category === 'outbound' || category === 'inbound' ? 'another subject' : 'other property values');
  }
  addPart(parts, 'body', expected.body, seen.body);
  addPart(parts, 'recipients', expected.recipients, seen.recipients);
  addPart(parts, 'attachments', expected.attachments, seen.attachments);
  return parts.join(', ');
}

/**
 * Whether a state is the expected one. Of an item of which everything is compared, what is found besides does not count: a
 * store computes properties of its own.
 */
export function sameState(found: ItemState, expected: ItemState): boolean {
  if (expected.properties === WHOLE) {
    const sameOutside = found.label === expected.label && found.folder === expected.folder;
    return sameOutside && samePartsAsExpected(expected.parts ?? {}, found.parts ?? {});
  }
  const [one, other] = [found, expected];
  return (
    one.label === other.label &&
    one.properties === other.properties &&
    (one.body ?? '') === (other.body ?? '') &&
    (one.recipients ?? '') === (other.recipients ?? '') &&
    (one.attachments ?? '') === (other.attachments ?? '') &&
    one.folder === other.folder
  );
}

function labelName(category: ItemCategory, item: string): string {
  if (category === 'setting') return 'value';
  return category === 'folder' || isBookItem(item) ? 'name' : 'subject';
}

function addPart(parts: string[], name: string, expected: string | undefined, seen: string | undefined): void {
  if (expected === seen) return;
  if (seen === undefined) parts.push(`no ${name}`);
  else if (expected === undefined) parts.push(`${name} where there was none`);
  else parts.push(`another content of its ${name}`);
}
