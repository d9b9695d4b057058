import {
  BMR_EQZ,
  BMR_NEZ,
  BOOKMARK_BEGINNING,
  BOOKMARK_CURRENT,
  BOOKMARK_END,
  DIR_BACKWARD,
  FL_FULLSTRING,
  FL_IGNORECASE,
  FL_IGNORENONSPACE,
  FL_LOOSE,
  FL_PREFIX,
  FL_SUBSTRING,
  fnevNewMail,
  fnevTableModified,
  IID_IMAPITable,
  type IMAPIAdviseSink,
  MAPI_E_INVALID_BOOKMARK,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_TOO_COMPLEX,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_W_POSITION_CHANGED,
  MV_INSTANCE,
  PR_COMMENT_W,
  PR_DISPLAY_NAME_A,
  PR_DISPLAY_NAME_W,
  PR_MESSAGE_SIZE,
  PR_RECORD_KEY,
  PR_ROWID,
  PR_SUBFOLDERS,
  PT_ERROR,
  PT_MV_LONG,
  PT_MV_UNICODE,
  PT_OBJECT,
  PT_UNSPECIFIED,
  propTag,
  propTagFromNumber,
  RELOP_EQ,
  RELOP_GE,
  RELOP_GT,
  RELOP_LE,
  RELOP_LT,
  RELOP_NE,
  RELOP_RE,
  S_OK,
  type SPropValue,
  type SRestriction,
  type SRow,
  TABLE_CHANGED,
  TABLE_ROW_ADDED,
  TABLE_SORT_ASCEND,
  TABLE_SORT_DESCEND,
  TBL_ALL_COLUMNS,
  TBL_NOADVANCE,
} from '@mapi-kit/sdk';
import { MemoryTable } from '@mapi-kit/sdk/subsystem';
import test from 'ava';
import sinon from 'sinon';
import { must } from '../subsystem/support/fixture.js';

const TAGS = propTag(0x6610, PT_MV_UNICODE);
const columns = [PR_ROWID, PR_DISPLAY_NAME_W, PR_MESSAGE_SIZE];

function row(id: number, name: string | null, size: number, ...more: SPropValue[]): SRow {
  return [
    { tag: PR_ROWID, value: id },
    ...(name === null ? [] : [{ tag: PR_DISPLAY_NAME_W, value: name }]),
    { tag: PR_MESSAGE_SIZE, value: size },
    ...more,
  ];
}

const fruits: SRow[] = [
  row(1, 'Pear', 30, { tag: TAGS, value: ['green', 'soft'] }, { tag: PR_RECORD_KEY, value: Uint8Array.of(1, 2, 3) }),
  row(2, 'apple', 10, { tag: PR_SUBFOLDERS, value: true }),
  row(3, null, 20, { tag: PR_COMMENT_W, value: 'nameless' }),
  row(4, 'Äpfel', 10, { tag: TAGS, value: [] }),
];

function ids(table: MemoryTable): unknown[] {
  return must(table.QueryRows(100, TBL_NOADVANCE)).map((found) => found.find(({ tag }) => tag === PR_ROWID)?.value);
}

function tableOf(rows: readonly SRow[] = fruits): MemoryTable {
  return new MemoryTable(columns, () => rows);
}

test('a row that has the columns in order is passed on as it is; an absent value is an error', (t) => {
  const full = row(9, 'x', 1);
  const table = tableOf([full, ...fruits]);
  const rows = must(table.QueryRows(4, 0));
  t.is(rows[0], full);
  t.deepEqual(rows[3], [
    { tag: PR_ROWID, value: 3 },
    { tag: propTag(0x3001, PT_ERROR), value: MAPI_E_NOT_FOUND },
    { tag: PR_MESSAGE_SIZE, value: 20 },
  ]);
});

