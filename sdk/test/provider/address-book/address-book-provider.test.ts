import { PR_DEF_CREATE_MAILUSER } from '@mapi-kit/sdk';
import test from 'ava';
import {
  MAPI_E_CALL_FAILED,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_NO_ACCESS,
  MAPI_E_UNCONFIGURED,
  MAPI_E_UNKNOWN_ENTRYID,
  S_OK,
} from '#src/com/hresult-codes.js';
import { MapiError } from '#src/com/mapi-error.js';
import {
  AB_MODIFIABLE,
  AB_RECIPIENTS,
  AB_SUBCONTAINERS,
  AB_UNMODIFIABLE,
  CONVENIENT_DEPTH,
  fnevObjectCreated,
  fnevObjectDeleted,
  fnevObjectModified,
  MAPI_ABCONT,
  MAPI_MODIFY,
} from '#src/contract/flags.js';
import type { IABContainer } from '#src/contract/iab-container.js';
import type { IABLogon } from '#src/contract/iab-logon.js';
import type { IMAPIProp } from '#src/contract/imapi-prop.js';
import { IID_IABProvider, IID_IMAPIProviderShutdown, IID_IMAPITable } from '#src/contract/interface-ids.js';
import {
  PR_COMMENT_W,
  PR_CONTAINER_CONTENTS,
  PR_CONTAINER_FLAGS,
  PR_DEPTH,
  PR_DISPLAY_NAME_W,
  PR_OBJECT_TYPE,
  PR_STATUS_CODE,
} from '#src/contract/property-tags.js';
import { findValue, PROP_ID } from '#src/contract/property-types.js';
import type { SRow } from '#src/contract/structures.js';
import { AbstractAddressBook } from '#src/provider/address-book/abstract-address-book.js';
import { addressBookProvider } from '#src/provider/address-book/address-book-provider.js';
import type { AddressBookClass } from '#src/provider/address-book/book-core.js';
import { FakeSupport } from '../transport/support/fake-support.js';
import { ok } from '../transport/support/mail.js';

import { add, bookOver, entryIdOf, get, init, logOn, newBox, open, providerUid, rowsOf, Sink } from './support/book.js';

test('each call of ABProviderInit makes a new provider object with both interfaces', (t) => {
  const entry = addressBookProvider(bookOver(newBox()));
  const [first, second] = [ok(entry(init)).provider, ok(entry(init)).provider];
  t.not(first, second);
  t.is(first.QueryInterface(IID_IABProvider).hr, S_OK);
  t.is(first.QueryInterface(IID_IMAPIProviderShutdown).hr, S_OK);
});

test('a class without write and remove is refused at once, and the message names both', (t) => {
  abstract class Lacking extends AbstractAddressBook {
    protected read(): undefined {}
    protected list(): [] {
      return [];
    }
  }
  t.throws(() => addressBookProvider(Lacking as unknown as AddressBookClass), {
    instanceOf: TypeError,
    message: /Lacking lacks write\(\), remove\(\): an address book like this/,
  });
});

test('a logon registers the MAPIUID, shows a status row, and keeps one reference to the support object', (t) => {
  const { support } = logOn(bookOver(newBox()));
  t.deepEqual(support.uids, [providerUid]);
  t.is(support.statusRow.get(PROP_ID(PR_STATUS_CODE))?.value, 1);
  t.is(support.count, 2);
  t.is(support.sectionsOpen, 0);
});

test('an address book that does not open gives its code, and no other hook is called that could save what was half read', (t) => {
  const box = newBox();
  class Broken extends bookOver(box) {
    protected override open(): void {
      throw new MapiError(MAPI_E_UNCONFIGURED, 'no folder');
    }
  }
  const support = new FakeSupport();
  const { provider } = ok(addressBookProvider(Broken)(init));
  t.is(provider.Logon(support.contract, 0, 'profile', 0).hr, MAPI_E_UNCONFIGURED);
  t.deepEqual(box.log, []);
  t.is(support.count, 1);
});

test('containers without names of their own are refused at logon', (t) => {
  const twice = [
    { id: 'a', name: 'A' },
    { id: 'a', name: 'B' },
  ];
  const box = newBox();
  const { provider } = ok(addressBookProvider(bookOver(box, twice))(init));
  t.is(provider.Logon(new FakeSupport().contract, 0, 'profile', 0).hr, MAPI_E_CALL_FAILED);
  t.deepEqual(box.log, ['close'], 'what was opened is closed');
});

test('containers that are in one that does not exist, or in each other, are refused at logon', (t) => {
  const lost = [{ id: 'a', name: 'A', parent: 'none' }];
  const circle = [
    { id: 'a', name: 'A', parent: 'b' },
    { id: 'b', name: 'B', parent: 'a' },
  ];
  for (const containers of [lost, circle]) {
    const { provider } = ok(addressBookProvider(bookOver(newBox(), containers))(init));
    t.is(provider.Logon(new FakeSupport().contract, 0, 'profile', 0).hr, MAPI_E_CALL_FAILED);
  }
});

