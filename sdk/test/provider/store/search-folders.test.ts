import {
  BACKGROUND_SEARCH,
  CLEAR_READ_FLAG,
  CONVENIENT_DEPTH,
  DEL_FOLDERS,
  FL_PREFIX,
  FOLDER_GENERIC,
  FOLDER_MOVE,
  FOLDER_SEARCH,
  FOREGROUND_SEARCH,
  fnevObjectModified,
  fnevSearchComplete,
  fnevTableModified,
  type IMAPIAdviseSink,
  type IMAPIFolder,
  KEEP_OPEN_READWRITE,
  MAPI_ACCESS_CREATE_CONTENTS,
  MAPI_E_COLLISION,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_NOT_INITIALIZED,
  MAPI_E_TOO_COMPLEX,
  MAPI_E_UNKNOWN_ENTRYID,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_UNICODE,
  MAPI_W_PARTIAL_COMPLETION,
  MESSAGE_MOVE,
  MSGSTATUS_TAGGED,
  NON_CONTENT_INDEXED_SEARCH,
  type NOTIFICATION,
  OPEN_IF_EXISTS,
  PR_ACCESS,
  PR_COMMENT_W,
  PR_CONTENT_COUNT,
  PR_CONTENT_UNREAD,
  PR_DISPLAY_NAME_W,
  PR_FINDER_ENTRYID,
  PR_FOLDER_TYPE,
  PR_MESSAGE_DELIVERY_TIME,
  PR_MESSAGE_FLAGS,
  PR_MESSAGE_RECIPIENTS,
  PR_PARENT_ENTRYID,
  PR_SEARCH_KEY,
  PR_STORE_STATE,
  PR_STORE_SUPPORT_MASK,
  PR_SUBJECT_W,
  propValue,
  RECURSIVE_SEARCH,
  RELOP_EQ,
  RELOP_GE,
  RELOP_RE,
  RESTART_SEARCH,
  S_OK,
  SEARCH_FOREGROUND,
  SEARCH_RECURSIVE,
  SEARCH_RUNNING,
  SHALLOW_SEARCH,
  type SRestriction,
  STOP_SEARCH,
  STORE_HAS_SEARCHES,
  STORE_SEARCH_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import {
  type Client,
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
  saveMessage,
  subjects,
} from './support/client.js';

const startsWith = (value: string): SRestriction => ({
  rt: 3,
  fuzzyLevel: FL_PREFIX,
  tag: PR_SUBJECT_W,
  prop: propValue(PR_SUBJECT_W, value),
});
const unread: SRestriction = { rt: 6, relBMR: 0, tag: PR_MESSAGE_FLAGS, mask: 1 };

function finderOf({ store }: Client): IMAPIFolder {
  return openFolder(store, get(store, PR_FINDER_ENTRYID) as Uint8Array);
}

function newSearch(client: Client, name = 'found'): IMAPIFolder {
  return ok(finderOf(client).CreateFolder(FOLDER_SEARCH, name, null, null, 0));
}

/** A search folder that looks for subjects that begin with "a" in the inbox. */
function searching(restriction: SRestriction = startsWith('a'), flags: number = RESTART_SEARCH) {
  const client = logOn();
  const found = newSearch(client);
  okay(found.SetSearchCriteria(restriction, [entryIdOf(client.inbox)], flags));
  return { ...client, found };
}

class Ear {
  readonly heard: NOTIFICATION[] = [];

  get sink(): IMAPIAdviseSink {
    const OnNotify = (notifications: readonly NOTIFICATION[]): number => {
      this.heard.push(...notifications);
      return 0;
    };
    return { AddRef: () => 2, Release: () => 1, OnNotify } as unknown as IMAPIAdviseSink;
  }

  /** How many there have been since the last call. */
  take(): number {
    return this.heard.splice(0).length;
  }
}

test('a search folder shows the messages that satisfy its restriction, from where they are', (t) => {
  const { inbox, found, root } = searching();
  saveMessage(inbox, 'apple');
  saveMessage(inbox, 'bear');
  saveMessage(root, 'ant');
  t.deepEqual(subjects(found), ['apple']);
  t.deepEqual(column(ok(found.GetContentsTable(0)), PR_PARENT_ENTRYID), [entryIdOf(inbox)]);
  t.deepEqual([get(found, PR_FOLDER_TYPE), get(found, PR_CONTENT_COUNT)], [FOLDER_SEARCH, 1]);
});

test('a search folder has nothing before its first criteria', (t) => {
  const client = logOn();
  saveMessage(client.inbox, 'apple');
  const found = newSearch(client);
  t.deepEqual(subjects(found), []);
  t.is(found.GetSearchCriteria(0).hr, MAPI_E_NOT_INITIALIZED);
  t.is(found.SetSearchCriteria(null, [entryIdOf(client.inbox)], RESTART_SEARCH), MAPI_E_NOT_INITIALIZED);
  t.is(found.SetSearchCriteria(unread, null, RESTART_SEARCH), MAPI_E_NOT_INITIALIZED);
  t.is(found.GetSearchCriteria(0).hr, MAPI_E_NOT_INITIALIZED);
});

test('results follow messages as they come, change, move and go', (t) => {
  const { inbox, root, found } = searching();
  const message = newMessage(inbox, 'bear');
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  t.deepEqual([subjects(found), get(found, PR_CONTENT_COUNT)], [[], 0]);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'apple')]));
  okay(message.SaveChanges(KEEP_OPEN_READWRITE));
  t.deepEqual([subjects(found), get(found, PR_CONTENT_COUNT)], [['apple'], 1]);
  okay(inbox.CopyMessages([entryIdOf(message)], null, root, 0, null, MESSAGE_MOVE));
  t.deepEqual([subjects(found), get(found, PR_CONTENT_COUNT)], [[], 0]);
  okay(root.CopyMessages([entryIdOf(message)], null, inbox, 0, null, 0));
  t.deepEqual([subjects(found), get(found, PR_CONTENT_COUNT)], [['apple'], 1]);
  okay(inbox.EmptyFolder(0, null, 0));
  t.deepEqual([subjects(found), get(found, PR_CONTENT_COUNT)], [[], 0]);
});

