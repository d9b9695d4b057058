import type { ItemCategory, ItemState, JournalEvent } from '../recording/events.js';
import { isBulkSample } from '../recording/item-names.js';
import { sameState } from '../recording/item-words.js';
import { readJournal } from '../recording/journal-file.js';

/** An item that an earlier life saved and did not delete. */
export interface EarlierItem {
  readonly item: string;
  readonly category: ItemCategory;
  readonly state: ItemState;
  /** Hexadecimal. */
  readonly entryId?: string;
  /** A message that is not to be delivered at once. */
  readonly isDeferred?: true;
  /** A message that some of its recipients are not taken for, at once or at all. */
  readonly isHindered?: true;
}

/**
 * Reads from the journals of earlier lives what a session's store is expected to hold, in the order in which the items
 * were first saved. Of bulk messages only each fiftieth is kept.
 *
 * A life that was killed without a word may have left less than was acknowledged in it: what a complete read-back has
 * found since then is what there is.
 *
 * @param journals - the files, the oldest first; the present life's may be the last
 * @param session - 0-based
 * @param concerns - which items
 */
export function earlierItems(
  journals: readonly string[],
  session: number,
  concerns: (item: string) => boolean,
): EarlierItem[] {
  const items = new Map<string, EarlierItem>();
  /** Also of items that were deleted since. */
  const categories = new Map<string, ItemCategory>();
  for (const journal of journals) {
    const found = new Map<string, Found>();
    for (const event of readJournal(journal, ['found', 'read-back', 'saved', 'unsaved'])) {
      if (event.e === 'found' && event.session === session) found.set(event.item, event);
      if (event.e === 'read-back' && event.session === session) adoptFound(items, categories, found);
      if (event.e === 'unsaved' && event.session === session && event.cancelled === true) items.delete(event.item);
      if (event.e !== 'saved' || event.session !== session) continue;
      const { item, category, state, entryId, notBeforeMs, refused, postponed } = event;
      if (!concerns(item)) continue;
      if (category === 'bulk' && !isBulkSample(item)) continue;
      categories.set(item, category);
      if (state === null) items.delete(item);
      else {
        const deferred = notBeforeMs === undefined ? {} : { isDeferred: true as const };
        const hindered = refused === undefined && postponed === undefined ? {} : { isHindered: true as const };
        const id = entryId === undefined ? {} : { entryId };
        items.set(item, { item, category, state, ...id, ...deferred, ...hindered });
      }
    }
  }
  return [...items.values()];
}

/**
 * The last entry ids of messages that earlier lives have deleted, and which opened nothing then.
 *
 * @param journals - the files, the oldest first
 * @param session - 0-based
 */
export function goneItems(journals: readonly string[], session: number): ReadonlyMap<string, string> {
  const gone = new Map<string, string>();
  for (const journal of journals) {
    for (const event of readJournal(journal, ['saved'])) {
      if (event.e !== 'saved' || event.session !== session) continue;
      if (event.gone === true && event.entryId !== undefined) gone.set(event.item, event.entryId);
      else gone.delete(event.item);
    }
  }
  return gone;
}

type Found = Extract<JournalEvent, { readonly e: 'found' }>;

/** Mail comes and goes: that a read-back does not list it says nothing. */
function adoptFound(
  items: Map<string, EarlierItem>,
  categories: ReadonlyMap<string, ItemCategory>,
  found: ReadonlyMap<string, Found>,
): void {
  for (const [item, { category }] of items) {
    if (!found.has(item) && category !== 'outbound' && category !== 'bulk') items.delete(item);
  }
  for (const { item, state, entryId } of found.values()) {
    const category = categories.get(item);
    const known = items.get(item);
    if (category === undefined || (known !== undefined && sameState(state, known.state))) continue;
    items.set(item, { item, category, state, ...(entryId === undefined ? {} : { entryId }) });
  }
}
