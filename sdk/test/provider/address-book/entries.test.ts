import { CREATE_CHECK_DUP_LOOSE, CREATE_CHECK_DUP_STRICT, CREATE_REPLACE, PR_DEF_CREATE_MAILUSER } from '@mapi-kit/sdk';
import test from 'ava';
import {
  MAPI_E_COLLISION,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_MISSING_REQUIRED_COLUMN,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_FOUND,
  MAPI_E_OBJECT_CHANGED,
  MAPI_E_OBJECT_DELETED,
  MAPI_W_PARTIAL_COMPLETION,
  S_OK,
} from '#src/com/hresult-codes.js';
import {
  FORCE_SAVE,
  KEEP_OPEN_READONLY,
  KEEP_OPEN_READWRITE,
  MAPI_CREATE,
  MAPI_MAILUSER,
  MAPI_MODIFY,
  MNID_STRING,
} from '#src/contract/flags.js';
import type { IABContainer } from '#src/contract/iab-container.js';
import type { IMAPIProp } from '#src/contract/imapi-prop.js';
import { IID_IMailUser } from '#src/contract/interface-ids.js';
import {
  PR_COMMENT_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_SEARCH_KEY,
} from '#src/contract/property-tags.js';
import { findValue, PROP_ID, type PropTag } from '#src/contract/property-types.js';
import { PS_PUBLIC_STRINGS } from '#src/contract/well-known-guids.js';
import { oneOffEntryId } from '#src/subsystem/one-off-entry-id.js';
import { FakeSupport } from '../transport/support/fake-support.js';
import { ok } from '../transport/support/mail.js';

import { add, bookOver, create, entryIdOf, get, logOn, names, newBox, open, person, rowsOf } from './support/book.js';

test('a new entry is there after SaveChanges, and not before', (t) => {
  const box = newBox();
  const { container, logon } = logOn(bookOver(box));
  const entry = create(container, person('Bob', 'bob@x.org'));
  t.is(get(entry, PR_ENTRYID), undefined);
  t.deepEqual(names(container), []);
  t.is(entry.SaveChanges(KEEP_OPEN_READWRITE), S_OK);
  t.deepEqual(names(container), ['Bob']);
  const opened = ok(logon.OpenEntry(get(entry, PR_ENTRYID) ?? null, IID_IMailUser, 0));
  t.is(opened.objectType, MAPI_MAILUSER);
  const user = opened.unknown as IMAPIProp;
  t.is(get(user, PR_EMAIL_ADDRESS_W), 'bob@x.org');
  t.is(Buffer.from(get(user, PR_SEARCH_KEY) ?? []).toString(), 'SMTP:BOB@X.ORG\0');
  t.is([...box.entries.values()][0]?.container, 'contacts');
});

test('changes of an entry are there after SaveChanges, and not before', (t) => {
  const box = newBox();
  const { container, logon } = logOn(bookOver(box));
  const entryId = add(container, 'Bob');
  const entry = open<IMAPIProp>(logon, entryId, MAPI_MODIFY);
  ok(entry.SetProps([{ tag: PR_COMMENT_W, value: 'changed' }]));
  t.is(get(open<IMAPIProp>(logon, entryId), PR_COMMENT_W), undefined);
  t.is(entry.SaveChanges(KEEP_OPEN_READONLY), S_OK);
  t.is(get(open<IMAPIProp>(logon, entryId), PR_COMMENT_W), 'changed');
  t.is(entry.SetProps([{ tag: PR_COMMENT_W, value: 'late' }]).hr, MAPI_E_NO_ACCESS);
  t.deepEqual(box.log, ['write 1', 'write 2']);
});

test('an entry that is opened for reading cannot be changed', (t) => {
  const { container, logon } = logOn(bookOver(newBox()));
  const entry = open<IMAPIProp>(logon, add(container, 'Bob'));
  t.is(entry.SetProps([{ tag: PR_COMMENT_W, value: 'x' }]).hr, MAPI_E_NO_ACCESS);
  t.is(entry.SaveChanges(0), MAPI_E_NO_ACCESS);
});