test('an open contents table and an open hierarchy table hear that results change; others do not', (t) => {
  const { store, inbox, root, found } = searching(unread);
  const contents = new Ear();
  const hierarchy = new Ear();
  const modified = new Ear();
  const table = ok(found.GetContentsTable(0));
  okay(table.SetColumns([PR_SUBJECT_W], 0));
  ok(table.Advise(fnevTableModified, contents.sink));
  const folders = ok(finderOf({ store } as Client).GetHierarchyTable(0));
  okay(folders.SetColumns([PR_DISPLAY_NAME_W, PR_CONTENT_COUNT, PR_CONTENT_UNREAD], 0));
  ok(folders.Advise(fnevTableModified, hierarchy.sink));
  ok(store.Advise(entryIdOf(found), fnevObjectModified, modified.sink));
  const heard = (): boolean[] => [contents, hierarchy, modified].map((ear) => ear.take() > 0);
  const shown = (): unknown[] => {
    ok(folders.SeekRow(0, 0));
    return [ok(table.GetRowCount(0)), ...(ok(folders.QueryRows(1, 0))[0] ?? []).map(({ value }) => value)];
  };

  t.deepEqual(shown(), [0, 'found', 0, 0]);
  const one = saveMessage(inbox, 'one');
  t.deepEqual(heard(), [true, true, true]);
  okay(inbox.SetReadFlags(null, 0, null, CLEAR_READ_FLAG));
  t.deepEqual(
    [heard(), shown()],
    [
      [true, true, true],
      [1, 'found', 1, 1],
    ],
  );
  saveMessage(root, 'elsewhere');
  t.deepEqual(heard(), [false, false, false]);
  okay(inbox.DeleteMessages([one], 0, null, 0));
  t.deepEqual(
    [heard(), shown()],
    [
      [true, true, true],
      [0, 'found', 0, 0],
    ],
  );
});

