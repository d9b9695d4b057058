import test from 'ava';
import {
  MAPI_E_FOLDER_CYCLE,
  MAPI_E_NO_SUPPORT,
  MAPI_E_OBJECT_CHANGED,
  MAPI_E_OBJECT_DELETED,
  MAPI_W_PARTIAL_COMPLETION,
  S_OK,
} from '#src/com/hresult-codes.js';
import {
  DT_PRIVATE_DISTLIST,
  KEEP_OPEN_READWRITE,
  MAPI_DISTLIST,
  MAPI_MAILUSER,
  MAPI_MODIFY,
} from '#src/contract/flags.js';
import type { IABContainer } from '#src/contract/iab-container.js';
import type { IDistList } from '#src/contract/idist-list.js';
import { IID_IDistList, IID_IMAPITable } from '#src/contract/interface-ids.js';
import {
  PR_ADDRTYPE_W,
  PR_CONTAINER_CONTENTS,
  PR_CREATE_TEMPLATES,
  PR_DEF_CREATE_DL,
  PR_DEF_CREATE_MAILUSER,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TYPE,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_OBJECT_TYPE,
} from '#src/contract/property-tags.js';
import { findValue } from '#src/contract/property-types.js';
import { decodeStoredEntry, encodeStoredEntry } from '#src/provider/address-book/stored-entry-codec.js';
import { oneOffEntryId } from '#src/subsystem/one-off-entry-id.js';
import { ok } from '../transport/support/mail.js';
import { add, bookOver, entryIdOf, get, logOn, names, newBox, open, person, rowsOf, Sink } from './support/book.js';

/** An address book whose users can make lists. */
function withLists(box = newBox()) {
  const bookClass = class extends bookOver(box) {
    protected override supportsLists(): boolean {
      return true;
    }
  };
  return { box, ...logOn(bookClass) };
}

function newList(container: IABContainer, name: string): IDistList {
  const list = ok(container.CreateEntry(get(container, PR_DEF_CREATE_DL) ?? new Uint8Array(), 0)) as IDistList;
  ok(list.SetProps([{ tag: PR_DISPLAY_NAME_W, value: name }]));
  return list;
}

function savedList(container: IABContainer, name: string): IDistList {
  const list = newList(container, name);
  if (list.SaveChanges(KEEP_OPEN_READWRITE) !== S_OK) throw new Error('the list was not saved');
  return list;
}

test('an address book that says nothing of lists has none', (t) => {
  const { container } = logOn(bookOver(newBox()));
  t.is(get(container, PR_DEF_CREATE_DL), undefined);
  const templates = ok(container.OpenProperty(PR_CREATE_TEMPLATES, IID_IMAPITable, 0, 0));
  t.is(rowsOf(templates).length, 1);
  const user = Buffer.from(get(container, PR_DEF_CREATE_MAILUSER) ?? []).toString('latin1');
  const template = Buffer.from(user.replace('t:user', 't:list'), 'latin1');
  t.is(container.CreateEntry(template, 0).hr, MAPI_E_NO_SUPPORT);
});

test('a list is opened as an IDistList, and its container shows it as a private list', (t) => {
  const { container, logon, box } = withLists();
  const list = savedList(container, 'Club');
  const [row = []] = rowsOf(ok(container.GetContentsTable(0)));
  t.is(findValue(row, PR_OBJECT_TYPE), MAPI_DISTLIST);
  t.is(findValue(row, PR_DISPLAY_TYPE), DT_PRIVATE_DISTLIST);
  const opened = ok(logon.OpenEntry(entryIdOf(row), IID_IDistList, 0));
  t.is(opened.objectType, MAPI_DISTLIST);
  t.is(get(opened.unknown as IDistList, PR_ADDRTYPE_W), 'MAPIPDL');
  t.deepEqual([...box.entries.values()][0]?.members, []);
  t.is(list.GetHierarchyTable(0).hr, MAPI_E_NO_SUPPORT);
  t.is(rowsOf(ok(list.OpenProperty(PR_CONTAINER_CONTENTS, IID_IMAPITable, 0, 0))).length, 0);
  const templates = ok(container.OpenProperty(PR_CREATE_TEMPLATES, IID_IMAPITable, 0, 0));
  t.is(rowsOf(templates).length, 2);
  t.is(rowsOf(ok(logon.GetOneOffTable(0))).length, 1, 'nobody sends a message to a new list');
});

test('members are copied, made, shown once in their order, and taken out without being deleted', (t) => {
  const { container, box } = withLists();
  const [bob, ann] = [add(container, 'Bob', 'bob@x.org'), add(container, 'Ann')];
  const list = savedList(container, 'Club');
  t.is(list.CopyEntries([bob, ann, bob], 0, null, 0), S_OK);
  t.deepEqual(names(list), ['Bob', 'Ann']);
  const made = ok(list.CreateEntry(get(list, PR_DEF_CREATE_MAILUSER) ?? new Uint8Array(), 0));
  ok(made.SetProps(person('Cid', 'cid@x.org')));
  t.deepEqual(names(list), ['Bob', 'Ann'], 'nobody is a member before it is saved');
  t.is(made.SaveChanges(0), S_OK);
  t.deepEqual(names(list), ['Bob', 'Ann', 'Cid']);
  t.deepEqual(names(container), ['Bob', 'Ann', 'Club', 'Cid']);
  t.is(list.DeleteEntries([bob], 0), S_OK);
  t.is(list.DeleteEntries([bob], 0), MAPI_W_PARTIAL_COMPLETION);
  t.deepEqual(names(list), ['Ann', 'Cid']);
  t.deepEqual(names(container), ['Bob', 'Ann', 'Club', 'Cid']);
  t.is(container.DeleteEntries([ann], 0), S_OK);
  t.deepEqual(names(list), ['Cid'], 'who has been deleted is no member any more');
  t.is([...box.entries.values()].find(({ members }) => members !== undefined)?.members?.length, 2);
});

