import {
  COPY_SUBFOLDERS,
  DEL_FOLDERS,
  DEL_MESSAGES,
  FOLDER_MOVE,
  IID_IMAPITable,
  IID_IStream,
  MAPI_ASSOCIATED,
  MAPI_E_COLLISION,
  MAPI_E_FOLDER_CYCLE,
  MAPI_E_HAS_FOLDERS,
  MAPI_E_HAS_MESSAGES,
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_W_PARTIAL_COMPLETION,
  MapiError,
  MESSAGE_MOVE,
  OPEN_IF_EXISTS,
  PR_ASSOC_CONTENT_COUNT,
  PR_COMMENT_W,
  PR_CONTAINER_CONTENTS,
  PR_CONTENT_COUNT,
  PR_CONTENT_UNREAD,
  PR_DEPTH,
  PR_DISPLAY_NAME_W,
  PR_FINDER_ENTRYID,
  PR_IPM_SUBTREE_ENTRYID,
  PR_SUBFOLDERS,
  PR_SUBJECT_W,
  propValue,
  S_OK,
  TABLE_SORT_DESCEND,
} from '@mapi-kit/sdk';
import test from 'ava';
import sinon from 'sinon';
import {
  column,
  entryIdOf,
  folderNames,
  get,
  logOn,
  newFolder,
  newMessage,
  ok,
  okay,
  openFolder,
  openMessage,
  rowsOf,
  saveMessage,
  subjects,
} from './support/client.js';
import { MemoryStore } from './support/memory-store.js';

test('A new store has the standard folders', (t) => {
  const { root, store } = logOn();
  t.deepEqual(folderNames(root), ['Top of Information Store', 'Finder']);
  t.deepEqual(folderNames(openFolder(store, get(store, PR_FINDER_ENTRYID) as Uint8Array)), []);
  t.deepEqual(folderNames(openFolder(store, get(store, PR_IPM_SUBTREE_ENTRYID) as Uint8Array)), [
    'Inbox',
    'Outbox',
    'Sent Items',
    'Deleted Items',
  ]);
});

test('A hierarchy table of all levels has the depth of each folder', (t) => {
  const { root } = logOn();
  newFolder(newFolder(root, 'a'), 'b');
  const rows = rowsOf(ok(root.GetHierarchyTable(1)));
  const found = rows.map((row) => [
    row.find(({ tag }) => tag === PR_DISPLAY_NAME_W)?.value,
    row.find(({ tag }) => tag === PR_DEPTH)?.value,
  ]);
  t.deepEqual(found.slice(-2), [
    ['a', 1],
    ['b', 2],
  ]);
});

test('A folder counts what is in it', (t) => {
  const { root } = logOn();
  const folder = newFolder(root, 'counted');
  const entryId = saveMessage(folder, 'a');
  saveMessage(folder, 'b');
  const hidden = ok(folder.CreateMessage(null, MAPI_ASSOCIATED));
  okay(hidden.SaveChanges(0));
  okay(folder.SetReadFlags([entryId], 0, null, 4));
  newFolder(folder, 'child');
  t.is(get(folder, PR_CONTENT_COUNT), 2);
  t.is(get(folder, PR_CONTENT_UNREAD), 1);
  t.is(get(folder, PR_ASSOC_CONTENT_COUNT), 1);
  t.is(get(folder, PR_SUBFOLDERS), true);
  t.is(subjects(folder, MAPI_ASSOCIATED).length, 1);
});

test('A name that is taken is MAPI_E_COLLISION, or opens the folder with OPEN_IF_EXISTS', (t) => {
  const { root } = logOn();
  const folder = newFolder(root, 'Mail');
  t.is(root.CreateFolder(1, 'mail', null, null, 0).hr, MAPI_E_COLLISION);
  t.deepEqual(entryIdOf(ok(root.CreateFolder(1, 'mail', null, null, OPEN_IF_EXISTS))), entryIdOf(folder));
  const other = newFolder(root, 'Other');
  t.is(ok(other.SetProps([propValue(PR_DISPLAY_NAME_W, 'MAIL')]))[0]?.scode, MAPI_E_COLLISION);
  t.deepEqual(ok(other.SetProps([propValue(PR_DISPLAY_NAME_W, 'OTHER')])), []);
});