test('a search of all depths looks into folders that are made and moved later, and into no search folder', (t) => {
  const { inbox, root, found } = searching(startsWith('a'), RECURSIVE_SEARCH | RESTART_SEARCH);
  const inner = newFolder(newFolder(inbox, 'outer'), 'inner');
  saveMessage(inner, 'apple');
  t.deepEqual(subjects(found), ['apple']);
  const table = ok(found.GetContentsTable(0));
  const ear = new Ear();
  ok(table.Advise(fnevTableModified, ear.sink));
  const other = newFolder(root, 'other');
  saveMessage(other, 'ant');
  t.is(ear.take(), 0);
  okay(root.CopyFolder(entryIdOf(other), null, inbox, null, 0, null, FOLDER_MOVE));
  t.true(ear.take() > 0);
  t.deepEqual(subjects(found).toSorted(), ['ant', 'apple']);
  okay(inbox.DeleteFolder(entryIdOf(other), 0, null, DEL_FOLDERS | 1));
  t.true(ear.take() > 0);
  t.deepEqual(subjects(found), ['apple']);
  const search = ok(inbox.CreateFolder(FOLDER_SEARCH, 'search', null, null, 0));
  okay(search.SetSearchCriteria(startsWith('a'), [entryIdOf(inner)], RESTART_SEARCH));
  t.deepEqual(subjects(found), ['apple'], 'once');
  okay(found.SetSearchCriteria(null, null, SHALLOW_SEARCH));
  t.deepEqual(subjects(found), []);
});

test('a message that is in several of the folders is found once', (t) => {
  const { inbox, root, found } = searching();
  saveMessage(inbox, 'apple');
  okay(found.SetSearchCriteria(null, [entryIdOf(inbox), entryIdOf(root), entryIdOf(inbox)], RECURSIVE_SEARCH));
  t.deepEqual(subjects(found), ['apple']);
});

test('messages are found by their recipients', (t) => {
  const restriction: SRestriction = {
    rt: 9,
    subobject: PR_MESSAGE_RECIPIENTS,
    restriction: { rt: 4, relop: RELOP_EQ, tag: PR_DISPLAY_NAME_W, prop: propValue(PR_DISPLAY_NAME_W, 'Ann') },
  };
  const { inbox, found } = searching(restriction);
  for (const name of ['Ann', 'Bob']) {
    const message = newMessage(inbox, `to ${name}`);
    okay(message.ModifyRecipients(0, [[propValue(PR_DISPLAY_NAME_W, name)]]));
    okay(message.SaveChanges(0));
  }
  t.deepEqual(subjects(found), ['to Ann']);
});

test('GetSearchCriteria gives what was set, and the state', (t) => {
  const everything: SRestriction = {
    rt: 0,
    restrictions: [
      { rt: 1, restrictions: [startsWith('a'), { rt: 2, restriction: unread }] },
      {
        rt: 4,
        relop: RELOP_GE,
        tag: PR_MESSAGE_DELIVERY_TIME,
        prop: propValue(PR_MESSAGE_DELIVERY_TIME, 0x1dc0000_00000000n),
      },
      { rt: 5, relop: RELOP_EQ, tag1: PR_SUBJECT_W, tag2: PR_SUBJECT_W },
      { rt: 7, relop: RELOP_GE, tag: PR_SUBJECT_W, size: 2 },
      { rt: 8, tag: PR_SUBJECT_W },
      { rt: 9, subobject: PR_MESSAGE_RECIPIENTS, restriction: { rt: 8, tag: PR_DISPLAY_NAME_W } },
      { rt: 10, props: [propValue(PR_COMMENT_W, 'Ünï')], restriction: null },
      {
        rt: 10,
        props: [],
        restriction: {
          rt: 4,
          relop: RELOP_EQ,
          tag: PR_SEARCH_KEY,
          prop: propValue(PR_SEARCH_KEY, Uint8Array.of(1, 0, 255)),
        },
      },
    ],
  };
  const { inbox, root, found } = searching(everything, RECURSIVE_SEARCH | FOREGROUND_SEARCH | RESTART_SEARCH);
  const containers = [entryIdOf(inbox)];
  t.deepEqual(ok(found.GetSearchCriteria(MAPI_UNICODE)), {
    restriction: everything,
    containers,
    searchState: SEARCH_RUNNING | SEARCH_RECURSIVE | SEARCH_FOREGROUND,
  });
  okay(found.SetSearchCriteria(unread, null, BACKGROUND_SEARCH | NON_CONTENT_INDEXED_SEARCH));
  t.deepEqual(ok(found.GetSearchCriteria(0)), {
    restriction: unread,
    containers,
    searchState: SEARCH_RUNNING | SEARCH_RECURSIVE,
  });
  okay(found.SetSearchCriteria(null, [entryIdOf(root)], SHALLOW_SEARCH | STOP_SEARCH));
  t.deepEqual(ok(found.GetSearchCriteria(0)), {
    restriction: unread,
    containers: [entryIdOf(root)],
    searchState: 0,
  });
  t.is(found.GetSearchCriteria(1).hr, MAPI_E_UNKNOWN_FLAGS);
});

