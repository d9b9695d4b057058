import {
  ATTACH_EMBEDDED_MSG,
  FL_PREFIX,
  type IABContainer,
  IID_IMAPIContainer,
  IID_IMessage,
  type IMAPIProp,
  type IMAPITable,
  KEEP_OPEN_READWRITE,
  MAPI_CREATE,
  MAPI_E_NOT_FOUND,
  MAPI_MODIFY,
  MODRECIP_MODIFY,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_METHOD,
  PR_DEF_CREATE_DL,
  PR_DEF_CREATE_MAILUSER,
  PR_DISPLAY_NAME_W,
  PR_ROWID,
  PR_SEARCH,
  PR_SUBJECT_A,
  PR_SUBJECT_W,
  PROP_ID,
  PROP_TYPE,
  type PropertyValue,
  type PropTag,
  PT_ERROR,
  PT_MV_STRING8,
  PT_MV_UNICODE,
  PT_STRING8,
  PT_UNICODE,
  propTag,
  RELOP_EQ,
  RELOP_GT,
  S_OK,
  type SRestriction,
  type SSortOrderSet,
} from '@mapi-kit/sdk';
import test from 'ava';
import { bookOver, logOn as logOnToBook, newBox } from '../address-book/support/book.js';
import { get, logOn, newFolder, newMessage, ok, okay, rowsOf, saveMessage } from '../store/support/client.js';

const [A, W] = [propTag(0x6601, PT_STRING8), propTag(0x6601, PT_UNICODE)];
const [MV_A, MV_W] = [propTag(0x6602, PT_MV_STRING8), propTag(0x6602, PT_MV_UNICODE)];

function listingBook(): { container: IABContainer } {
  class Listing extends bookOver(newBox()) {
    protected override supportsLists(): boolean {
      return true;
    }
  }
  return logOnToBook(Listing);
}

function newEntry(template: PropTag<Uint8Array>): IMAPIProp {
  const { container } = listingBook();
  const entry = ok(container.CreateEntry(get(container, template) as Uint8Array, 0));
  ok(entry.SetProps([{ tag: PR_DISPLAY_NAME_W, value: 'Ann' }]));
  return entry;
}

function newAttachment(): IMAPIProp {
  return ok(newMessage(logOn().inbox, 'x').CreateAttach(null, 0)).attach;
}

/** Every kind of object whose properties a client may set, made anew, with what saves it. */
const objects: Readonly<Record<string, () => IMAPIProp>> = {
  'a store': () => logOn().store,
  'a folder': () => newFolder(logOn().inbox, 'folder'),
  'a message': () => newMessage(logOn().inbox, 'x'),
  'an attachment': () => newAttachment(),
  'a message within a message': () => {
    const attachment = newAttachment();
    ok(attachment.SetProps([{ tag: PR_ATTACH_METHOD, value: ATTACH_EMBEDDED_MSG }]));
    return ok(attachment.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY));
  },
  'a messaging user': () => newEntry(PR_DEF_CREATE_MAILUSER),
  'a distribution list': () => newEntry(PR_DEF_CREATE_DL),
  'a search in an address book': () => ok(listingBook().container.OpenProperty(PR_SEARCH, IID_IMAPIContainer, 0, 0)),
};

function values(object: IMAPIProp, ...tags: PropTag[]): readonly PropertyValue[] {
  return ok(object.GetProps(tags, 0)).map(({ tag, value }) => (PROP_TYPE(tag) === PT_ERROR ? `error ${value}` : value));
}

const missing = `error ${MAPI_E_NOT_FOUND}`;

