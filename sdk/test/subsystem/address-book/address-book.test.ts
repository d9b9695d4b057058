import {
  CONVENIENT_DEPTH,
  findValue,
  fnevObjectModified,
  guid,
  guidToBytes,
  type IABContainer,
  IID_IAddrBook,
  IID_IMsgStore,
  type IMailUser,
  MAPI_ABCONT,
  MAPI_E_CALL_FAILED,
  MAPI_E_FAILONEPROVIDER,
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_INVALID_OBJECT,
  MAPI_E_LOGON_FAILED,
  MAPI_E_NO_SUPPORT,
  MAPI_E_UNKNOWN_ENTRYID,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_E_USER_CANCEL,
  MAPI_MAILUSER,
  MAPI_W_ERRORS_RETURNED,
  PR_AB_DEFAULT_PAB,
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import { column, openBook, subsystemWithBooks } from '../support/book-fixture.js';
import { FakeAddressBook } from '../support/fake-address-book.js';
import { logOn, must } from '../support/fixture.js';

const people = () => new FakeAddressBook({ containers: [{ name: 'People', people: ['Ada', 'Bob'] }] });
const own = () => new FakeAddressBook({ containers: [{ name: 'Own', modifiable: true, people: ['Eve'] }] });

test('the address book opens as IAddrBook, and as nothing else', (t) => {
  const { session, book } = openBook(t, [people()]);
  must(book.QueryInterface(IID_IAddrBook)).Release();
  t.is(session.OpenAddressBook(0, IID_IMsgStore, 0).hr, MAPI_E_INTERFACE_NOT_SUPPORTED);
  t.is(session.OpenAddressBook(0, IID_IAddrBook, 0x10).hr, MAPI_E_UNKNOWN_FLAGS);
});

test('a profile without address books has an empty one', (t) => {
  const { book } = openBook(t, []);
  const root = must(book.OpenEntry(null, null, 0)).unknown as IABContainer;
  t.deepEqual(column(must(root.GetHierarchyTable(0)), PR_DISPLAY_NAME_W), []);
  t.deepEqual(book.GetPAB(), { hr: S_OK, value: null });
  t.deepEqual(book.GetDefaultDir(), { hr: S_OK, value: null });
});

test('an address book that fails leaves the others usable, with MAPI_W_ERRORS_RETURNED', (t) => {
  const broken = new FakeAddressBook({ logonResults: [MAPI_E_LOGON_FAILED] });
  const session = logOn(subsystemWithBooks(t, [broken, people()]));
  const opened = session.OpenAddressBook(0, null, 0);
  t.is(opened.hr, MAPI_W_ERRORS_RETURNED);
  const root = must(must(opened).OpenEntry(null, null, 0)).unknown as IABContainer;
  t.deepEqual(column(must(root.GetHierarchyTable(0)), PR_DISPLAY_NAME_W), ['People']);
  t.is(broken.calls.length, 1);
});

test('an address book that failed with MAPI_E_FAILONEPROVIDER is tried again', (t) => {
  const late = new FakeAddressBook({ logonResults: [MAPI_E_FAILONEPROVIDER] });
  const session = logOn(subsystemWithBooks(t, [late]));
  t.is(session.OpenAddressBook(0, null, 0).hr, S_OK);
  t.is(late.calls.filter((call) => call === 'Logon').length, 2);
});

test('the root container joins the containers of all address books, in the order of the profile', (t) => {
  const failing = new FakeAddressBook({ rootResult: MAPI_E_CALL_FAILED });
  const { book } = openBook(t, [people(), failing, own()]);
  const opened = must(book.OpenEntry(null, null, 0));
  t.is(opened.objectType, MAPI_ABCONT);
  const root = opened.unknown as IABContainer;
  const table = root.GetHierarchyTable(CONVENIENT_DEPTH);
  t.is(table.hr, MAPI_W_ERRORS_RETURNED);
  t.deepEqual(column(must(table), PR_DISPLAY_NAME_W), ['People', 'Own']);
  t.is(root.GetHierarchyTable(0x100).hr, MAPI_E_UNKNOWN_FLAGS);
  t.is(root.GetContentsTable(0).hr, MAPI_E_NO_SUPPORT);
});

test('OpenEntry, CompareEntryIDs and Advise go to the address book that registered the uid', (t) => {
  const [first, second] = [people(), own()];
  const { book } = openBook(t, [first, second]);
  t.is(must(book.OpenEntry(second.id(0, 0), null, 0)).objectType, MAPI_MAILUSER);
  t.false(first.calls.includes('OpenEntry'));
  t.is(book.CompareEntryIDs(first.id(0, 1), second.id(0, 1), 0).value, false);
  t.is(book.CompareEntryIDs(first.id(0, 1), first.id(1, 1), 0).value, true);
  const sink = { AddRef: () => 1, Release: () => 1, OnNotify: () => 0 };
  const connection = must(book.Advise(second.id(0), fnevObjectModified, sink as never));
  t.is(book.Unadvise(connection), S_OK);
  t.deepEqual(second.calls.slice(-2), ['Advise', 'Unadvise(7)']);
  const stranger = Uint8Array.from([0, 0, 0, 0, ...guidToBytes(guid(crypto.randomUUID())), 1]);
  t.is(book.OpenEntry(stranger, null, 0).hr, MAPI_E_UNKNOWN_ENTRYID);
});

test('the last Release of the address book ends its registrations', (t) => {
  const fake = people();
  const { book } = openBook(t, [fake]);
  must(book.Advise(fake.id(0), fnevObjectModified, { AddRef: () => 1, Release: () => 1, OnNotify: () => 0 } as never));
  t.is(book.Release(), 0);
  t.is(fake.calls.at(-1), 'Unadvise(7)');
});

test('a one-off entry id opens as a recipient with what is in it', (t) => {
  const { book, session } = openBook(t, []);
  const entryId = must(book.CreateOneOff('Zoë', 'SMTP', 'zoe@x', 0));
  for (const opened of [book.OpenEntry(entryId, null, 0), session.OpenEntry(entryId, null, 0)]) {
    const user = must(opened).unknown as IMailUser;
    const values = must(user.GetProps([PR_DISPLAY_NAME_W, PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W, PR_ENTRYID], 0));
    t.deepEqual(
      values.map(({ value }) => value),
      ['Zoë', 'SMTP', 'zoe@x', entryId],
    );
    user.Release();
  }
  t.is(book.CreateOneOff('a', 'b', 'c', 2).hr, MAPI_E_UNKNOWN_FLAGS);
});

test('dialogs are cancelled, and reported with whose they are', (t) => {
  const seen: unknown[] = [];
  const fake = people();
  const dialog = (interfaceName: string, method: string, provider: unknown) =>
    seen.push([interfaceName, method, (provider as { name: string } | null)?.name ?? null]);
  const { book } = openBook(t, [fake], { observer: { dialog } });
  t.is(book.Address(0, {}, null).hr, MAPI_E_USER_CANCEL);
  t.is(book.NewEntry(0, 0, null, null).hr, MAPI_E_USER_CANCEL);
  const theirs = must(fake.support?.OpenAddressBook(null, 0) ?? { hr: MAPI_E_NO_SUPPORT, value: null });
  t.is(theirs.Details(0, fake.id(0, 0), 0), MAPI_E_USER_CANCEL);
  t.is(book.RecipOptions(0, 0, []), MAPI_E_NO_SUPPORT);
  t.deepEqual(seen, [
    ['IAddrBook', 'Address', null],
    ['IAddrBook', 'NewEntry', null],
    ['IAddrBook', 'Details', 'book-1'],
  ]);
});

test('the personal address book is the first container that can be changed, or the chosen one, also in later sessions', (t) => {
  const [first, second] = [own(), own()];
  const { subsystem, session, book } = openBook(t, [people(), first, second]);
  t.deepEqual(must(book.GetPAB()), first.id(0));
  t.is(book.SetPAB(second.id(0)), S_OK);
  t.deepEqual(findValue(must(book.GetProps([PR_AB_DEFAULT_PAB], 0)), PR_AB_DEFAULT_PAB), second.id(0));
  book.Release();
  session.Logoff(0, 0, 0);
  const again = must(logOn(subsystem).OpenAddressBook(0, null, 0));
  t.deepEqual(must(again.GetPAB()), second.id(0));
});

test('the first directory is the first container with recipients, or the chosen one', (t) => {
  const [first, second] = [people(), own()];
  const { book } = openBook(t, [first, second]);
  t.deepEqual(must(book.GetDefaultDir()), first.id(0));
  t.is(book.SetDefaultDir(second.id(0)), S_OK);
  t.deepEqual(must(book.GetDefaultDir()), second.id(0));
});

test('only containers can be chosen', (t) => {
  const fake = people();
  const { book } = openBook(t, [fake]);
  t.is(book.SetPAB(fake.id(0, 1)), MAPI_E_INVALID_ENTRYID);
  t.is(book.SetDefaultDir(fake.id(9)), MAPI_E_INVALID_ENTRYID);
  t.is(book.SetSearchPath(0, [fake.id(0), Uint8Array.of(1)]), MAPI_E_INVALID_ENTRYID);
});

test('the search path is the personal address book and then all others, or the chosen one', (t) => {
  const [first, second, third] = [people(), own(), people()];
  const { book } = openBook(t, [first, second, third]);
  t.deepEqual(must(book.GetSearchPath(0)), [second.id(0), first.id(0), third.id(0)]);
  t.is(book.SetSearchPath(0, [third.id(0), first.id(0)]), S_OK);
  t.deepEqual(must(book.GetSearchPath(0)), [third.id(0), first.id(0)]);
  t.is(book.SetSearchPath(0, []), S_OK);
  t.is(must(book.GetSearchPath(0)).length, 3);
  t.is(book.SetSearchPath(1, []), MAPI_E_UNKNOWN_FLAGS);
});

test('after the session has ended the address book answers MAPI_E_INVALID_OBJECT, and the client is warned', (t) => {
  const { subsystem, session, book } = openBook(t, [people()]);
  session.Logoff(0, 0, 0);
  t.is(book.OpenEntry(null, null, 0).hr, MAPI_E_INVALID_OBJECT);
  t.is(book.GetPAB().hr, MAPI_E_INVALID_OBJECT);
  t.regex(subsystem.warnings[0]?.message ?? '', /a address book|an address book/);
});

test('everything that was opened is given back', (t) => {
  const { subsystem, session, book } = openBook(t, [people()]);
  book.Release();
  session.Logoff(0, 0, 0);
  session.Release();
  t.deepEqual(subsystem.ledger.leaks(), []);
  t.deepEqual(subsystem.ledger.violations, []);
});