test('a search that was stopped goes on showing what it had found, until it is restarted', (t) => {
  const { store, inbox, root, found } = searching();
  saveMessage(inbox, 'apple');
  const ant = saveMessage(inbox, 'ant');
  t.is(get(store, PR_STORE_STATE), STORE_HAS_SEARCHES);
  okay(found.SetSearchCriteria(null, null, STOP_SEARCH));
  t.is(get(store, PR_STORE_STATE), 0);
  saveMessage(inbox, 'ape');
  okay(inbox.CopyMessages([ant], null, root, 0, null, MESSAGE_MOVE));
  t.deepEqual(subjects(found), ['apple', 'ant']);
  okay(root.DeleteMessages([ant], 0, null, 0));
  t.deepEqual(subjects(found), ['apple']);
  okay(found.SetSearchCriteria(null, null, 0));
  t.deepEqual(subjects(found), ['apple']);
  okay(found.SetSearchCriteria(null, null, RESTART_SEARCH));
  t.deepEqual(subjects(found), ['apple', 'ape']);
});

test('a sink of the search folder hears that the search is complete', (t) => {
  const { store, found } = searching();
  const ear = new Ear();
  ok(store.Advise(entryIdOf(found), fnevSearchComplete, ear.sink));
  okay(found.SetSearchCriteria(unread, null, RESTART_SEARCH));
  t.deepEqual(
    ear.heard.map(({ eventType, entryId }) => [eventType, entryId]),
    [[fnevSearchComplete, entryIdOf(found)]],
  );
});

test('criteria that are wrong are refused, and those in force stay', (t) => {
  const { inbox, found } = searching();
  const other = logOn();
  const where = [entryIdOf(inbox)];
  const regular: SRestriction = { rt: 4, relop: RELOP_RE, tag: PR_SUBJECT_W, prop: propValue(PR_SUBJECT_W, 'a') };
  t.is(found.SetSearchCriteria(regular, where, 0), MAPI_E_TOO_COMPLEX);
  t.is(found.SetSearchCriteria(unread, [entryIdOf(found)], 0), MAPI_E_TOO_COMPLEX);
  t.is(found.SetSearchCriteria(unread, [saveMessage(inbox, 'apple')], 0), MAPI_E_NOT_FOUND);
  t.is(found.SetSearchCriteria(unread, [entryIdOf(other.inbox)], 0), MAPI_E_UNKNOWN_ENTRYID);
  for (const flags of [STOP_SEARCH | RESTART_SEARCH, RECURSIVE_SEARCH | SHALLOW_SEARCH, 0x30]) {
    t.is(found.SetSearchCriteria(unread, where, flags), MAPI_E_INVALID_PARAMETER);
  }
  t.is(found.SetSearchCriteria(unread, where, 0x100), MAPI_E_UNKNOWN_FLAGS);
  t.deepEqual(ok(found.GetSearchCriteria(0)).restriction, startsWith('a'));
  t.deepEqual(subjects(found), ['apple']);
});

test('a folder of messages has no search', (t) => {
  const { inbox } = logOn();
  t.is(inbox.SetSearchCriteria(unread, [entryIdOf(inbox)], RESTART_SEARCH), MAPI_E_NO_SUPPORT);
  t.is(inbox.GetSearchCriteria(0).hr, MAPI_E_NO_SUPPORT);
});