for (const [kind, make] of Object.entries(objects)) {
  test(`of ${kind} PT_STRING8 and PT_UNICODE are one property`, (t) => {
    const object = make();
    const listed = (tag: PropTag): number =>
      ok(object.GetPropList(0)).filter((one) => PROP_ID(one) === PROP_ID(tag)).length;
    for (const [set, other, value, next] of [
      [A, W, 'ä', 'ö'],
      [W, A, 'ä', 'ö'],
      [MV_A, MV_W, ['ä', 'b'], ['ö']],
      [MV_W, MV_A, ['ä', 'b'], ['ö']],
    ] as const) {
      t.deepEqual(ok(object.SetProps([{ tag: set, value }])), []);
      t.deepEqual(values(object, set, other), [value, value]);
      t.deepEqual(ok(object.SetProps([{ tag: other, value: next }])), []);
      t.deepEqual(values(object, set, other), [next, next]);
      t.is(listed(set), 1);
      t.deepEqual(ok(object.DeleteProps([set])), []);
      t.deepEqual(values(object, set, other), [missing, missing]);
      t.is(listed(set), 0);
    }
  });

  test(`of ${kind} PT_STRING8 and PT_UNICODE are one property after a save, too`, (t) => {
    const object = make();
    ok(
      object.SetProps([
        { tag: A, value: 'ä' },
        { tag: MV_W, value: ['ö'] },
      ]),
    );
    t.is(object.SaveChanges(KEEP_OPEN_READWRITE), S_OK);
    t.deepEqual(values(object, W, MV_A), ['ä', ['ö']]);
    t.deepEqual(ok(object.DeleteProps([W, MV_A])), []);
    t.is(object.SaveChanges(KEEP_OPEN_READWRITE), S_OK);
    t.deepEqual(values(object, A, W, MV_A, MV_W), [missing, missing, missing, missing]);
  });
}

test('of a recipient PT_STRING8 and PT_UNICODE are one property', (t) => {
  const message = newMessage(logOn().inbox, 'x');
  const row = (): readonly PropertyValue[] => {
    const table = ok(message.GetRecipientTable(0));
    okay(table.SetColumns([A, W], 0));
    return (rowsOf(table)[0] ?? []).map(({ value }) => value);
  };
  okay(message.ModifyRecipients(0, [[{ tag: A, value: 'ä' }]]));
  t.deepEqual(row(), ['ä', 'ä']);
  okay(
    message.ModifyRecipients(MODRECIP_MODIFY, [
      [
        { tag: PR_ROWID, value: 0 },
        { tag: A, value: 'ä' },
        { tag: W, value: 'ö' },
      ],
    ]),
  );
  t.deepEqual(row(), ['ö', 'ö']);
});

/** A contents table of messages with the subjects b, a and c, shown with the given column. */
function subjectTable(...columns: PropTag[]): IMAPITable {
  const { inbox } = logOn();
  for (const subject of ['b', 'a', 'c']) saveMessage(inbox, subject);
  const table = ok(inbox.GetContentsTable(0));
  okay(table.SetColumns(columns, 0));
  return table;
}

for (const [name, asked, other] of [
  ['PT_STRING8', PR_SUBJECT_A, PR_SUBJECT_W],
  ['PT_UNICODE', PR_SUBJECT_W, PR_SUBJECT_A],
] as const) {
  const shown = (table: IMAPITable): readonly PropertyValue[] => rowsOf(table).map((row) => row[0]?.value ?? null);

  test(`columns, sorts, searches and restrictions of ${name} mean the property of the other form, too`, (t) => {
    const begins: SRestriction = { rt: 3, fuzzyLevel: FL_PREFIX, tag: asked, prop: { tag: other, value: 'a' } };
    const greater: SRestriction = { rt: 4, relop: RELOP_GT, tag: asked, prop: { tag: asked, value: 'a' } };
    const same: SRestriction = { rt: 5, relop: RELOP_EQ, tag1: asked, tag2: other };
    const sorts: SSortOrderSet = { categories: 0, expanded: 0, sorts: [{ tag: asked, order: 0 }] };
    const filtered = (restriction: SRestriction): readonly PropertyValue[] => {
      const table = subjectTable(other);
      okay(table.Restrict(restriction, 0));
      okay(table.SortTable(sorts, 0));
      return shown(table);
    };
    t.deepEqual(filtered(begins), ['a']);
    t.deepEqual(filtered(greater), ['b', 'c']);
    t.deepEqual(filtered(same), ['a', 'b', 'c']);
    t.deepEqual(filtered({ rt: 8, tag: asked }), ['a', 'b', 'c']);
    const table = subjectTable(asked, other);
    okay(table.FindRow(begins, 0, 0));
    t.deepEqual(ok(table.QueryRows(1, 0)), [
      [
        { tag: asked, value: 'a' },
        { tag: other, value: 'a' },
      ],
    ]);
    table.Release();
  });
}
