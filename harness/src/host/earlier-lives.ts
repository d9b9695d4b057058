import type { ItemCategory, ItemState } from '../recording/events.js';
import { isBulk, isBulkSample } from '../recording/item-names.js';
import { readJournal } from '../recording/journal-file.js';

/** An item that an earlier life saved and did not delete. */
export interface EarlierItem {
  readonly item: string;
  readonly category: ItemCategory;
  readonly state: ItemState;
  /** Hexadecimal. */
  readonly entryId?: string;
}

/**
 * Reads from the journals of earlier lives what a session's store is expected to hold, in the order in which the items
 * were first saved. Of bulk messages only each fiftieth is kept.
 *
 * @param journals - the files, the oldest first
 * @param session - 0-based
 * @param concerns - which items
 */
export function earlierItems(
  journals: readonly string[],
  session: number,
  concerns: (item: string) => boolean,
): EarlierItem[] {
  const items = new Map<string, EarlierItem>();
  for (const journal of journals) {
    for (const event of readJournal(journal)) {
      if (event.e !== 'saved' || event.session !== session) continue;
      const { item, category, state, entryId } = event;
      if (!concerns(item)) continue;
      if (isBulk(item) && !isBulkSample(item)) continue;
      if (state === null) items.delete(item);
      else items.set(item, { item, category, state, ...(entryId === undefined ? {} : { entryId }) });
    }
  }
  return [...items.values()];
}
