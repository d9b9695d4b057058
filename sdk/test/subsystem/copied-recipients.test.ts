import {
  ATTACH_BY_VALUE,
  ATTACH_EMBEDDED_MSG,
  IID_IMessage,
  type IMAPIFolder,
  type IMAPIProp,
  type IMessage,
  KEEP_OPEN_READWRITE,
  MAPI_CREATE,
  MAPI_MODIFY,
  MAPI_MOVE,
  MAPI_TO,
  MESSAGE_MOVE,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_RECIPIENT_TYPE,
  PROP_ID,
  PROP_TAG,
  type PropTag,
  PS_PUBLIC_STRINGS,
  PT_BINARY,
  PT_LONG,
  PT_UNICODE,
  propTag,
  propValue,
  type SPropValue,
  TBL_ALL_COLUMNS,
} from '@mapi-kit/sdk';
import test, { type ExecutionContext } from 'ava';
import { copyMessages } from '#src/subsystem/default-copy.js';
import { copyMessageParts } from '#src/subsystem/message-copy.js';
import { entryIdOf, logOn, newMessage, ok, okay, openMessage } from '../provider/store/support/client.js';

const SMTP_ADDRESS = propTag(0x39fe, PT_UNICODE);
const ORDER = propTag(0x5fdf, PT_LONG);
const CONTENT_ID = propTag(0x3712, PT_UNICODE);
const KEYWORD = { guid: PS_PUBLIC_STRINGS, kind: 1, name: 'Keyword' } as const;

const recipient: SPropValue[] = [
  propValue(PR_DISPLAY_NAME_W, 'Ann'),
  propValue(PR_EMAIL_ADDRESS_W, '/o=x'),
  propValue(PR_RECIPIENT_TYPE, MAPI_TO),
  propValue(SMTP_ADDRESS, 'ann@example.org'),
  propValue(ORDER, 7),
  propValue(propTag(0x6700, PT_BINARY), Uint8Array.of(1, 2)),
];

/** The id of the keyword in the store of an object. */
function keyword(object: IMAPIProp): PropTag<string> {
  return PROP_TAG(PT_UNICODE, PROP_ID(ok(object.GetIDsFromNames([KEYWORD], MAPI_CREATE))[0] ?? 0));
}

function fill(message: IMessage): void {
  ok(message.SetProps([propValue(keyword(message), 'red')]));
  okay(message.ModifyRecipients(0, [[...recipient, propValue(keyword(message), 'blue')]]));
  const { attach } = ok(message.CreateAttach(null, 0));
  ok(
    attach.SetProps([
      propValue(PR_ATTACH_METHOD, ATTACH_BY_VALUE),
      propValue(PR_ATTACH_FILENAME_W, 'Žluťoučký.txt'),
      propValue(PR_ATTACH_DATA_BIN, Uint8Array.of(9)),
      propValue(CONTENT_ID, 'one@example.org'),
      propValue(keyword(message), 'green'),
    ]),
  );
  okay(attach.SaveChanges(0));
}

/** A message with a recipient, an attachment, and another message with the same inside. */
function sent(folder: IMAPIFolder): Uint8Array {
  const message = newMessage(folder, 'hello');
  fill(message);
  const { attach } = ok(message.CreateAttach(null, 0));
  ok(attach.SetProps([propValue(PR_ATTACH_METHOD, ATTACH_EMBEDDED_MSG)]));
  const inner = ok(attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY));
  fill(inner);
  okay(inner.SaveChanges(KEEP_OPEN_READWRITE));
  okay(attach.SaveChanges(0));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  return entryIdOf(message);
}

function checkWhole(t: ExecutionContext, message: IMessage): void {
  const table = ok(message.GetRecipientTable(0));
  okay(table.SetColumns(ok(table.QueryColumns(TBL_ALL_COLUMNS)), 0));
  const [row = []] = ok(table.QueryRows(10, 0));
  for (const { tag, value } of [...recipient, propValue(keyword(message), 'blue')]) {
    t.deepEqual(row.find((one) => one.tag === tag)?.value, value, tag.toString(16));
  }
  t.is(ok(message.GetProps([keyword(message)], 0))[0]?.value, 'red');
  const attach = ok(message.OpenAttach(0, null, 0));
  const values = ok(attach.GetProps([PR_ATTACH_FILENAME_W, CONTENT_ID, PR_ATTACH_DATA_BIN, keyword(message)], 0));
  t.deepEqual(
    values.map(({ value }) => value),
    ['Žluťoučký.txt', 'one@example.org', Uint8Array.of(9), 'green'],
  );
}

/** Two stores of one provider, in which the keyword has two ids. */
function twoStores() {
  const [from, to] = [logOn(), logOn()];
  for (const name of ['other', 'another']) {
    ok(to.inbox.GetIDsFromNames([{ guid: PS_PUBLIC_STRINGS, kind: 1, name }], MAPI_CREATE));
  }
  return { from, to };
}

function only(inbox: IMAPIFolder): Uint8Array {
  const table = ok(inbox.GetContentsTable(0));
  okay(table.SetColumns([PR_ENTRYID], 0));
  return ok(table.QueryRows(2, 0))[0]?.[0]?.value as Uint8Array;
}

for (const [what, flags] of [
  ['copied', 0],
  ['moved', MESSAGE_MOVE],
] as const) {
  test(`a message that MAPI itself has ${what} to another store has all properties of recipients and attachments`, (t) => {
    const { from, to } = twoStores();
    okay(copyMessages(from.inbox, [sent(from.inbox)], to.inbox, flags));
    const copy = openMessage(to.store, only(to.inbox));
    t.not(keyword(copy), keyword(from.inbox), 'the stores give the name different ids');
    checkWhole(t, copy);
    const attach = ok(copy.OpenAttach(1, null, 0));
    checkWhole(t, ok(attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, 0)));
    t.is(ok(ok(from.inbox.GetContentsTable(0)).GetRowCount(0)), flags === 0 ? 1 : 0);
  });
}

test("MAPI's CopyTo of a message takes the recipients along whole, and with MAPI_MOVE away from the source", (t) => {
  const { from, to } = twoStores();
  const source = openMessage(from.store, sent(from.inbox));
  const copy = newMessage(to.inbox, 'copy');
  ok(copyMessageParts(source, copy, null, 0));
  checkWhole(t, copy);
  t.is(ok(ok(source.GetRecipientTable(0)).GetRowCount(0)), 1);
  const moved = newMessage(to.inbox, 'moved');
  ok(copyMessageParts(source, moved, null, MAPI_MOVE));
  checkWhole(t, moved);
  t.is(ok(ok(source.GetRecipientTable(0)).GetRowCount(0)), 0);
  t.is(ok(ok(source.GetAttachmentTable(0)).GetRowCount(0)), 0);
});

test("the store's own copy to another store has all properties of recipients and attachments", (t) => {
  const { from, to } = twoStores();
  okay(from.inbox.CopyMessages([sent(from.inbox)], null, to.inbox, 0, null, 0));
  checkWhole(t, openMessage(to.store, only(to.inbox)));
});
