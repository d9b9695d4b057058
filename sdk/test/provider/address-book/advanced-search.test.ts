import test from 'ava';
import {
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_ENOUGH_MEMORY,
  MAPI_E_NOT_INITIALIZED,
  S_OK,
} from '#src/com/hresult-codes.js';
import { CONVENIENT_DEPTH, FL_PREFIX, RECURSIVE_SEARCH, RESTART_SEARCH, SEARCH_RUNNING } from '#src/contract/flags.js';
import type { IABContainer } from '#src/contract/iab-container.js';
import type { IMAPIContainer } from '#src/contract/imapi-container.js';
import { IID_IMAPIContainer, IID_IMAPITable } from '#src/contract/interface-ids.js';
import {
  PR_ANR_W,
  PR_COMMENT_W,
  PR_CONTAINER_CONTENTS,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_SEARCH,
} from '#src/contract/property-tags.js';
import {
  findValue,
  PROP_ID,
  type PropTag,
  PT_STRING8,
  PT_UNICODE,
  propTag,
  propValue,
} from '#src/contract/property-types.js';
import type { SRestriction } from '#src/contract/structures.js';
import { ok } from '../transport/support/mail.js';
import { add, bookOver, entryIdOf, get, logOn, names, newBox, open as openEntry, rowsOf } from './support/book.js';

const begins = (value: string): SRestriction => ({
  rt: 3,
  fuzzyLevel: FL_PREFIX,
  tag: PR_DISPLAY_NAME_W,
  prop: propValue(PR_DISPLAY_NAME_W, value),
});

function openBook() {
  const containers = [
    { id: 'people', name: 'People' },
    { id: 'inner', name: 'Inner', parent: 'people' },
  ];
  const on = logOn(bookOver(newBox(), containers));
  const open = (name: string): IABContainer => {
    const rows = rowsOf(ok(on.root.GetHierarchyTable(CONVENIENT_DEPTH)));
    const row = rows.find((one) => findValue(one, PR_DISPLAY_NAME_W) === name) ?? [];
    return openEntry<IABContainer>(on.logon, entryIdOf(row));
  };
  return { ...on, people: open('People'), inner: open('Inner') };
}

function searchIn(container: IABContainer): IMAPIContainer {
  return ok(container.OpenProperty(PR_SEARCH, IID_IMAPIContainer, 0, 0));
}

function found(search: IMAPIContainer): readonly string[] {
  return rowsOf(ok(search.GetContentsTable(0))).map((row) => findValue(row, PR_DISPLAY_NAME_W) ?? '');
}

test('PR_SEARCH is opened as a container of its own, which finds what SetSearchCriteria tells it', (t) => {
  const { people } = openBook();
  for (const name of ['Ann', 'Bob', 'Al']) add(people, name);
  const search = searchIn(people);
  t.deepEqual(found(search), []);
  t.is(search.GetSearchCriteria(0).hr, MAPI_E_NOT_INITIALIZED);
  t.is(search.SetSearchCriteria(begins('A'), null, RESTART_SEARCH), S_OK);
  t.deepEqual(found(search), ['Ann', 'Al']);
  t.deepEqual(names(people), ['Ann', 'Bob', 'Al'], 'the container shows everything');
  t.is(people.GetSearchCriteria(0).hr, MAPI_E_NOT_INITIALIZED);
  t.deepEqual(found(searchIn(people)), [], 'the next search begins anew');
});

test('properties that are set on the search object become its criteria with SaveChanges', (t) => {
  const { people } = openBook();
  for (const name of ['Ann Smith', 'Bob Smith', 'Ann Jones']) add(people, name);
  const search = searchIn(people);
  ok(search.SetProps([propValue(PR_DISPLAY_NAME_W, 'SMITH'), propValue(PR_ANR_W, 'ann')]));
  t.is(search.GetSearchCriteria(0).hr, MAPI_E_NOT_INITIALIZED);
  t.is(search.SaveChanges(0), S_OK);
  t.deepEqual(found(search), ['Ann Smith']);
  const { restriction, containers, searchState } = ok(search.GetSearchCriteria(0));
  t.is(restriction.rt, 0);
  t.deepEqual([containers, searchState], [[get(people, PR_ENTRYID)], SEARCH_RUNNING]);
  add(people, 'Anna Smithers');
  t.deepEqual(found(search), ['Ann Smith', 'Anna Smithers']);
  ok(search.DeleteProps([PR_ANR_W]));
  t.is(search.SaveChanges(0), S_OK);
  t.deepEqual(found(search), ['Ann Smith', 'Bob Smith', 'Anna Smithers']);
});

test('a search object keeps to its container, and looks below it when it is told so', (t) => {
  const { root, people, inner } = openBook();
  add(people, 'Ann');
  add(inner, 'Al');
  const search = searchIn(people);
  t.is(search.SetSearchCriteria(begins('A'), null, RESTART_SEARCH), S_OK);
  t.deepEqual(found(search), ['Ann']);
  t.is(search.SetSearchCriteria(null, null, RECURSIVE_SEARCH), S_OK);
  t.deepEqual(found(search), ['Ann', 'Al']);
  const everywhere = searchIn(root);
  t.is(everywhere.SetSearchCriteria(begins('A'), null, RESTART_SEARCH), S_OK);
  t.deepEqual(found(everywhere), ['Ann', 'Al']);
});

test('PR_SEARCH is listed, is an object, and is a container alone', (t) => {
  const { people } = openBook();
  t.true(ok(people.GetPropList(0)).some((tag) => PROP_ID(tag) === PROP_ID(PR_SEARCH)));
  t.is(ok(people.GetProps([PR_SEARCH], 0))[0]?.value, MAPI_E_NOT_ENOUGH_MEMORY);
  t.is(people.OpenProperty(PR_SEARCH, IID_IMAPITable, 0, 0).hr, MAPI_E_INTERFACE_NOT_SUPPORTED);
  const search = searchIn(people);
  const contents = ok(search.OpenProperty(PR_CONTAINER_CONTENTS, IID_IMAPITable, 0, 0));
  t.deepEqual(rowsOf(contents), []);
  t.is(search.GetHierarchyTable(0).hr, MAPI_E_NO_SUPPORT);
});

test('criteria that come as PT_STRING8 are those of PT_UNICODE', (t) => {
  const { people } = openBook();
  for (const name of ['Ann', 'Bob']) add(people, name);
  const search = searchIn(people);
  const tag: PropTag<string> = propTag(PROP_ID(PR_DISPLAY_NAME_W), PT_STRING8);
  const comment: PropTag<string> = propTag(PROP_ID(PR_COMMENT_W), PT_UNICODE);
  ok(search.SetProps([propValue(tag, 'nn')]));
  t.is(search.SaveChanges(0), S_OK);
  t.deepEqual(found(search), ['Ann']);
  ok(search.SetProps([propValue(comment, 'x')]));
  t.is(search.SaveChanges(0), S_OK);
  t.deepEqual(found(search), []);
});