test('nothing can be put into a search folder', (t) => {
  const { store, inbox, root, found } = searching();
  const apple = saveMessage(inbox, 'apple');
  const folder = newFolder(root, 'other');
  t.is(found.CreateMessage(null, 0).hr, MAPI_E_NO_SUPPORT);
  t.is(found.CreateFolder(FOLDER_GENERIC, 'new', null, null, 0).hr, MAPI_E_NO_SUPPORT);
  t.is(inbox.CopyMessages([apple], null, found, 0, null, 0), MAPI_E_NO_SUPPORT);
  t.is(inbox.CopyMessages([apple], null, found, 0, null, MESSAGE_MOVE), MAPI_E_NO_SUPPORT);
  t.is(root.CopyFolder(entryIdOf(folder), null, found, null, 0, null, FOLDER_MOVE), MAPI_E_NO_SUPPORT);
  t.is(store.SetReceiveFolder('IPM.Note', 0, entryIdOf(found)), MAPI_E_NO_SUPPORT);
  t.is(found.EmptyFolder(0, null, 0), MAPI_E_NO_SUPPORT);
  t.is(Number(get(found, PR_ACCESS)) & MAPI_ACCESS_CREATE_CONTENTS, 0);
  t.deepEqual([subjects(inbox), folderNames(root).includes('other')], [['apple'], true]);
});

test('messages are read, marked, copied, moved and deleted where they are, through a search folder', (t) => {
  const { inbox, root, found } = searching(startsWith(''), RESTART_SEARCH);
  const [one, two, three] = ['one', 'two', 'three'].map((subject) => saveMessage(inbox, subject)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  okay(found.SetReadFlags(null, 0, null, CLEAR_READ_FLAG));
  t.is(get(inbox, PR_CONTENT_UNREAD), 3);
  ok(found.SetMessageStatus(one, MSGSTATUS_TAGGED, MSGSTATUS_TAGGED));
  t.is(ok(inbox.GetMessageStatus(one, 0)), MSGSTATUS_TAGGED);
  t.is(found.CopyMessages([one], null, root, 0, null, 0), S_OK);
  t.is(found.CopyMessages([two], null, root, 0, null, MESSAGE_MOVE), S_OK);
  t.is(found.DeleteMessages([three], 0, null, 0), S_OK);
  t.deepEqual([subjects(inbox), subjects(root).toSorted(), subjects(found)], [['one'], ['one', 'two'], ['one']]);
  t.is(found.DeleteMessages([two], 0, null, 0), MAPI_W_PARTIAL_COMPLETION, 'it is not shown any more');
  t.true(subjects(root).includes('two'));
});

test('a search folder that is deleted takes no message along', (t) => {
  const client = searching();
  saveMessage(client.inbox, 'apple');
  t.is(finderOf(client).DeleteFolder(entryIdOf(client.found), 0, null, 0), S_OK);
  t.deepEqual(subjects(client.inbox), ['apple']);
  t.is(get(client.store, PR_STORE_STATE), 0);
});

test('a copy of a search folder searches for itself; none can be put into another store', (t) => {
  const client = searching();
  const finder = finderOf(client);
  saveMessage(client.inbox, 'apple');
  okay(finder.CopyFolder(entryIdOf(client.found), null, finder, 'copy', 0, null, 0));
  okay(client.found.SetSearchCriteria(startsWith('b'), null, 0));
  const copy = column(ok(finder.GetHierarchyTable(CONVENIENT_DEPTH)), PR_CONTENT_COUNT);
  t.deepEqual(copy, [0, 1]);
  const other = logOn();
  t.is(finder.CopyFolder(entryIdOf(client.found), null, other.root, null, 0, null, FOLDER_MOVE), MAPI_E_NO_SUPPORT);
  t.deepEqual(folderNames(finder), ['found', 'copy']);
});

test('a folder of the other type is not opened instead of the one that is wanted', (t) => {
  const client = searching();
  const finder = finderOf(client);
  const opened = ok(finder.CreateFolder(FOLDER_SEARCH, 'found', null, null, OPEN_IF_EXISTS));
  t.deepEqual(entryIdOf(opened), entryIdOf(client.found));
  t.is(finder.CreateFolder(FOLDER_GENERIC, 'found', null, null, OPEN_IF_EXISTS).hr, MAPI_E_COLLISION);
});

test('a store says that it has search folders', (t) => {
  const { store } = logOn();
  t.not(Number(get(store, PR_STORE_SUPPORT_MASK)) & STORE_SEARCH_OK, 0);
  t.is(get(store, PR_STORE_STATE), 0);
});
