import { type ItemState, WHOLE } from '../../recording/events.js';
import { labelOf } from '../../recording/item-names.js';
import type { Reporter } from '../workload/reporter.js';
import type { KnownEntry, OpenBook } from './open-book.js';

/** Takes down and journals what an entry or a list is now, whole. */
export function keepEntry(book: OpenBook, reporter: Reporter, known: KnownEntry): void {
  book.known.set(known.item, known);
  const { item, category, version, container, parts = {}, entryId } = known;
  const state: ItemState = { label: labelOf(item, version), properties: WHOLE, folder: container.name, parts };
  reporter.saved(item, category, state, entryId);
}
