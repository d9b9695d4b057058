import {
  CONVENIENT_DEPTH,
  FL_PREFIX,
  FOLDER_MOVE,
  FOLDER_SEARCH,
  IID_IMAPIFolder,
  type IMAPIFolder,
  MAPI_E_FOLDER_CYCLE,
  MAPI_E_NO_ACCESS,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_INITIALIZED,
  MAPI_MOVE,
  OPEN_IF_EXISTS,
  PR_COMMENT_W,
  PR_CONTAINER_CONTENTS,
  PR_CONTENT_COUNT,
  PR_DISPLAY_NAME_W,
  PR_FINDER_ENTRYID,
  PR_FOLDER_TYPE,
  PR_IPM_SUBTREE_ENTRYID,
  PR_SUBJECT_W,
  propValue,
  RESTART_SEARCH,
  S_OK,
  type SRestriction,
  STOP_SEARCH,
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

interface Searching extends Client {
  readonly finder: IMAPIFolder;
  readonly found: IMAPIFolder;
}

/** A store with an apple and a bear in its inbox, and a search folder that finds the apple. */
function searching(): Searching {
  const client = logOn();
  const finder = openFolder(client.store, get(client.store, PR_FINDER_ENTRYID) as Uint8Array);
  const found = newSearch(finder, 'found');
  okay(found.SetSearchCriteria(startsWith('a'), [entryIdOf(client.inbox)], RESTART_SEARCH));
  saveMessage(client.inbox, 'apple');
  saveMessage(client.inbox, 'bear');
  ok(found.SetProps([propValue(PR_COMMENT_W, 'a comment')]));
  return { ...client, finder, found };
}

function newSearch(parent: IMAPIFolder, name: string): IMAPIFolder {
  return ok(parent.CreateFolder(FOLDER_SEARCH, name, null, null, 0));
}

function copyTo(from: IMAPIFolder, to: IMAPIFolder, flags = 0): number {
  return from.CopyTo([], [PR_DISPLAY_NAME_W], 0, null, IID_IMAPIFolder, to, flags).hr;
}

/** Names and numbers of messages of all folders below one. */
function counts(folder: IMAPIFolder): readonly string[] {
  const table = (tag: typeof PR_DISPLAY_NAME_W | typeof PR_CONTENT_COUNT) =>
    column(ok(folder.GetHierarchyTable(CONVENIENT_DEPTH)), tag);
  const numbers = table(PR_CONTENT_COUNT);
  return table(PR_DISPLAY_NAME_W).map((name, index) => `${name} ${numbers[index]}`);
}

test('CopyTo gives a search folder the search of another one, and no message', (t) => {
  const { finder, found, inbox } = searching();
  const copy = newSearch(finder, 'copy');
  t.is(copyTo(found, copy), S_OK);
  t.deepEqual([subjects(copy), get(copy, PR_COMMENT_W)], [['apple'], 'a comment']);
  t.deepEqual(ok(copy.GetSearchCriteria(0)), ok(found.GetSearchCriteria(0)));
  okay(found.SetSearchCriteria(startsWith('b'), null, 0));
  t.deepEqual([subjects(found), subjects(copy), subjects(inbox)], [['bear'], ['apple'], ['apple', 'bear']]);
});

test('CopyTo gives the list of what a stopped search had found, too', (t) => {
  const { finder, found, inbox } = searching();
  okay(found.SetSearchCriteria(null, null, STOP_SEARCH));
  saveMessage(inbox, 'ant');
  const copy = newSearch(finder, 'copy');
  t.is(copyTo(found, copy), S_OK);
  t.deepEqual(subjects(copy), ['apple']);
});

test('CopyTo with MAPI_MOVE takes the search away from where it was', (t) => {
  const { finder, found } = searching();
  const copy = newSearch(finder, 'copy');
  t.is(copyTo(found, copy, MAPI_MOVE), S_OK);
  t.deepEqual([subjects(copy), subjects(found)], [['apple'], []]);
  t.is(found.GetSearchCriteria(0).hr, MAPI_E_NOT_INITIALIZED);
});

test('CopyProps gives the search with PR_CONTAINER_CONTENTS alone', (t) => {
  const { finder, found } = searching();
  const copy = newSearch(finder, 'copy');
  okay(found.CopyProps([PR_COMMENT_W], 0, null, IID_IMAPIFolder, copy, 0).hr);
  t.is(copy.GetSearchCriteria(0).hr, MAPI_E_NOT_INITIALIZED);
  okay(found.CopyProps([PR_CONTAINER_CONTENTS], 0, null, IID_IMAPIFolder, copy, 0).hr);
  t.deepEqual(subjects(copy), ['apple']);
});

test('CopyTo of a search folder into a folder of messages gives properties and no message', (t) => {
  const { root, found } = searching();
  const target = newFolder(root, 'target');
  t.is(copyTo(found, target, MAPI_MOVE), S_OK);
  t.deepEqual([subjects(target), get(target, PR_COMMENT_W)], [[], 'a comment']);
  t.deepEqual(subjects(found), ['apple'], 'nothing was there to be moved');
});

test('CopyTo puts no search into another store', (t) => {
  const { found } = searching();
  const other = searching();
  t.is(copyTo(found, newSearch(other.finder, 'copy')), MAPI_E_NO_SUPPORT);
  t.is(copyTo(found, newFolder(other.root, 'copy')), S_OK, 'properties alone go');
});

test('CopyTo takes the search folders below a folder along, with their searches', (t) => {
  const { root, inbox } = searching();
  const above = newFolder(root, 'above');
  const search = newSearch(newFolder(above, 'middle'), 'search');
  okay(search.SetSearchCriteria(startsWith('a'), [entryIdOf(inbox)], RESTART_SEARCH));
  const target = newFolder(root, 'target');
  t.is(copyTo(above, target), S_OK);
  t.deepEqual(counts(target), ['middle 0', 'search 1']);
  t.deepEqual(counts(above), ['middle 0', 'search 1']);
  const moved = newFolder(root, 'moved');
  t.is(copyTo(above, moved, MAPI_MOVE), S_OK);
  t.deepEqual([counts(moved), counts(above)], [['middle 0', 'search 1'], []]);
});

test('CopyTo puts no folder with a search below it into another store', (t) => {
  const { root } = searching();
  const other = logOn();
  const above = newFolder(root, 'above');
  newSearch(newFolder(above, 'middle'), 'search');
  const target = newFolder(other.root, 'target');
  t.is(copyTo(above, target), MAPI_E_NO_SUPPORT);
  t.deepEqual(folderNames(target), []);
});

test('CopyTo puts no folder into itself', (t) => {
  const { root } = searching();
  const above = newFolder(root, 'above');
  const inner = newFolder(above, 'inner');
  saveMessage(above, 'stays');
  for (const flags of [0, MAPI_MOVE]) t.is(copyTo(above, inner, flags), MAPI_E_FOLDER_CYCLE);
  t.deepEqual([folderNames(inner), subjects(inner), subjects(above)], [[], [], ['stays']]);
});

test('CopyTo with MAPI_MOVE leaves the folders that belong to the store where they are', (t) => {
  const { store, root } = searching();
  const top = openFolder(store, get(store, PR_IPM_SUBTREE_ENTRYID) as Uint8Array);
  const before = folderNames(top);
  const target = newFolder(root, 'target');
  t.is(copyTo(top, target, MAPI_MOVE), MAPI_E_NO_ACCESS);
  t.deepEqual([folderNames(top), folderNames(target)], [before, []]);
  t.true(before.length > 0);
});

test('a search folder that is moved goes on searching, and stays a search folder', (t) => {
  const { root, finder, found, inbox } = searching();
  const target = newFolder(root, 'target');
  t.is(finder.CopyFolder(entryIdOf(found), null, target, 'moved', 0, null, FOLDER_MOVE), S_OK);
  const moved = ok(target.CreateFolder(FOLDER_SEARCH, 'moved', null, null, OPEN_IF_EXISTS));
  saveMessage(inbox, 'ant');
  t.deepEqual(subjects(moved).toSorted(), ['ant', 'apple']);
  t.deepEqual([get(moved, PR_FOLDER_TYPE), folderNames(finder)], [FOLDER_SEARCH, []]);
});
