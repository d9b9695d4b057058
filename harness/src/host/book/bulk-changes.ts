import { type ENTRYID, findValue, KEEP_OPEN_READWRITE, PR_DISPLAY_NAME_W, PR_ENTRYID } from '@mapi-kit/sdk';
import { isBulk, parseLabel } from '../../recording/item-names.js';
import { eachRow } from '../store/read-rows.js';
import { insist } from '../store/refusal.js';
import { numberOfBulk } from '../workload/message-content.js';
import { NotThere } from '../workload/not-there.js';
import type { Reporter } from '../workload/reporter.js';
import { attemptItem } from './attempt-item.js';
import { makeBulkEntry, setEntry, stateOfEntry } from './entry-content.js';
import type { OpenBook } from './open-book.js';

/** A bulk entry of an earlier life. */
interface BulkEntry {
  readonly item: string;
  readonly entryId: ENTRYID;
}

/**
 * Changes every other bulk entry of earlier lives, and deletes the others by one call: a limit of what an address book writes at
 * once may be one of changes, or of deletions, alone. After a refusal it stops, as with new ones.
 *
 * @param life - 0-based
 */
export function changeBulkEntries(book: OpenBook, reporter: Reporter, life: number, seed: number): void {
  const { container, name } = book.place(0);
  const columns = [PR_ENTRYID, PR_DISPLAY_NAME_W];
  const rows = [...eachRow(container.GetContentsTable(0), columns, 'IABContainer::GetContentsTable')];
  const entries = rows.flatMap((row): BulkEntry[] => {
    const [entryId, label] = [findValue(row, PR_ENTRYID), parseLabel(findValue(row, PR_DISPLAY_NAME_W) ?? '')];
    return entryId !== undefined && label !== undefined && isBulk(label.item) ? [{ item: label.item, entryId }] : [];
  });
  attemptItem(reporter, life, entries[0]?.item ?? '', () => {
    for (const { item, entryId } of entries.filter((_, index) => index % 2 === 0)) {
      const entry = book.open(entryId, reporter);
      const accepted = setEntry(entry, makeBulkEntry(item, numberOfBulk(item), seed, 2));
      insist(entry.SaveChanges(KEEP_OPEN_READWRITE), 'IMailUser::SaveChanges');
      const saved = book.entryIdOf(entry);
      entry.Release();
      reporter.saved(item, 'bulk', stateOfEntry(accepted, name), saved);
    }
    const others = entries.filter((_, index) => index % 2 === 1);
    if (others.length === 0) return;
    const entryIds = others.map(({ entryId }) => entryId);
    if (!reporter.does('deleting entries', container.DeleteEntries(entryIds, 0)))
      throw new NotThere('the address book deletes no entries');
    for (const { item } of others) reporter.saved(item, 'bulk', null);
  });
}