test('SetColumns arranges, finds either string type, and any type for PT_UNSPECIFIED', (t) => {
  const table = tableOf();
  t.is(table.SetColumns([PR_DISPLAY_NAME_A, propTag(0x0e08, PT_UNSPECIFIED), PR_SUBFOLDERS], 0), S_OK);
  t.deepEqual(must(table.QueryRows(1, 0)), [
    [
      { tag: PR_DISPLAY_NAME_A, value: 'Pear' },
      { tag: PR_MESSAGE_SIZE, value: 30 },
      { tag: propTag(0x360a, PT_ERROR), value: MAPI_E_NOT_FOUND },
    ],
  ]);
  t.deepEqual(must(table.QueryColumns(0)), [PR_DISPLAY_NAME_A, propTag(0x0e08, PT_UNSPECIFIED), PR_SUBFOLDERS]);
  t.deepEqual(must(table.QueryColumns(TBL_ALL_COLUMNS)).slice(0, 3), columns);
  t.is(table.QueryColumns(8).hr, MAPI_E_UNKNOWN_FLAGS);
});

test('columns that no table can have are refused', (t) => {
  const table = tableOf();
  t.is(table.SetColumns([], 0), MAPI_E_INVALID_PARAMETER);
  t.is(table.SetColumns([propTag(0x3001, PT_OBJECT)], 0), MAPI_E_INVALID_PARAMETER);
  t.is(table.SetColumns([propTagFromNumber(0x66100003 | PT_MV_LONG | MV_INSTANCE)], 0), MAPI_E_TOO_COMPLEX);
});

test('QueryRows moves forwards and backwards, or not at all, and ends with no rows', (t) => {
  const table = tableOf();
  t.is(must(table.QueryRows(3, 0)).length, 3);
  t.is(must(table.QueryRows(3, 0)).length, 1);
  t.deepEqual(must(table.QueryRows(3, 0)), []);
  t.deepEqual(
    must(table.QueryRows(-2, 0)).map((found) => found[0]?.value),
    [3, 4],
  );
  t.deepEqual(must(table.QueryPosition()), { row: 2, numerator: 2, denominator: 4 });
  t.deepEqual(must(table.QueryRows(-9, TBL_NOADVANCE)).length, 2);
  t.is(must(table.QueryPosition()).row, 2);
  t.is(table.QueryRows(0, 0).hr, MAPI_E_INVALID_PARAMETER);
  t.is(table.QueryRows(1, 4).hr, MAPI_E_UNKNOWN_FLAGS);
});

test('SeekRow moves from each origin, as far as there are rows', (t) => {
  const table = tableOf();
  t.is(must(table.SeekRow(BOOKMARK_BEGINNING, 3)), 3);
  t.is(must(table.SeekRow(BOOKMARK_CURRENT, -2)), -2);
  t.is(must(table.QueryPosition()).row, 1);
  t.is(must(table.SeekRow(BOOKMARK_END, 5)), 0);
  t.is(must(table.SeekRow(BOOKMARK_END, -9)), -4);
  t.is(table.SeekRow(99, 0).hr, MAPI_E_INVALID_BOOKMARK);
  t.is(table.SeekRowApprox(1, 2), S_OK);
  t.is(must(table.QueryPosition()).row, 2);
  t.is(table.SeekRowApprox(5, 2), S_OK);
  t.is(must(table.QueryPosition()).row, 4);
  t.is(table.SeekRowApprox(1, 0), MAPI_E_INVALID_PARAMETER);
});

test('a bookmark keeps its place until it is freed or the table is sorted', (t) => {
  const rows = [...fruits];
  const table = new MemoryTable(columns, () => rows);
  table.SeekRow(BOOKMARK_BEGINNING, 3);
  const bookmark = must(table.CreateBookmark());
  table.SeekRow(BOOKMARK_BEGINNING, 0);
  t.is(must(table.SeekRow(bookmark, 0)), 0);
  t.is(must(table.QueryPosition()).row, 3);
  rows.length = 1;
  table.changed();
  t.is(table.SeekRow(bookmark, 0).hr, MAPI_W_POSITION_CHANGED);
  t.is(table.FreeBookmark(bookmark), S_OK);
  t.is(table.FreeBookmark(bookmark), MAPI_E_INVALID_BOOKMARK);
  t.is(table.FreeBookmark(BOOKMARK_END), S_OK);
  const other = must(table.CreateBookmark());
  table.SortTable({ sorts: [] }, 0);
  t.is(table.SeekRow(other, 0).hr, MAPI_E_INVALID_BOOKMARK);
});