test('CreateEntry with an entry id makes that entry a member, when it is saved', (t) => {
  const { container } = withLists();
  const bob = add(container, 'Bob');
  const list = savedList(container, 'Club');
  const member = ok(list.CreateEntry(bob, 0));
  t.deepEqual(names(list), []);
  t.is(member.SaveChanges(0), S_OK);
  t.deepEqual(names(list), ['Bob']);
  t.deepEqual(names(container), ['Bob', 'Club'], 'no copy is made');
});

test('somebody of no address book can be a member, by name and address', (t) => {
  const { container } = withLists();
  const list = savedList(container, 'Club');
  const zoe = oneOffEntryId('Zoë', 'SMTP', 'zoe@x.org', true);
  t.is(list.CopyEntries([zoe], 0, null, 0), S_OK);
  const [row = []] = rowsOf(ok(list.GetContentsTable(0)));
  t.deepEqual(findValue(row, PR_ENTRYID), zoe);
  t.is(findValue(row, PR_EMAIL_ADDRESS_W), 'zoe@x.org');
  t.is(findValue(row, PR_OBJECT_TYPE), MAPI_MAILUSER);
  t.deepEqual(names(container), ['Club']);
  t.is(list.DeleteEntries([zoe], 0), S_OK);
  t.deepEqual(names(list), []);
});

test('a list may be a member of another one, not of itself, and a copy of a list has its members', (t) => {
  const { container } = withLists();
  const inner = savedList(container, 'Inner');
  const outer = savedList(container, 'Outer');
  const id = (list: IDistList) => get(list, PR_ENTRYID) ?? new Uint8Array();
  t.is(outer.CopyEntries([id(inner)], 0, null, 0), S_OK);
  t.is(outer.CopyEntries([id(outer)], 0, null, 0), MAPI_E_FOLDER_CYCLE);
  t.is(container.CopyEntries([id(outer)], 0, null, 0), S_OK);
  const copy = rowsOf(ok(container.GetContentsTable(0))).at(-1) ?? [];
  t.is(findValue(copy, PR_DISPLAY_NAME_W), 'Outer');
  t.deepEqual(names(outer), ['Inner']);
});

test('members of a list that is not saved yet are there with its first save', (t) => {
  const { container, box } = withLists();
  const bob = add(container, 'Bob');
  const list = newList(container, 'Club');
  t.is(list.CopyEntries([bob], 0, null, 0), S_OK);
  t.deepEqual(names(list), ['Bob']);
  t.deepEqual(names(container), ['Bob']);
  t.is(list.SaveChanges(KEEP_OPEN_READWRITE), S_OK);
  t.deepEqual(names(list), ['Bob']);
  t.is([...box.entries.values()].at(-1)?.members?.length, 1);
});

test('a list is renamed with its members, and a rename that comes too late is refused', (t) => {
  const { container, logon } = withLists();
  const bob = add(container, 'Bob');
  const list = savedList(container, 'Club');
  const id = get(list, PR_ENTRYID) ?? new Uint8Array();
  const other = open<IDistList>(logon, id, MAPI_MODIFY);
  ok(list.SetProps([{ tag: PR_DISPLAY_NAME_W, value: 'Team' }]));
  t.is(list.CopyEntries([bob], 0, null, 0), S_OK);
  t.is(list.SaveChanges(KEEP_OPEN_READWRITE), S_OK, 'its own members do not make it older');
  t.deepEqual(names(container), ['Bob', 'Team']);
  t.deepEqual(names(other), ['Bob']);
  ok(other.SetProps([{ tag: PR_DISPLAY_NAME_W, value: 'Crew' }]));
  t.is(other.SaveChanges(0), MAPI_E_OBJECT_CHANGED);
});

test('open tables of a list, and sinks, hear of its members', (t) => {
  const { container, logon } = withLists();
  const bob = add(container, 'Bob');
  const list = savedList(container, 'Club');
  const sink = new Sink();
  const table = ok(list.GetContentsTable(0));
  ok(table.Advise(0x100, sink));
  const other = new Sink();
  ok(logon.Advise(get(list, PR_ENTRYID) ?? new Uint8Array(), 0x10, other));
  t.is(list.CopyEntries([bob], 0, null, 0), S_OK);
  t.is(sink.events.length, 1);
  t.is(rowsOf(table).length, 1);
  t.like(other.events[0], { objectType: MAPI_DISTLIST });
  t.is(container.DeleteEntries([get(list, PR_ENTRYID) ?? new Uint8Array()], 0), S_OK);
  t.is(list.CopyEntries([bob], 0, null, 0), MAPI_E_OBJECT_DELETED);
});

test('members survive the codec, and damaged ones are found', (t) => {
  const properties = [{ tag: PR_DISPLAY_NAME_W, value: 'Club' }];
  const members = [{ id: 'a' }, { entryId: Uint8Array.of(1, 2), properties }];
  const entry = { id: 'l', container: 'contacts', version: 1, properties, members };
  t.deepEqual(decodeStoredEntry(encodeStoredEntry(entry)), entry);
  const damaged = { ...entry, members: [{ id: 7 }] } as never;
  t.throws(() => decodeStoredEntry(encodeStoredEntry(damaged)));
});
