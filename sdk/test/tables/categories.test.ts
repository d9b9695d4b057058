import test from 'ava';
import {
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NOT_FOUND,
  MAPI_E_TOO_COMPLEX,
  MAPI_E_UNKNOWN_FLAGS,
  S_OK,
} from '#src/com/hresult-codes.js';
import {
  BOOKMARK_BEGINNING,
  MSGFLAG_READ,
  RELOP_EQ,
  TABLE_CHANGED,
  TABLE_ROW_MODIFIED,
  TBL_COLLAPSED_CATEGORY,
  TBL_EXPANDED_CATEGORY,
  TBL_LEAF_ROW,
} from '#src/contract/flags.js';
import {
  PR_CONTENT_COUNT,
  PR_CONTENT_UNREAD,
  PR_DEPTH,
  PR_INSTANCE_KEY,
  PR_MESSAGE_FLAGS,
  PR_ROW_TYPE,
  PR_SENDER_NAME_W,
  PR_SUBJECT_W,
} from '#src/contract/property-tags.js';
import { findValue } from '#src/contract/property-types.js';
import type { SRow } from '#src/contract/structures.js';
import { MemoryTable } from '#src/tables/memory-table.js';
import { Sink } from '../provider/address-book/support/book.js';
import { ok } from '../provider/transport/support/mail.js';

const mail = (subject: string, sender: string, flags: number): SRow => [
  { tag: PR_INSTANCE_KEY, value: Uint8Array.from(Buffer.from(`key of ${subject} of ${sender}`)) },
  { tag: PR_SUBJECT_W, value: subject },
  { tag: PR_SENDER_NAME_W, value: sender },
  { tag: PR_MESSAGE_FLAGS, value: flags },
];

const MAILS = [
  mail('b', 'Zoë', 0),
  mail('a', 'Ann', MSGFLAG_READ),
  mail('c', 'Ann', 0),
  mail('a', 'Zoë', MSGFLAG_READ),
];
const sorts = [
  { tag: PR_SENDER_NAME_W, order: 0 as const },
  { tag: PR_SUBJECT_W, order: 0 as const },
];

function table(categories: number, expanded: number, rows = MAILS): MemoryTable {
  const made = new MemoryTable([PR_SUBJECT_W], () => rows);
  if (made.SortTable({ sorts, categories, expanded }, 0) !== S_OK) throw new Error('it was not sorted');
  return made;
}

/** The rows as texts: headings with what they count, leaf rows by their subjects. */
function shown(of: MemoryTable): string[] {
  of.SetColumns([PR_ROW_TYPE, PR_DEPTH, PR_SENDER_NAME_W, PR_SUBJECT_W, PR_CONTENT_COUNT, PR_CONTENT_UNREAD], 0);
  of.SeekRow(BOOKMARK_BEGINNING, 0);
  return ok(of.QueryRows(100, 0)).map(text);
}

function text(row: SRow): string {
  const type = findValue(row, PR_ROW_TYPE);
  const indent = '-'.repeat(findValue(row, PR_DEPTH) ?? 9);
  if (type === TBL_LEAF_ROW) return `${indent}${findValue(row, PR_SUBJECT_W)}`;
  const mark = type === TBL_EXPANDED_CATEGORY ? 'open' : type === TBL_COLLAPSED_CATEGORY ? 'closed' : 'neither';
  const name = findValue(row, PR_SUBJECT_W) ?? findValue(row, PR_SENDER_NAME_W);
  return `${indent}${name} ${mark} ${findValue(row, PR_CONTENT_UNREAD)}/${findValue(row, PR_CONTENT_COUNT)}`;
}

function keyAt(of: MemoryTable, position: number): Uint8Array {
  of.SetColumns([PR_INSTANCE_KEY], 0);
  of.SeekRow(BOOKMARK_BEGINNING, position);
  const [row = []] = ok(of.QueryRows(1, 0));
  return findValue(row, PR_INSTANCE_KEY) ?? new Uint8Array();
}

test('headings count what is below them, and are expanded as far as the sort order says', (t) => {
  t.deepEqual(shown(table(1, 0)), ['Ann closed 1/2', 'Zoë closed 1/2']);
  t.deepEqual(shown(table(1, 1)), ['Ann open 1/2', '-a', '-c', 'Zoë open 1/2', '-a', '-b']);
  t.deepEqual(shown(table(2, 1)), [
    'Ann open 1/2',
    '-a closed 0/1',
    '-c closed 1/1',
    'Zoë open 1/2',
    '-a closed 0/1',
    '-b closed 1/1',
  ]);
  t.is(ok(table(1, 0).GetRowCount(0)), 2);
});