test('an entry needs a name, and takes its address when it has none', (t) => {
  const { container } = logOn(bookOver(newBox()));
  t.is(create(container, person(undefined)).SaveChanges(0), MAPI_E_MISSING_REQUIRED_COLUMN);
  t.is(create(container, person(undefined, 'kim@x.org')).SaveChanges(0), S_OK);
  t.deepEqual(names(container), ['kim@x.org']);
});

test('the second of two savers is told, and may insist', (t) => {
  const { container, logon } = logOn(bookOver(newBox()));
  const entryId = add(container, 'Bob');
  const [first, second] = [open<IMAPIProp>(logon, entryId, MAPI_MODIFY), open<IMAPIProp>(logon, entryId, MAPI_MODIFY)];
  ok(first.SetProps([{ tag: PR_COMMENT_W, value: 'first' }]));
  ok(second.SetProps([{ tag: PR_COMMENT_W, value: 'second' }]));
  t.is(first.SaveChanges(KEEP_OPEN_READWRITE), S_OK);
  t.is(second.SaveChanges(KEEP_OPEN_READWRITE), MAPI_E_OBJECT_CHANGED);
  t.is(get(open<IMAPIProp>(logon, entryId), PR_COMMENT_W), 'first');
  t.is(second.SaveChanges(FORCE_SAVE), S_OK);
  t.is(get(open<IMAPIProp>(logon, entryId), PR_COMMENT_W), 'second');
});

const duplicates = test.macro((t, flags: number, name: string, address: string, hr: number, expected: string[]) => {
  const box = newBox();
  const { container } = logOn(bookOver(box));
  add(container, 'Bob', 'bob@x.org');
  const entry = create(container, person(name, address), flags);
  t.is(Number(entry.SaveChanges(0)), hr);
  t.deepEqual(
    [...box.entries.values()].map(({ properties }) => findValue(properties, PR_EMAIL_ADDRESS_W)),
    expected,
  );
});
test('without a check two entries may be alike', duplicates, 0, 'Bob', 'bob@x.org', S_OK, ['bob@x.org', 'bob@x.org']);
test('the loose check refuses the same name', duplicates, CREATE_CHECK_DUP_LOOSE, 'bob', 'b@x.org', MAPI_E_COLLISION, [
  'bob@x.org',
]);
test(
  'the strict check refuses the same name and address at SaveChanges',
  duplicates,
  CREATE_CHECK_DUP_STRICT,
  'BOB',
  'Bob@x.org',
  MAPI_E_COLLISION,
  ['bob@x.org'],
);
test(
  'the strict check lets the same name with another address pass',
  duplicates,
  CREATE_CHECK_DUP_STRICT,
  'Bob',
  'b@x.org',
  S_OK,
  ['bob@x.org', 'b@x.org'],
);
test(
  'replacing takes the place of the duplicate',
  duplicates,
  CREATE_CHECK_DUP_LOOSE | CREATE_REPLACE,
  'Bob',
  'b@x.org',
  S_OK,
  ['b@x.org'],
);

test('the entry id of a replaced entry opens the new one', (t) => {
  const { container, logon } = logOn(bookOver(newBox()));
  const entryId = add(container, 'Bob', 'bob@x.org');
  const entry = create(container, person('Bob', 'new@x.org'), CREATE_CHECK_DUP_LOOSE | CREATE_REPLACE);
  t.is(entry.SaveChanges(0), S_OK);
  t.is(get(open<IMAPIProp>(logon, entryId), PR_EMAIL_ADDRESS_W), 'new@x.org');
});

test('an entry can be made of a one-off recipient and of another entry', (t) => {
  const { container } = logOn(bookOver(newBox()));
  const oneOff = ok(container.CreateEntry(oneOffEntryId('Zoë', 'SMTP', 'zoe@x.org', true), 0));
  t.is(get(oneOff, PR_DISPLAY_NAME_W), 'Zoë');
  t.is(get(oneOff, PR_EMAIL_ADDRESS_W), 'zoe@x.org');
  const copy = ok(container.CreateEntry(add(container, 'Bob', 'bob@x.org'), 0));
  t.is(copy.SaveChanges(0), S_OK);
  t.deepEqual(names(container), ['Bob', 'Bob']);
  t.is(container.CreateEntry(Uint8Array.of(1), 0).hr, MAPI_E_INVALID_ENTRYID);
});

