import {
  DEL_FOLDERS,
  DEL_MESSAGES,
  FOLDER_MOVE,
  fnevObjectDeleted,
  IID_IMAPIFolder,
  type IMAPIAdviseSink,
  type IMAPIFolder,
  MAPI_ASSOCIATED,
  MAPI_E_SUBMITTED,
  MAPI_W_PARTIAL_COMPLETION,
  MESSAGE_MOVE,
  OPEN_IF_EXISTS,
  PR_DISPLAY_NAME_W,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import {
  type Client,
  entryIdOf,
  folderNames,
  logOn,
  logOnSpooler,
  newFolder,
  ok,
  okay,
  openMessage,
  queueOf,
  saveMessage,
  subjects,
  submitFrom,
} from './support/client.js';

interface Tree extends Client {
  readonly top: IMAPIFolder;
  readonly inner: IMAPIFolder;
  /** The entry id of the queued message in `inner`. */
  readonly queued: Uint8Array;
}

/** A folder `top` with a queued message two levels below it, and everything that is not queued around it. */
function tree(): Tree {
  const client = logOn();
  const top = newFolder(client.inbox, 'top');
  const middle = newFolder(top, 'middle');
  const inner = newFolder(middle, 'inner');
  saveMessage(newFolder(top, 'plain'), 'x');
  saveMessage(top, 'x');
  okay(ok(inner.CreateMessage(null, MAPI_ASSOCIATED)).SaveChanges(0));
  saveMessage(inner, 'x');
  return { ...client, top, inner, queued: submitFrom(inner, 'queued') };
}

/** Fails unless of a tree only the queued message and the folders above it are left. */
function onlyQueuedIsLeft(t: { deepEqual(actual: unknown, expected: unknown): unknown }, client: Tree): void {
  const { inbox, top, inner } = client;
  const middle = ok(top.CreateFolder(1, 'middle', null, null, OPEN_IF_EXISTS));
  t.deepEqual([inbox, top, middle, inner].map(folderNames), [['top'], ['middle'], ['inner'], []]);
  t.deepEqual(
    [top, middle, inner].map((folder) => subjects(folder)),
    [[], [], ['queued']],
  );
  t.deepEqual(subjects(inner, MAPI_ASSOCIATED), []);
  t.deepEqual(queueOf(client), ['queued']);
}

const everything = DEL_FOLDERS | DEL_MESSAGES;

test('EmptyFolder leaves queued messages in subfolders, and the folders above them', (t) => {
  const client = tree();
  t.is(client.inbox.EmptyFolder(0, null, 0), MAPI_W_PARTIAL_COMPLETION);
  onlyQueuedIsLeft(t, client);
});

test('A message that is being sent is left as well, and can be finished', (t) => {
  const client = tree();
  const spooler = logOnSpooler(client).store;
  okay(spooler.SetLockState(openMessage(spooler, client.queued), 1));
  t.is(client.inbox.EmptyFolder(0, null, 0), MAPI_W_PARTIAL_COMPLETION);
  t.is(spooler.FinishedMsg(0, client.queued), S_OK);
  t.deepEqual(subjects(client.inner), ['queued']);
  t.is(client.inbox.EmptyFolder(0, null, 0), S_OK);
  t.deepEqual(folderNames(client.inbox), []);
});

test('DeleteFolder leaves queued messages, and the folders above them', (t) => {
  const client = tree();
  const deleted: unknown[] = [];
  const sink = { AddRef: () => 2, Release: () => 1, OnNotify: (events: unknown[]) => deleted.push(...events) };
  ok(client.store.Advise(null, fnevObjectDeleted, sink as unknown as IMAPIAdviseSink));
  t.is(client.inbox.DeleteFolder(entryIdOf(client.top), 0, null, everything), MAPI_W_PARTIAL_COMPLETION);
  onlyQueuedIsLeft(t, client);
  t.is(deleted.length, 5, 'three messages, a hidden one, and the folder that had nothing queued');
});

test('DeleteFolder is MAPI_E_SUBMITTED when nothing can be deleted', (t) => {
  const client = tree();
  const top = entryIdOf(client.top);
  okay(client.inbox.DeleteFolder(top, 0, null, everything));
  t.is(client.inbox.DeleteFolder(top, 0, null, everything), MAPI_E_SUBMITTED);
  onlyQueuedIsLeft(t, client);
  okay(client.store.AbortSubmit(client.queued, 0));
  t.is(client.inbox.DeleteFolder(top, 0, null, everything), S_OK);
  t.deepEqual(folderNames(client.inbox), []);
});

test('A folder that is moved to another store leaves queued messages behind, and does not copy them', (t) => {
  const [client, other] = [tree(), logOn()];
  const moved = client.inbox.CopyFolder(entryIdOf(client.top), null, other.inbox, null, 0, null, FOLDER_MOVE);
  t.is(moved, MAPI_W_PARTIAL_COMPLETION);
  onlyQueuedIsLeft(t, client);
  const open = (parent: IMAPIFolder, name: string) => ok(parent.CreateFolder(1, name, null, null, OPEN_IF_EXISTS));
  const top = open(other.inbox, 'top');
  t.deepEqual(folderNames(top), ['middle', 'plain']);
  const inner = open(open(top, 'middle'), 'inner');
  t.deepEqual(
    [top, open(top, 'plain'), inner].map((folder) => subjects(folder)),
    [['x'], ['x'], ['x']],
  );
  t.is(subjects(inner, MAPI_ASSOCIATED).length, 1);
});

test('A folder that is copied to another store has copies of its queued messages, which are not queued', (t) => {
  const [client, other] = [tree(), logOn()];
  const middle = ok(client.top.CreateFolder(1, 'middle', null, null, OPEN_IF_EXISTS));
  t.is(middle.CopyFolder(entryIdOf(client.inner), null, other.inbox, null, 0, null, 0), S_OK);
  const inner = ok(other.inbox.CreateFolder(1, 'inner', null, null, OPEN_IF_EXISTS));
  t.deepEqual(subjects(inner), ['x', 'queued']);
  t.deepEqual(queueOf(other), []);
  t.deepEqual(queueOf(client), ['queued']);
});

test('CopyTo with MAPI_MOVE moves what is not queued, and says that the rest stays', (t) => {
  const [client, other] = [tree(), logOn()];
  const target = newFolder(other.inbox, 'target');
  const copied = client.top.CopyTo([], [PR_DISPLAY_NAME_W], 0, null, IID_IMAPIFolder, target, MESSAGE_MOVE);
  t.is(copied.hr, MAPI_E_SUBMITTED);
  onlyQueuedIsLeft(t, client);
  t.deepEqual([subjects(target), folderNames(target)], [['x'], ['middle', 'plain']]);
});
