import test from 'ava';
import {
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NOT_FOUND,
  MAPI_E_NOT_INITIALIZED,
  MAPI_E_TOO_COMPLEX,
  S_OK,
} from '#src/com/hresult-codes.js';
import {
  CONVENIENT_DEPTH,
  FL_PREFIX,
  fnevTableModified,
  RECURSIVE_SEARCH,
  RELOP_EQ,
  RELOP_RE,
  RESTART_SEARCH,
  SEARCH_RECURSIVE,
  SEARCH_RUNNING,
  STOP_SEARCH,
} from '#src/contract/flags.js';
import type { IABContainer } from '#src/contract/iab-container.js';
import type { IMAPIAdviseSink } from '#src/contract/imapi-advise-sink.js';
import { PR_ANR_W, PR_DISPLAY_NAME_W, PR_EMAIL_ADDRESS_W, PR_ENTRYID } from '#src/contract/property-tags.js';
import { findValue, propValue } from '#src/contract/property-types.js';
import type { ENTRYID, SRestriction } from '#src/contract/structures.js';
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
    { id: 'other', name: 'Other' },
  ];
  const on = logOn(bookOver(newBox(), containers));
  const open = (id: string): IABContainer => {
    const rows = rowsOf(ok(on.root.GetHierarchyTable(CONVENIENT_DEPTH)));
    const row = rows.find((one) => findValue(one, PR_DISPLAY_NAME_W)?.toLowerCase() === id) ?? [];
    return openEntry<IABContainer>(on.logon, entryIdOf(row));
  };
  return { ...on, open };
}

function idOf(container: IABContainer): ENTRYID {
  return get(container, PR_ENTRYID) ?? new Uint8Array();
}

test('a container shows what it was told to search for, and others of the same container show everything', (t) => {
  const { open } = openBook();
  const people = open('people');
  t.is(people.GetSearchCriteria(0).hr, MAPI_E_NOT_INITIALIZED);
  add(people, 'Ann');
  add(people, 'Bob');
  t.is(people.SetSearchCriteria(begins('A'), null, RESTART_SEARCH), S_OK);
  t.deepEqual(names(people), ['Ann']);
  add(people, 'Al');
  t.deepEqual(names(people), ['Ann', 'Al']);
  t.deepEqual(names(open('people')), ['Ann', 'Bob', 'Al']);
  t.deepEqual(ok(people.GetSearchCriteria(0)), {
    restriction: begins('A'),
    containers: [idOf(people)],
    searchState: SEARCH_RUNNING,
  });
});

test('a search looks into the containers that are named, and below them', (t) => {
  const { root, open } = openBook();
  for (const id of ['people', 'inner', 'other']) add(open(id), `A ${id}`);
  t.is(root.SetSearchCriteria(begins('A'), null, RESTART_SEARCH), S_OK);
  t.deepEqual(names(root), ['A people', 'A inner', 'A other']);
  t.is(root.SetSearchCriteria(null, [idOf(open('people'))], 0), S_OK);
  t.deepEqual(names(root), ['A people']);
  t.is(root.SetSearchCriteria(null, null, RECURSIVE_SEARCH), S_OK);
  t.deepEqual(names(root), ['A people', 'A inner']);
  t.is(ok(root.GetSearchCriteria(0)).searchState, SEARCH_RUNNING | SEARCH_RECURSIVE);
});

test('a search finds by name resolution, and an open table hears of entries that come', (t) => {
  const { open } = openBook();
  const people = open('people');
  const anr: SRestriction = { rt: 4, relop: RELOP_EQ, tag: PR_ANR_W, prop: propValue(PR_ANR_W, 'ann') };
  t.is(people.SetSearchCriteria(anr, null, RESTART_SEARCH), S_OK);
  const table = ok(people.GetContentsTable(0));
  let heard = 0;
  const OnNotify = (): number => {
    heard += 1;
    return 0;
  };
  ok(table.Advise(fnevTableModified, { AddRef: () => 2, Release: () => 1, OnNotify } as unknown as IMAPIAdviseSink));
  add(people, 'Bo Annson');
  add(people, 'Bob');
  t.is(heard, 2);
  t.deepEqual(names(people), ['Bo Annson']);
});

test('a search that was stopped stays as it was', (t) => {
  const { open } = openBook();
  const people = open('people');
  add(people, 'Ann');
  t.is(people.SetSearchCriteria(begins('A'), null, RESTART_SEARCH), S_OK);
  t.is(people.SetSearchCriteria(null, null, STOP_SEARCH), S_OK);
  add(people, 'Al');
  t.deepEqual(names(people), ['Ann']);
  t.is(people.SetSearchCriteria(null, null, RESTART_SEARCH), S_OK);
  t.deepEqual(names(people), ['Ann', 'Al']);
});

test('criteria that are wrong are refused', (t) => {
  const { open } = openBook();
  const people = open('people');
  const ann = add(people, 'Ann');
  const regular: SRestriction = {
    rt: 4,
    relop: RELOP_RE,
    tag: PR_EMAIL_ADDRESS_W,
    prop: propValue(PR_EMAIL_ADDRESS_W, 'a'),
  };
  t.is(people.SetSearchCriteria(regular, null, 0), MAPI_E_TOO_COMPLEX);
  t.is(people.SetSearchCriteria(null, null, 0), MAPI_E_NOT_INITIALIZED);
  t.is(people.SetSearchCriteria(begins('A'), null, STOP_SEARCH | RESTART_SEARCH), MAPI_E_INVALID_PARAMETER);
  t.is(people.SetSearchCriteria(begins('A'), [ann], 0), MAPI_E_INVALID_PARAMETER);
  const gone = idOf(people).slice();
  gone.set([0x7a], gone.length - 1);
  t.is(people.SetSearchCriteria(begins('A'), [gone], 0), MAPI_E_NOT_FOUND);
  t.is(people.GetSearchCriteria(0).hr, MAPI_E_NOT_INITIALIZED);
});