test('Folders without a name and folders of an unknown type are refused', (t) => {
  const { root } = logOn();
  t.is(root.CreateFolder(3, 'other', null, null, 0).hr, MAPI_E_INVALID_PARAMETER);
  t.is(root.CreateFolder(1, '', null, null, 0).hr, MAPI_E_INVALID_PARAMETER);
});

test('A message keeps its entry id when it is moved', (t) => {
  const { inbox, root, store } = logOn();
  const entryId = saveMessage(inbox, 'mover');
  t.is(inbox.CopyMessages([entryId], null, root, 0, null, MESSAGE_MOVE), S_OK);
  t.deepEqual(subjects(inbox), []);
  t.deepEqual(subjects(root), ['mover']);
  t.is(get(openMessage(store, entryId), PR_SUBJECT_W), 'mover');
});

test('A copy is a message of its own', (t) => {
  const { inbox, root, store } = logOn();
  const entryId = saveMessage(inbox, 'original');
  okay(inbox.CopyMessages([entryId], null, root, 0, null, 0));
  const copy = openMessage(store, column(ok(root.GetContentsTable(0)), 0x0fff0102 as never)[0] as Uint8Array);
  ok(copy.SetProps([propValue(PR_SUBJECT_W, 'changed')]));
  okay(copy.SaveChanges(0));
  t.deepEqual(subjects(inbox), ['original']);
  t.deepEqual(subjects(root), ['changed']);
});

test('Messages are copied and moved to a folder of another store', (t) => {
  const [a, b] = [logOn(), logOn()];
  const message = newMessage(a.inbox, 'traveller');
  okay(message.ModifyRecipients(0, [[propValue(PR_DISPLAY_NAME_W, 'Ada')]]));
  okay(message.SaveChanges(2));
  t.is(a.inbox.CopyMessages([entryIdOf(message)], null, b.inbox, 0, null, MESSAGE_MOVE), S_OK);
  t.deepEqual(subjects(a.inbox), []);
  t.deepEqual(subjects(b.inbox), ['traveller']);
  const arrived = column(ok(b.inbox.GetContentsTable(0)), 0x0e04001f as never);
  t.deepEqual(arrived, ['Ada']);
});

test('A message of which the other store refuses a property is not moved, nor copied without it', (t) => {
  const [a, b] = [logOn(), logOn()];
  const message = saveMessage(a.inbox, 'traveller');
  const create = b.inbox.CreateMessage.bind(b.inbox);
  sinon.stub(b.inbox, 'CreateMessage').callsFake((iid, flags) => {
    const created = create(iid, flags);
    const refusal = { index: 0, tag: PR_SUBJECT_W, scode: MAPI_E_NOT_ENOUGH_DISK };
    if (created.value !== null) created.value.SetProps = () => ({ hr: S_OK, value: [refusal] });
    return created;
  });
  for (const flags of [MESSAGE_MOVE, 0]) {
    t.is(a.inbox.CopyMessages([message], null, b.inbox, 0, null, flags), MAPI_E_NOT_ENOUGH_DISK);
  }
  t.deepEqual([subjects(a.inbox), subjects(b.inbox)], [['traveller'], []]);
});

test('What is not there makes a deletion partial', (t) => {
  const { inbox } = logOn();
  const [a, b] = [saveMessage(inbox, 'a'), saveMessage(inbox, 'b')];
  okay(inbox.DeleteMessages([a], 0, null, 0));
  t.is(inbox.DeleteMessages([a, b, new Uint8Array(3)], 0, null, 0), MAPI_W_PARTIAL_COMPLETION);
  t.deepEqual(subjects(inbox), []);
});

test('A store that fails to delete says so', (t) => {
  class Stubborn extends MemoryStore {
    protected override remove(): void {
      throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'journal full');
    }
  }
  const { inbox } = logOn({ storeClass: Stubborn });
  t.is(inbox.DeleteMessages([saveMessage(inbox, 'a')], 0, null, 0), MAPI_E_NOT_ENOUGH_DISK);
});