test('a row that is expanded gives its rows, and the position is behind them', (t) => {
  const view = table(1, 0);
  const key = keyAt(view, 0);
  view.SetColumns([PR_SUBJECT_W], 0);
  const { rows, moreRows } = ok(view.ExpandRow(key, 1, 0));
  t.is(moreRows, 2);
  t.deepEqual(rows, [[{ tag: PR_SUBJECT_W, value: 'a' }]]);
  t.is(ok(view.QueryPosition()).row, 2);
  t.deepEqual(shown(view), ['Ann open 1/2', '-a', '-c', 'Zoë closed 1/2']);
  t.deepEqual(ok(view.ExpandRow(key, 5, 0)), { rows: [], moreRows: 0 });
  t.is(ok(view.QueryPosition()).row, 1);
});

test('a row that is collapsed takes its rows away, with what is expanded below it', (t) => {
  const view = table(2, 2);
  t.is(shown(view).length, 10);
  const key = keyAt(view, 0);
  view.SeekRow(BOOKMARK_BEGINNING, 2);
  const bookmark = ok(view.CreateBookmark());
  t.is(ok(view.CollapseRow(key, 0)), 4);
  t.is(ok(view.QueryPosition()).row, 1, 'the next row that is shown');
  view.SeekRow(BOOKMARK_BEGINNING, 0);
  view.SeekRow(bookmark, 0);
  t.is(ok(view.QueryPosition()).row, 1);
  t.deepEqual(shown(view).slice(0, 2), ['Ann closed 1/2', 'Zoë open 1/2']);
  t.is(ok(view.CollapseRow(key, 0)), 0);
  t.is(ok(view.ExpandRow(key, 0, 0)).moreRows, 4, 'what was expanded is expanded again');
});

test('wrong keys, flags and orders are refused', (t) => {
  const view = table(1, 1);
  t.is(view.ExpandRow(Uint8Array.of(1), 1, 0).hr, MAPI_E_NOT_FOUND);
  t.is(view.CollapseRow(keyAt(view, 1), 0).hr, MAPI_E_NOT_FOUND, 'it is a leaf row');
  t.is(view.ExpandRow(keyAt(view, 0), 1, 1).hr, MAPI_E_UNKNOWN_FLAGS);
  t.is(view.SetCollapseState(0, Uint8Array.of(7)).hr, MAPI_E_INVALID_PARAMETER);
  t.is(view.SortTable({ sorts, categories: 3 }, 0), MAPI_E_INVALID_PARAMETER);
  t.is(view.SortTable({ sorts, categories: 1, expanded: 2 }, 0), MAPI_E_INVALID_PARAMETER);
  t.is(view.SortTable({ sorts: [{ tag: PR_SUBJECT_W, order: 4 as 0 }], categories: 1 }, 0), MAPI_E_TOO_COMPLEX);
  t.deepEqual(ok(view.QuerySortOrder()), { sorts, categories: 1, expanded: 1 });
});

test('what is expanded can be saved, and be set in another table of the same order', (t) => {
  const view = table(1, 0);
  ok(view.ExpandRow(keyAt(view, 1), 0, 0));
  const state = ok(view.GetCollapseState(0, keyAt(view, 2)));
  const other = table(1, 0);
  const bookmark = ok(other.SetCollapseState(0, state));
  other.SeekRow(bookmark, 0);
  t.is(ok(other.QueryPosition()).row, 2);
  t.deepEqual(shown(other), ['Ann closed 1/2', 'Zoë open 1/2', '-a', '-b']);
});

test('when rows change, headings count anew, stay expanded, and sinks hear of the table as a whole', (t) => {
  const rows = [...MAILS];
  const view = table(1, 0, rows);
  ok(view.ExpandRow(keyAt(view, 0), 0, 0));
  const sink = new Sink();
  ok(view.Advise(0x100, sink));
  t.deepEqual(sink.events, []);
  rows.push(mail('d', 'Ann', 0), mail('e', 'Bob', 0));
  view.changed(TABLE_ROW_MODIFIED, rows[0]);
  t.like(sink.events, [{ tableEvent: TABLE_CHANGED, row: undefined }]);
  t.deepEqual(shown(view), ['Ann open 2/3', '-a', '-c', '-d', 'Bob closed 1/1', 'Zoë closed 1/2']);
});

test('restrictions choose leaf rows, and rows are found among those that are shown', (t) => {
  const view = table(1, 1);
  view.Restrict({ rt: 4, relop: RELOP_EQ, tag: PR_SUBJECT_W, prop: { tag: PR_SUBJECT_W, value: 'a' } }, 0);
  t.deepEqual(shown(view), ['Ann open 0/1', '-a', 'Zoë open 0/1', '-a']);
  const wanted = { rt: 4 as const, relop: RELOP_EQ, tag: PR_SUBJECT_W, prop: { tag: PR_SUBJECT_W, value: 'a' } };
  t.is(view.FindRow(wanted, BOOKMARK_BEGINNING, 0), S_OK);
  t.is(ok(view.QueryPosition()).row, 1);
  ok(view.CollapseRow(keyAt(view, 0), 0));
  ok(view.CollapseRow(keyAt(view, 1), 0));
  t.is(view.FindRow(wanted, BOOKMARK_BEGINNING, 0), MAPI_E_NOT_FOUND);
});