const text = (value: string): SPropValue => ({ tag: PR_DISPLAY_NAME_W, value });
const content = (fuzzyLevel: number, value: string): SRestriction => ({
  rt: 3,
  fuzzyLevel,
  tag: PR_DISPLAY_NAME_W,
  prop: text(value),
});
const size = (relop: number, value: number): SRestriction => ({
  rt: 4,
  relop,
  tag: PR_MESSAGE_SIZE,
  prop: { tag: PR_MESSAGE_SIZE, value },
});
const restrictions: readonly (readonly [string, SRestriction, readonly number[]])[] = [
  ['RES_EXIST', { rt: 8, tag: PR_DISPLAY_NAME_W }, [1, 2, 4]],
  ['RES_NOT', { rt: 2, restriction: { rt: 8, tag: PR_DISPLAY_NAME_W } }, [3]],
  ['RES_AND', { rt: 0, restrictions: [size(RELOP_EQ, 10), { rt: 8, tag: PR_SUBFOLDERS }] }, [2]],
  ['RES_AND of nothing', { rt: 0, restrictions: [] }, [1, 2, 3, 4]],
  ['RES_OR', { rt: 1, restrictions: [size(RELOP_EQ, 30), size(RELOP_EQ, 20)] }, [1, 3]],
  ['RES_OR of nothing', { rt: 1, restrictions: [] }, []],
  ['RELOP_LT', size(RELOP_LT, 20), [2, 4]],
  ['RELOP_LE', size(RELOP_LE, 20), [2, 3, 4]],
  ['RELOP_GT', size(RELOP_GT, 20), [1]],
  ['RELOP_GE', size(RELOP_GE, 20), [1, 3]],
  ['RELOP_EQ', size(RELOP_EQ, 20), [3]],
  ['RELOP_NE', size(RELOP_NE, 20), [1, 2, 4]],
  ['a comparison with an absent value', { rt: 4, relop: RELOP_NE, tag: PR_COMMENT_W, prop: text('') }, [3]],
  ['a multi-valued property', { rt: 4, relop: RELOP_EQ, tag: TAGS, prop: text('soft') }, [1]],
  ['RES_CONTENT, whole', content(FL_FULLSTRING, 'Pear'), [1]],
  ['RES_CONTENT, part', content(FL_SUBSTRING, 'e'), [1, 2, 4]],
  ['RES_CONTENT, beginning', content(FL_PREFIX, 'Pe'), [1]],
  ['RES_CONTENT, without case', content(FL_FULLSTRING | FL_IGNORECASE, 'PEAR'), [1]],
  ['RES_CONTENT, without accents', content(FL_PREFIX | FL_IGNORENONSPACE, 'Ap'), [4]],
  ['RES_CONTENT, loose', content(FL_PREFIX | FL_LOOSE, 'ap'), [2, 4]],
  [
    'RES_CONTENT of bytes',
    {
      rt: 3,
      fuzzyLevel: FL_SUBSTRING,
      tag: PR_RECORD_KEY,
      prop: { tag: PR_RECORD_KEY, value: Uint8Array.of(2, 3) },
    },
    [1],
  ],
  ['RES_COMPAREPROPS', { rt: 5, relop: RELOP_GT, tag1: PR_MESSAGE_SIZE, tag2: PR_ROWID }, [1, 2, 3, 4]],
  ['RES_COMPAREPROPS of what is absent', { rt: 5, relop: RELOP_EQ, tag1: PR_COMMENT_W, tag2: PR_COMMENT_W }, [3]],
  ['RES_BITMASK, zero', { rt: 6, relBMR: BMR_EQZ, tag: PR_ROWID, mask: 1 }, [2, 4]],
  ['RES_BITMASK, not zero', { rt: 6, relBMR: BMR_NEZ, tag: PR_ROWID, mask: 2 }, [2, 3]],
  ['RES_SIZE', { rt: 7, relop: RELOP_EQ, tag: PR_DISPLAY_NAME_W, size: 10 }, [1]],
  ['RES_SIZE of bytes', { rt: 7, relop: RELOP_EQ, tag: PR_RECORD_KEY, size: 3 }, [1]],
  ['RES_COMMENT', { rt: 10, props: [], restriction: size(RELOP_EQ, 20) }, [3]],
  ['RES_COMMENT of nothing', { rt: 10, props: [], restriction: null }, [1, 2, 3, 4]],
];
for (const [name, restriction, expected] of restrictions) {
  test(`Restrict: ${name}`, (t) => {
    const table = tableOf();
    t.is(table.Restrict(restriction, 0), S_OK);
    t.deepEqual(ids(table), expected);
    t.is(must(table.GetRowCount(0)), expected.length);
    t.is(table.Restrict(null, 0), S_OK);
    t.deepEqual(ids(table), [1, 2, 3, 4]);
  });
}