test('A folder that is not empty is deleted only when told so', (t) => {
  const { root, store } = logOn();
  const folder = newFolder(root, 'full');
  const inner = newFolder(folder, 'inner');
  const entryId = saveMessage(inner, 'deep');
  t.is(root.DeleteFolder(entryIdOf(folder), 0, null, 0), MAPI_E_HAS_FOLDERS);
  saveMessage(folder, 'x');
  t.is(root.DeleteFolder(entryIdOf(folder), 0, null, DEL_FOLDERS), MAPI_E_HAS_MESSAGES);
  t.is(root.DeleteFolder(entryIdOf(folder), 0, null, DEL_FOLDERS | DEL_MESSAGES), S_OK);
  t.false(folderNames(root).includes('full'));
  t.is(store.OpenEntry(entryId, null, 0).value, null);
});

test('A standard folder can be neither deleted nor moved', (t) => {
  const { root, store, inbox } = logOn();
  const top = openFolder(store, get(store, PR_IPM_SUBTREE_ENTRYID) as Uint8Array);
  t.is(top.DeleteFolder(entryIdOf(inbox), 0, null, 0), MAPI_E_NO_ACCESS);
  t.is(top.CopyFolder(entryIdOf(inbox), null, root, null, 0, null, FOLDER_MOVE), MAPI_E_NO_ACCESS);
});

test('A folder moves with all that is in it and keeps its entry id', (t) => {
  const { root, inbox, store } = logOn();
  const folder = newFolder(root, 'project');
  saveMessage(newFolder(folder, 'inner'), 'deep');
  t.is(root.CopyFolder(entryIdOf(folder), null, inbox, 'renamed', 0, null, FOLDER_MOVE), S_OK);
  t.deepEqual(folderNames(inbox), ['renamed']);
  t.deepEqual(folderNames(openFolder(store, entryIdOf(folder))), ['inner']);
});

test('A folder is renamed by a move to where it is, also in upper and lower case only', (t) => {
  const { root } = logOn();
  const folder = newFolder(root, 'project');
  t.is(root.CopyFolder(entryIdOf(folder), null, root, 'Project', 0, null, FOLDER_MOVE), S_OK);
  t.is(get(folder, PR_DISPLAY_NAME_W), 'Project');
  newFolder(root, 'other');
  t.is(root.CopyFolder(entryIdOf(folder), null, root, 'OTHER', 0, null, FOLDER_MOVE), MAPI_E_COLLISION);
});

test('A folder cannot be moved or copied into itself', (t) => {
  const { root } = logOn();
  const folder = newFolder(root, 'outer');
  const inner = newFolder(folder, 'inner');
  t.is(root.CopyFolder(entryIdOf(folder), null, inner, null, 0, null, FOLDER_MOVE), MAPI_E_FOLDER_CYCLE);
  t.is(root.CopyFolder(entryIdOf(folder), null, inner, null, 0, null, COPY_SUBFOLDERS), MAPI_E_FOLDER_CYCLE);
});

test('A copied folder has its messages, and its subfolders when wanted', (t) => {
  const { root, inbox } = logOn();
  const folder = newFolder(root, 'source');
  ok(folder.SetProps([propValue(PR_COMMENT_W, 'with a comment')]));
  saveMessage(folder, 'm');
  saveMessage(newFolder(folder, 'inner'), 'deep');
  t.is(root.CopyFolder(entryIdOf(folder), null, inbox, 'flat', 0, null, 0), S_OK);
  t.is(root.CopyFolder(entryIdOf(folder), null, inbox, 'deep', 0, null, COPY_SUBFOLDERS), S_OK);
  t.is(root.CopyFolder(entryIdOf(folder), null, inbox, 'deep', 0, null, 0), MAPI_E_COLLISION);
  const [flat, deep] = ['flat', 'deep'].map((name) => ok(inbox.CreateFolder(1, name, null, null, OPEN_IF_EXISTS)));
  t.deepEqual(flat && [subjects(flat), folderNames(flat), get(flat, PR_COMMENT_W)], [['m'], [], 'with a comment']);
  t.deepEqual(deep && [subjects(deep), folderNames(deep)], [['m'], ['inner']]);
});