test('a container that cannot be changed refuses every change', (t) => {
  const box = newBox();
  box.entries.set('1', { id: '1', container: 'fixed', version: 1, properties: person('Bob') });
  const { container, logon } = logOn(bookOver(box, [{ id: 'fixed', name: 'Fixed', modifiable: false }]));
  const [row = []] = rowsOf(ok(container.GetContentsTable(0)));
  t.is(get(container, PR_DEF_CREATE_MAILUSER), undefined);
  t.is(container.CreateEntry(oneOffEntryId('a', 'b', 'c', true), 0).hr, MAPI_E_NO_ACCESS);
  t.is(container.DeleteEntries([entryIdOf(row)], 0), MAPI_E_NO_ACCESS);
  t.is(logon.OpenEntry(entryIdOf(row), null, MAPI_MODIFY).hr, MAPI_E_NO_ACCESS);
  t.deepEqual(box.log, []);
});

test('deleted entries are gone, and open objects know it', (t) => {
  const { container, logon } = logOn(bookOver(newBox()));
  const [bob, eve] = [add(container, 'Bob'), add(container, 'Eve')];
  const opened = open<IMAPIProp>(logon, bob, MAPI_MODIFY);
  ok(opened.SetProps([{ tag: PR_COMMENT_W, value: 'x' }]));
  t.is(container.DeleteEntries([bob], 0), S_OK);
  t.deepEqual(names(container), ['Eve']);
  t.is(opened.SaveChanges(0), MAPI_E_OBJECT_DELETED);
  t.is(logon.OpenEntry(bob, null, 0).hr, MAPI_E_NOT_FOUND);
  t.is(container.DeleteEntries([bob, eve], 0), MAPI_W_PARTIAL_COMPLETION);
  t.deepEqual(names(container), []);
});

test('entries are copied from another container and from a one-off recipient', (t) => {
  const box = newBox();
  const { logon, root, container } = logOn(
    bookOver(box, [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ]),
  );
  const entryId = add(container, 'Bob', 'bob@x.org');
  const other = open<IABContainer>(logon, entryIdOf(rowsOf(ok(root.GetHierarchyTable(0)))[1] ?? []));
  t.is(other.CopyEntries([entryId, oneOffEntryId('Zoe', 'SMTP', 'zoe@x.org', true)], 0, null, 0), S_OK);
  t.deepEqual(names(container), ['Bob']);
  t.deepEqual(names(other), ['Bob', 'Zoe']);
  t.is(box.entries.size, 3);
});

test('named properties keep their ids in the profile', (t) => {
  const { container, support } = logOn(bookOver(newBox()));
  const entry = create(container, person('Bob'));
  const name = { guid: PS_PUBLIC_STRINGS, kind: MNID_STRING as 1, name: 'shoe size' };
  const [tag] = ok(entry.GetIDsFromNames([name], MAPI_CREATE));
  t.is(PROP_ID(tag ?? 0), 0x8000);
  const second = new FakeSupport();
  for (const [id, value] of support.section) second.section.set(id, value);
  const again = create(logOn(bookOver(newBox()), second).container, person('Eve'));
  t.deepEqual(ok(again.GetIDsFromNames([name], 0)), [tag as PropTag]);
});

test('an entry of another container is not deleted', (t) => {
  const box = newBox();
  const { logon, root, container } = logOn(
    bookOver(box, [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ]),
  );
  const entryId = add(container, 'Bob');
  const other = open<IABContainer>(logon, entryIdOf(rowsOf(ok(root.GetHierarchyTable(0)))[1] ?? []));
  t.is(other.DeleteEntries([entryId], 0), MAPI_W_PARTIAL_COMPLETION);
  t.deepEqual(names(container), ['Bob']);
});