test('a restriction that cannot be evaluated is refused and changes nothing', (t) => {
  const table = tableOf();
  table.Restrict(size(RELOP_EQ, 20), 0);
  const sub: SRestriction = { rt: 9, subobject: PR_ROWID, restriction: size(RELOP_EQ, 1) };
  t.is(table.Restrict(sub, 0), MAPI_E_TOO_COMPLEX);
  t.is(table.Restrict({ rt: 2, restriction: { rt: 0, restrictions: [sub] } }, 0), MAPI_E_TOO_COMPLEX);
  t.is(table.Restrict(size(RELOP_RE, 1), 0), MAPI_E_TOO_COMPLEX);
  t.is(table.Restrict(size(99, 1), 0), MAPI_E_INVALID_PARAMETER);
  t.is(table.Restrict(content(7, 'x'), 0), MAPI_E_INVALID_PARAMETER);
  t.is(table.Restrict({ rt: 6, relBMR: 5, tag: PR_ROWID, mask: 1 }, 0), MAPI_E_INVALID_PARAMETER);
  t.is(table.Restrict({ rt: 77 } as unknown as SRestriction, 0), MAPI_E_INVALID_PARAMETER);
  t.is(table.FindRow(sub, BOOKMARK_BEGINNING, 0), MAPI_E_TOO_COMPLEX);
  t.deepEqual(ids(table), [3]);
});

test('SortTable sorts by several columns, each way, stably, rows without the value first', (t) => {
  const table = tableOf();
  const by = (...sorts: [typeof PR_MESSAGE_SIZE | typeof PR_DISPLAY_NAME_W, 0 | 1][]) =>
    table.SortTable({ sorts: sorts.map(([tag, order]) => ({ tag, order })) }, 0);
  t.is(by([PR_MESSAGE_SIZE, TABLE_SORT_ASCEND as 0]), S_OK);
  t.deepEqual(ids(table), [2, 4, 3, 1]);
  by([PR_MESSAGE_SIZE, TABLE_SORT_ASCEND as 0], [PR_DISPLAY_NAME_W, TABLE_SORT_DESCEND as 1]);
  t.deepEqual(ids(table), [4, 2, 3, 1]);
  by([PR_DISPLAY_NAME_W, 0]);
  t.deepEqual(ids(table), [3, 1, 2, 4]);
  t.deepEqual(must(table.QuerySortOrder()).sorts, [{ tag: PR_DISPLAY_NAME_W, order: 0 }]);
  t.is(table.SortTable({ sorts: [{ tag: propTag(0x3001, PT_OBJECT), order: 0 }] }, 0), MAPI_E_TOO_COMPLEX);
});

test('FindRow searches from a place, both ways', (t) => {
  const table = tableOf();
  t.is(table.FindRow(size(RELOP_EQ, 10), BOOKMARK_BEGINNING, 0), S_OK);
  t.is(must(table.QueryPosition()).row, 1);
  table.SeekRow(BOOKMARK_CURRENT, 1);
  t.is(table.FindRow(size(RELOP_EQ, 10), BOOKMARK_CURRENT, 0), S_OK);
  t.is(must(table.QueryPosition()).row, 3);
  t.is(table.FindRow(size(RELOP_EQ, 30), BOOKMARK_CURRENT, 0), MAPI_E_NOT_FOUND);
  t.is(must(table.QueryPosition()).row, 3);
  t.is(table.FindRow(size(RELOP_EQ, 20), BOOKMARK_END, DIR_BACKWARD), S_OK);
  t.is(must(table.QueryPosition()).row, 2);
  t.is(table.FindRow(null, BOOKMARK_END, DIR_BACKWARD), S_OK);
  t.is(must(table.QueryPosition()).row, 3);
  t.is(table.FindRow(null, 99, 0), MAPI_E_INVALID_BOOKMARK);
  t.is(table.FindRow(null, 0, 8), MAPI_E_UNKNOWN_FLAGS);
});

