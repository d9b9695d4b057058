import {
  FAILED,
  findValue,
  IID_IABContainer,
  IID_IDistList,
  IID_IMAPITable,
  IID_IMailUser,
  MAPI_DISTLIST,
  PR_ENTRYID,
} from '@mapi-kit/sdk';
import { lend } from '../store/lend.js';
import type { UseOpened } from '../subjects/subject.js';
import type { BookClient } from './book-client.js';

const ROWS = 20;

/** Opens an address book's objects of each sort: a container, its tables, an entry, a distribution list. */
export function openBookObjects({ book, containers }: BookClient, use: UseOpened): void {
  const [first] = containers;
  if (first === undefined) return;
  const { container } = first;
  use('a container', container, IID_IABContainer);
  lend(container.GetHierarchyTable(0), (table) => use('the hierarchy table of a container', table, IID_IMAPITable));
  lend(container.GetContentsTable(0), (table) => {
    use('the contents table of a container', table, IID_IMAPITable);
    table.SetColumns([PR_ENTRYID], 0);
    const shown = new Set<number>();
    for (const row of table.QueryRows(ROWS, 0).value ?? []) {
      const { hr, value } = book.OpenEntry(findValue(row, PR_ENTRYID) ?? null, null, 0);
      if (FAILED(hr) || value === null) continue;
      if (!shown.has(value.objectType)) {
        const isList = value.objectType === MAPI_DISTLIST;
        use(isList ? 'a distribution list' : 'an entry', value.unknown, isList ? IID_IDistList : IID_IMailUser);
      }
      shown.add(value.objectType);
      value.unknown.Release();
    }
  });
}
