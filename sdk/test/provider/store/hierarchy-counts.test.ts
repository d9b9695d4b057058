import {
  CLEAR_READ_FLAG,
  CONVENIENT_DEPTH,
  DEL_FOLDERS,
  FOLDER_GENERIC,
  fnevObjectModified,
  fnevTableModified,
  type IMAPIAdviseSink,
  type IMAPITable,
  KEEP_OPEN_READWRITE,
  MAPI_ASSOCIATED,
  MESSAGE_MOVE,
  PR_ASSOC_CONTENT_COUNT,
  PR_CONTENT_COUNT,
  PR_CONTENT_UNREAD,
  PR_DISPLAY_NAME_W,
  PR_PARENT_ENTRYID,
  PR_SUBFOLDERS,
  TABLE_CHANGED,
} from '@mapi-kit/sdk';
import test from 'ava';
import { entryIdOf, logOn, newMessage, ok, okay, openFolder, saveMessage } from './support/client.js';

class Ear {
  heard: number[] = [];

  get sink(): IMAPIAdviseSink {
    const OnNotify = (notifications: readonly { eventType: number; tableEvent?: number | undefined }[]): number => {
      this.heard.push(...notifications.map(({ eventType, tableEvent }) => tableEvent ?? eventType));
      return 0;
    };
    return { AddRef: () => 2, Release: () => 1, OnNotify } as unknown as IMAPIAdviseSink;
  }

  /** Whether there has been anything since the last call. */
  take(): boolean {
    return this.heard.splice(0).includes(TABLE_CHANGED);
  }
}

function openTable(flags: number) {
  const client = logOn();
  const parent = openFolder(client.store, ok(client.inbox.GetProps([PR_PARENT_ENTRYID], 0))[0]?.value as Uint8Array);
  const table = ok(parent.GetHierarchyTable(flags));
  okay(table.SetColumns([PR_DISPLAY_NAME_W, PR_CONTENT_COUNT, PR_CONTENT_UNREAD, PR_ASSOC_CONTENT_COUNT], 0));
  const ear = new Ear();
  ok(table.Advise(fnevTableModified, ear.sink));
  return { ...client, parent, table, ear };
}

function shown(table: IMAPITable, name = 'Inbox'): unknown[] {
  ok(table.SeekRow(0, 0));
  const row = ok(table.QueryRows(100, 0)).find(([first]) => first?.value === name) ?? [];
  return row.slice(1).map(({ value }) => value);
}

for (const [what, flags] of [
  ['a hierarchy table', 0],
  ['a hierarchy table of all depths', CONVENIENT_DEPTH],
] as const) {
  test(`${what} that is open hears of counts that change, and shows them`, (t) => {
    const { inbox, root, parent, table, ear } = openTable(flags);
    t.deepEqual(shown(table), [0, 0, 0]);

    const message = newMessage(inbox, 'one');
    okay(message.SaveChanges(KEEP_OPEN_READWRITE));
    t.deepEqual([ear.take(), shown(table)], [true, [1, 0, 0]]);
    okay(inbox.SetReadFlags(null, 0, null, CLEAR_READ_FLAG));
    t.deepEqual([ear.take(), shown(table)], [true, [1, 1, 0]]);
    okay(message.SetReadFlag(0));
    t.deepEqual([ear.take(), shown(table)], [true, [1, 0, 0]]);

    okay(ok(inbox.CreateMessage(null, MAPI_ASSOCIATED)).SaveChanges(0));
    t.deepEqual([ear.take(), shown(table)], [true, [1, 0, 1]]);
    okay(inbox.CopyMessages([entryIdOf(message)], null, inbox, 0, null, 0));
    t.deepEqual([ear.take(), shown(table)], [true, [2, 0, 1]]);
    okay(inbox.CopyMessages([entryIdOf(message)], null, root, 0, null, MESSAGE_MOVE));
    t.deepEqual([ear.take(), shown(table)], [true, [1, 0, 1]]);
    okay(root.CopyMessages([entryIdOf(message)], null, inbox, 0, null, MESSAGE_MOVE));
    t.deepEqual([ear.take(), shown(table)], [true, [2, 0, 1]]);
    okay(inbox.DeleteMessages([entryIdOf(message)], 0, null, 0));
    t.deepEqual([ear.take(), shown(table)], [true, [1, 0, 1]]);
    okay(inbox.EmptyFolder(0, null, 0));
    t.deepEqual([ear.take(), shown(table)], [true, [0, 0, 1]]);

    const folder = ok(parent.CreateFolder(FOLDER_GENERIC, 'new', null, null, 0));
    saveMessage(folder, 'two');
    ear.take();
    okay(parent.CopyFolder(entryIdOf(folder), null, inbox, 'copy', 0, null, 0));
    t.true(ear.take());
  });
}

test('a save that changes no count leaves the hierarchy table alone', (t) => {
  const { inbox, ear } = openTable(0);
  const message = newMessage(inbox, 'one');
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  ear.take();
  okay(message.ModifyRecipients(0, []));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  t.false(ear.take());
});

test('an open hierarchy table hears that a folder has got its first subfolder, and lost its last', (t) => {
  const { inbox, table, ear } = openTable(0);
  okay(table.SetColumns([PR_DISPLAY_NAME_W, PR_SUBFOLDERS], 0));
  t.deepEqual(shown(table), [false]);
  const folder = ok(inbox.CreateFolder(FOLDER_GENERIC, 'below', null, null, 0));
  t.deepEqual([ear.take(), shown(table)], [true, [true]]);
  okay(inbox.DeleteFolder(entryIdOf(folder), 0, null, DEL_FOLDERS));
  t.deepEqual([ear.take(), shown(table)], [true, [false]]);
});

test('a sink of a folder hears that its counts have changed', (t) => {
  const { store, inbox, root } = logOn();
  const first = saveMessage(inbox, 'one');
  const ear = new Ear();
  ok(store.Advise(entryIdOf(inbox), fnevObjectModified, ear.sink));
  const heard = (): number => ear.heard.splice(0).length;
  okay(inbox.SetReadFlags([first], 0, null, CLEAR_READ_FLAG));
  t.is(heard(), 2, 'the message and the folder');
  okay(inbox.CopyMessages([first], null, root, 0, null, MESSAGE_MOVE));
  t.is(heard(), 1);
  okay(root.CopyMessages([first], null, inbox, 0, null, MESSAGE_MOVE));
  t.is(heard(), 1);
  okay(inbox.DeleteMessages([first], 0, null, 0));
  t.is(heard(), 1);
});