test('rows are read when they are needed, once, and again after a change', (t) => {
  const source = sinon.stub().returns(fruits);
  const table = new MemoryTable(columns, source);
  t.is(source.callCount, 0);
  table.SetColumns([PR_ROWID], 0);
  table.QueryRows(1, 0);
  table.GetRowCount(0);
  t.is(source.callCount, 1);
  table.changed();
  t.is(source.callCount, 1);
  table.GetRowCount(0);
  t.is(source.callCount, 2);
});

test('rows may come from a generator', (t) => {
  const table = new MemoryTable(columns, function* () {
    yield* fruits;
  });
  t.deepEqual(ids(table), [1, 2, 3, 4]);
});

test('sinks hear of changes until Unadvise or the end of the table, and are released', (t) => {
  const table = tableOf();
  const make = () => ({ AddRef: sinon.spy(), Release: sinon.spy(), OnNotify: sinon.spy() });
  const [one, two] = [make(), make()];
  const advise = (sink: ReturnType<typeof make>) =>
    must(table.Advise(fnevTableModified, sink as unknown as IMAPIAdviseSink));
  const connection = advise(one);
  advise(two);
  table.changed();
  table.changed(TABLE_ROW_ADDED, fruits[0]);
  t.deepEqual(
    one.OnNotify.args.map(([[notification]]) => notification),
    [
      { eventType: fnevTableModified, tableEvent: TABLE_CHANGED, row: undefined },
      { eventType: fnevTableModified, tableEvent: TABLE_ROW_ADDED, row: fruits[0] },
    ],
  );
  t.is(table.Unadvise(connection), S_OK);
  t.is(table.Unadvise(connection), MAPI_E_INVALID_PARAMETER);
  table.changed();
  t.is(one.OnNotify.callCount, 2);
  t.is(two.OnNotify.callCount, 3);
  table.Release();
  t.deepEqual(
    [one, two].map(({ AddRef, Release }) => [AddRef.callCount, Release.callCount]),
    [
      [1, 1],
      [1, 1],
    ],
  );
  t.is(tableOf().Advise(fnevNewMail, one as unknown as IMAPIAdviseSink).hr, MAPI_E_INVALID_PARAMETER);
});

test('the table is an IMAPITable without categories or asynchronous work', (t) => {
  const table = tableOf();
  t.is(table.QueryInterface(IID_IMAPITable).value, table);
  t.deepEqual(table.GetStatus(), { hr: S_OK, value: { tableStatus: 0, tableType: 0 } });
  t.is(table.WaitForCompletion(0, 10).hr, S_OK);
  t.is(table.Abort(), S_OK);
  t.is(table.ExpandRow(new Uint8Array(), 1, 0).hr, MAPI_E_NO_SUPPORT);
  t.is(table.CollapseRow(new Uint8Array(), 0).hr, MAPI_E_NO_SUPPORT);
  t.is(table.GetCollapseState(0, new Uint8Array()).hr, MAPI_E_NO_SUPPORT);
  t.is(table.SetCollapseState(0, new Uint8Array()).hr, MAPI_E_NO_SUPPORT);
  t.deepEqual(table.GetLastError(S_OK, 0), { hr: S_OK, value: null });
});

test('ten thousand rows are restricted, sorted and read in well under a second of the processor', (t) => {
  const many = Array.from({ length: 10_000 }, (_, index) => row(index, `name ${(index * 7919) % 10_000}`, index % 100));
  const table = tableOf(many);
  // By the processor's time, which a busy machine does not lengthen as much as the clock's.
  const began = process.cpuUsage();
  table.Restrict(size(RELOP_LT, 50), 0);
  table.SortTable({ sorts: [{ tag: PR_DISPLAY_NAME_W, order: 0 }] }, 0);
  t.is(must(table.QueryRows(10_000, 0)).length, 5000);
  t.true(process.cpuUsage(began).user < 1_000_000);
});