test('A folder is copied to another store', (t) => {
  const [a, b] = [logOn(), logOn()];
  const folder = newFolder(a.root, 'abroad');
  saveMessage(newFolder(folder, 'inner'), 'deep');
  saveMessage(folder, 'm');
  t.is(a.root.CopyFolder(entryIdOf(folder), null, b.root, null, 0, null, FOLDER_MOVE), S_OK);
  t.false(folderNames(a.root).includes('abroad'));
  const there = ok(b.root.CreateFolder(1, 'abroad', null, null, OPEN_IF_EXISTS));
  t.deepEqual([subjects(there), folderNames(there)], [['m'], ['inner']]);
});

test('EmptyFolder leaves the folder, and hidden messages unless told otherwise', (t) => {
  const { root } = logOn();
  const folder = newFolder(root, 'bin');
  saveMessage(folder, 'a');
  newFolder(folder, 'inner');
  okay(ok(folder.CreateMessage(null, MAPI_ASSOCIATED)).SaveChanges(0));
  t.is(folder.EmptyFolder(0, null, 0), S_OK);
  t.deepEqual([subjects(folder), folderNames(folder), subjects(folder, MAPI_ASSOCIATED).length], [[], [], 1]);
  t.is(folder.EmptyFolder(0, null, 8), S_OK);
  t.is(subjects(folder, MAPI_ASSOCIATED).length, 0);
});

test('The message status is kept by mask', (t) => {
  const first = logOn();
  const entryId = saveMessage(first.inbox, 'x');
  t.is(ok(first.inbox.SetMessageStatus(entryId, 0b11, 0b11)), 0);
  t.is(ok(first.inbox.SetMessageStatus(entryId, 0, 0b01)), 0b11);
  first.logon.Logoff(0);
  t.is(ok(logOn({ section: first.section }).inbox.GetMessageStatus(entryId, 0)), 0b10);
});

test('SetReadFlags without a list concerns all messages', (t) => {
  const { root } = logOn();
  const folder = newFolder(root, 'read');
  saveMessage(folder, 'a');
  saveMessage(folder, 'b');
  t.is(folder.SetReadFlags(null, 0, null, 4), S_OK);
  t.is(get(folder, PR_CONTENT_UNREAD), 2);
  t.is(folder.SetReadFlags(null, 0, null, 0), S_OK);
  t.is(get(folder, PR_CONTENT_UNREAD), 0);
});

test('A contents table is sorted as SaveContentsSort said', (t) => {
  const { inbox } = logOn();
  for (const subject of ['b', 'c', 'a']) saveMessage(inbox, subject);
  okay(inbox.SaveContentsSort({ sorts: [{ tag: PR_SUBJECT_W, order: TABLE_SORT_DESCEND as 1 }] }, 0));
  t.deepEqual(subjects(inbox), ['c', 'b', 'a']);
});

test('Contents are opened as a table through their property', (t) => {
  const { inbox } = logOn();
  saveMessage(inbox, 'x');
  t.is(rowsOf(ok(inbox.OpenProperty(PR_CONTAINER_CONTENTS, IID_IMAPITable, 0, 0))).length, 1);
  t.is(inbox.OpenProperty(PR_CONTAINER_CONTENTS, IID_IStream, 0, 0).hr, MAPI_E_INTERFACE_NOT_SUPPORTED);
});

test('A list hook that fails is the code of the table', (t) => {
  let failing = false;
  class Unlisted extends MemoryStore {
    protected override list(parent: string): ReturnType<MemoryStore['list']> {
      if (failing) throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'no index');
      return super.list(parent);
    }
  }
  const { inbox } = logOn({ storeClass: Unlisted });
  const table = ok(inbox.GetContentsTable(0));
  failing = true;
  t.is(table.QueryRows(10, 0).hr, MAPI_E_NOT_ENOUGH_DISK);
  t.regex(ok(table.GetLastError(MAPI_E_NOT_ENOUGH_DISK, 0)).error, /no index/);
});