test('the hierarchy shows the author’s containers, one level or all', (t) => {
  const { root, container } = logOn(
    bookOver(newBox(), [
      { id: 'friends', name: 'Friends' },
      { id: 'school', name: 'School', parent: 'friends', modifiable: false },
    ]),
  );
  t.is(get(root, PR_OBJECT_TYPE), MAPI_ABCONT);
  t.is(get(root, PR_DISPLAY_NAME_W), 'Cards');
  t.deepEqual(
    rowsOf(ok(root.GetHierarchyTable(0))).map((row) => findValue(row, PR_DISPLAY_NAME_W)),
    ['Friends'],
  );
  const all = rowsOf(ok(root.GetHierarchyTable(CONVENIENT_DEPTH)));
  t.deepEqual(
    all.map((row) => [findValue(row, PR_DISPLAY_NAME_W), findValue(row, PR_DEPTH), findValue(row, PR_CONTAINER_FLAGS)]),
    [
      ['Friends', 0, AB_RECIPIENTS | AB_MODIFIABLE | AB_SUBCONTAINERS],
      ['School', 1, AB_RECIPIENTS | AB_UNMODIFIABLE],
    ],
  );
  t.is(container.SetProps([{ tag: PR_COMMENT_W, value: 'x' }]).hr, MAPI_E_NO_ACCESS);
});

test('entry ids stay valid in the next logon with the same profile', (t) => {
  const box = newBox();
  const first = logOn(bookOver(box));
  const entryId = add(first.container, 'Bob');
  first.logon.Logoff(0);
  const support = new FakeSupport();
  for (const [id, value] of first.support.section) support.section.set(id, value);
  const second = logOn(bookOver(box), support);
  t.is(get(open<IMAPIProp>(second.logon, entryId), PR_DISPLAY_NAME_W), 'Bob');
  t.true(ok(second.logon.CompareEntryIDs(entryId, new Uint8Array(entryId), 0)));
});

test('entry ids of another address book are unknown here', (t) => {
  const [first, second] = [logOn(bookOver(newBox())), logOn(bookOver(newBox()))];
  const entryId = add(first.container, 'Bob');
  t.is(second.logon.OpenEntry(entryId, null, 0).hr, MAPI_E_UNKNOWN_ENTRYID);
  t.is(second.logon.OpenEntry(Uint8Array.of(0, 0, 0, 0), null, 0).hr, MAPI_E_INVALID_ENTRYID);
});

test('one provider object opens any entry of its address books', (t) => {
  const { provider } = ok(addressBookProvider(bookOver(newBox()), { providerUid })(init));
  const [here, there] = ['/a', '/b'].map(
    (directory) => ok(provider.Logon(new FakeSupport(directory).contract, 0, 'p', 0)).logon,
  );
  if (here === undefined || there === undefined) throw new Error('two logons were made');
  const root = ok(there.OpenEntry(null, null, 0)).unknown as IABContainer;
  const [row = []] = rowsOf(ok(root.GetHierarchyTable(0)));
  t.is(here.OpenEntry(entryIdOf(row), null, 0).hr, S_OK);
});

test('two logons at one data directory share the address book until the last one ends', (t) => {
  const box = newBox();
  const { provider } = ok(addressBookProvider(bookOver(box), { providerUid })(init));
  const [first, second] = [0, 1].map(() => ok(provider.Logon(new FakeSupport().contract, 0, 'p', 0)).logon);
  const entryId = add(open<IABContainer>(first as IABLogon, entryIdOf(firstRow(first as IABLogon))), 'Bob');
  t.is(get(open<IMAPIProp>(second as IABLogon, entryId), PR_DISPLAY_NAME_W), 'Bob');
  first?.Logoff(0);
  t.false(box.log.includes('close'));
  second?.Logoff(0);
  t.deepEqual(box.log, ['write 1', 'close']);
});

test('sinks and tables learn of changes until Unadvise', (t) => {
  const { container, logon } = logOn(bookOver(newBox()));
  const table = ok(container.GetContentsTable(0));
  t.is(ok(table.GetRowCount(0)), 0);
  const sink = new Sink();
  const mask = fnevObjectCreated | fnevObjectModified | fnevObjectDeleted;
  const connection = ok(logon.Advise(null, mask, sink));
  t.true(connection > 0);
  const entryId = add(container, 'Bob');
  t.is(ok(table.GetRowCount(0)), 1);
  const entry = open<IMAPIProp>(logon, entryId, MAPI_MODIFY);
  ok(entry.SetProps([{ tag: PR_COMMENT_W, value: 'x' }]));
  entry.SaveChanges(0);
  container.DeleteEntries([entryId], 0);
  t.deepEqual(
    sink.events.map(({ eventType }) => eventType),
    [fnevObjectCreated, fnevObjectModified, fnevObjectDeleted],
  );
  t.deepEqual(sink.events[0]?.entryId, entryId);
  t.is(logon.Unadvise(connection), S_OK);
  t.is(sink.count, 1);
  add(container, 'Eve');
  t.is(sink.events.length, 3);
});

test('the contents open as a table property, and templates are listed', (t) => {
  const { container, logon } = logOn(bookOver(newBox()));
  add(container, 'Bob');
  const contents = ok(container.OpenProperty(PR_CONTAINER_CONTENTS, IID_IMAPITable, 0, 0));
  t.is(ok(contents.GetRowCount(0)), 1);
  const [template = []] = rowsOf(ok(logon.GetOneOffTable(0)));
  t.deepEqual(entryIdOf(template), get(container, PR_DEF_CREATE_MAILUSER) as Uint8Array);
});

function firstRow(logon: IABLogon): SRow {
  const root = ok(logon.OpenEntry(null, null, 0)).unknown as IABContainer;
  return rowsOf(ok(root.GetHierarchyTable(0)))[0] ?? [];
}
