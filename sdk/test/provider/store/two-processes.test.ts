import {
  DEL_MESSAGES,
  type IMAPIFolder,
  MAPI_E_HAS_MESSAGES,
  MAPI_E_OBJECT_DELETED,
  PR_CONTENT_COUNT,
  PR_DISPLAY_NAME_W,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import { Behind, test } from './support/behind-store.js';
import {
  type Client,
  entryIdOf,
  get,
  logOn,
  logOnSpooler,
  makeProvider,
  newFolder,
  ok,
  okay,
  openFolder,
  queueOf,
  saveMessage,
  sectionFor,
  shutdownOf,
  subjects,
  submitFrom,
} from './support/client.js';

// Two provider objects over one disk see of each other what two processes do: what is committed.

/** A process of its own that has the store open. */
function processWith(section: Client['section']): Client {
  return logOn({ provider: makeProvider(Behind), section });
}

function twoProcesses(): [Client, Client] {
  const section = sectionFor('/data/shared');
  const first = processWith(section);
  commit(first);
  return [first, processWith(section)];
}

function commit(client: Client): void {
  okay(shutdownOf(client.provider).NotifyProcessShutdown());
}

/** The folder as another process sees it. */
function theSame(folder: IMAPIFolder, client: Client): IMAPIFolder {
  return openFolder(client.store, entryIdOf(folder));
}

test('What another process submits stays in the queue when the messages before it have been sent', (t) => {
  const [first, second] = twoProcesses();
  const a = submitFrom(first.inbox, 'a');
  commit(first);
  submitFrom(second.inbox, 'b');
  t.is(shutdownOf(second.provider).DoFastShutdown(), S_OK);
  const spooler = logOnSpooler(first).store;
  okay(spooler.FinishedMsg(0, a));
  commit(first);
  t.deepEqual(queueOf(processWith(first.section)), ['b']);
});

test('What two processes submit at the same time is in the queue, whoever commits last', (t) => {
  const [first, second] = twoProcesses();
  const a = submitFrom(first.inbox, 'a');
  submitFrom(second.inbox, 'b');
  submitFrom(first.inbox, 'c');
  okay(logOnSpooler(first).store.FinishedMsg(0, a));
  commit(second);
  commit(first);
  t.deepEqual(queueOf(first), ['b', 'c']);
  t.deepEqual(queueOf(second), ['b', 'c']);
  t.deepEqual(queueOf(processWith(first.section)), ['b', 'c']);
});

test('A process finds, sends and takes back what another one has submitted', (t) => {
  const [first, second] = twoProcesses();
  t.deepEqual(queueOf(first), []);
  const [b, c] = [submitFrom(second.inbox, 'b'), submitFrom(second.inbox, 'c')];
  commit(second);
  const objects = Behind.disk.size;
  okay(first.store.AbortSubmit(c, 0));
  t.deepEqual(queueOf(first), ['b']);
  okay(logOnSpooler(first).store.FinishedMsg(0, b));
  commit(first);
  t.deepEqual(queueOf(second), []);
  t.is(Behind.disk.size, objects - 2, 'both entries are gone');
});

test('What another process has put into a folder that was empty keeps the folder from being deleted as empty', (t) => {
  const [first, second] = twoProcesses();
  const folder = newFolder(first.inbox, 'empty');
  commit(first);
  t.is(get(folder, PR_CONTENT_COUNT), 0);
  saveMessage(theSame(folder, second), 'x');
  commit(second);
  t.is(first.inbox.DeleteFolder(entryIdOf(folder), 0, null, 0), MAPI_E_HAS_MESSAGES);
  t.is(first.inbox.DeleteFolder(entryIdOf(folder), 0, null, DEL_MESSAGES), S_OK);
});

test('What another process has put into a folder that was empty goes along with its copies', (t) => {
  const [first, second] = twoProcesses();
  const folder = newFolder(first.inbox, 'empty');
  commit(first);
  t.is(get(folder, PR_CONTENT_COUNT), 0);
  saveMessage(theSame(folder, second), 'x');
  commit(second);
  const elsewhere = logOn();
  okay(first.inbox.CopyFolder(entryIdOf(folder), null, elsewhere.inbox, 'there', 0, null, 0));
  const there = ok(elsewhere.inbox.CreateFolder(1, 'there', null, null, 1));
  t.deepEqual(subjects(there), ['x']);
});

test('A folder that another process has renamed or deleted is not the old one', (t) => {
  const [first, second] = twoProcesses();
  const folder = newFolder(first.inbox, 'old');
  commit(first);
  saveMessage(folder, 'x');
  const theirs = theSame(folder, second);
  ok(theirs.SetProps([propValue(PR_DISPLAY_NAME_W, 'new')]));
  commit(second);
  commit(first);
  t.is(get(folder, PR_DISPLAY_NAME_W), 'new');
  okay(second.inbox.DeleteFolder(entryIdOf(theirs), 0, null, DEL_MESSAGES));
  commit(second);
  t.is(folder.CreateMessage(null, 0).hr, MAPI_E_OBJECT_DELETED);
});
