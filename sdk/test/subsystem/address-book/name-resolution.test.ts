import {
  findValue,
  MAPI_DIALOG,
  MAPI_E_AMBIGUOUS_RECIP,
  MAPI_E_CALL_FAILED,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_USER_CANCEL,
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_RECIPIENT_TYPE,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import { named, openBook } from '../support/book-fixture.js';
import { FakeAddressBook } from '../support/fake-address-book.js';

test('names are looked up container by container, and found ones not again', (t) => {
  const first = new FakeAddressBook({ containers: [{ name: 'A', people: ['Ada'] }] });
  const second = new FakeAddressBook({ containers: [{ name: 'B', people: ['Adam', 'Bob'] }] });
  const { book } = openBook(t, [first, second]);
  const { hr, value } = book.ResolveName(0, 0, null, [named('ada'), named('bob')]);
  t.is(hr, S_OK);
  t.deepEqual(
    value?.map((recipient) => findValue(recipient, PR_ENTRYID)),
    [first.id(0, 0), second.id(0, 1)],
  );
  second.calls.length = 0;
  book.ResolveName(0, 0, null, [named('ada')]);
  t.deepEqual(
    second.calls.filter((call) => call.startsWith('ResolveNames')),
    [],
  );
});

test('the search path decides who is found', (t) => {
  const first = new FakeAddressBook({ containers: [{ name: 'A', people: ['Ada'] }] });
  const second = new FakeAddressBook({ containers: [{ name: 'B', people: ['Ada'] }] });
  const { book } = openBook(t, [first, second]);
  book.SetSearchPath(0, [second.id(0)]);
  const { value } = book.ResolveName(0, 0, null, [named('Ada')]);
  t.deepEqual(findValue(value?.[0] ?? [], PR_ENTRYID), second.id(0, 0));
});

test('an ambiguous name is MAPI_E_AMBIGUOUS_RECIP, an unknown one MAPI_E_NOT_FOUND; the rest is resolved all the same', (t) => {
  const fake = new FakeAddressBook({ containers: [{ name: 'A', people: ['Ada', 'Adam', 'Bob'] }] });
  const { book } = openBook(t, [fake]);
  const both = book.ResolveName(0, 0, null, [named('ad'), named('zoe'), named('bob')]);
  t.is(both.hr, MAPI_E_AMBIGUOUS_RECIP);
  t.deepEqual(
    both.value?.map((recipient) => findValue(recipient, PR_ENTRYID)),
    [undefined, undefined, fake.id(0, 2)],
  );
  t.is(book.ResolveName(0, 0, null, [named('zoe'), named('bob')]).hr, MAPI_E_NOT_FOUND);
});

test('with MAPI_DIALOG a doubt would be a dialog, which is cancelled and reported', (t) => {
  const seen: string[] = [];
  const dialog = (_: string, method: string) => seen.push(method);
  const { book } = openBook(t, [new FakeAddressBook()], { observer: { dialog } });
  t.is(book.ResolveName(0, MAPI_DIALOG, 'who?', [named('zoe')]).hr, MAPI_E_USER_CANCEL);
  t.deepEqual(seen, ['ResolveName']);
});

test('recipients with an entry id, and empty ones, are left alone', (t) => {
  const { book } = openBook(t, [new FakeAddressBook()]);
  const done = [propValue(PR_ENTRYID, Uint8Array.of(1)), propValue(PR_DISPLAY_NAME_W, 'Ada')];
  t.deepEqual(book.ResolveName(0, 0, null, [done, []]), { hr: S_OK, value: [done, []] });
});

test('name [type:address] is a one-off recipient, and so is what looks like an Internet address and is nobody', (t) => {
  const fake = new FakeAddressBook({ containers: [{ name: 'A', people: ['ada@here'] }] });
  const { book } = openBook(t, [fake]);
  const { hr, value } = book.ResolveName(0, 0, null, [
    [...named('Zoë [fax:1 23]'), propValue(PR_RECIPIENT_TYPE, 2)],
    named('bob@x'),
    named('ada@here'),
  ]);
  t.is(hr, S_OK);
  t.deepEqual(
    value?.map((row) => [PR_DISPLAY_NAME_W, PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W].map((tag) => findValue(row, tag))),
    [
      ['Zoë', 'FAX', '1 23'],
      ['bob@x', 'SMTP', 'bob@x'],
      ['ada@here', undefined, 'ada@here@book'],
    ],
  );
  t.is(findValue(value?.[0] ?? [], PR_RECIPIENT_TYPE), 2);
});

test('a container without ResolveNames is searched by PR_ANR in its contents table', (t) => {
  const fake = new FakeAddressBook({
    containers: [{ name: 'A', people: ['Ada', 'Adam', 'Bob'], resolveResult: MAPI_E_NO_SUPPORT }],
  });
  const { book } = openBook(t, [fake]);
  const { hr, value } = book.ResolveName(0, 0, null, [named('bob')]);
  t.is(hr, S_OK);
  t.deepEqual(findValue(value?.[0] ?? [], PR_ENTRYID), fake.id(0, 2));
  t.is(book.ResolveName(0, 0, null, [named('ad')]).hr, MAPI_E_AMBIGUOUS_RECIP);
});

test('a container that fails is passed over', (t) => {
  const broken = new FakeAddressBook({ containers: [{ name: 'A', people: [], resolveResult: MAPI_E_CALL_FAILED }] });
  const fake = new FakeAddressBook({ containers: [{ name: 'B', people: ['Ada'] }] });
  const { book } = openBook(t, [broken, fake]);
  t.is(book.ResolveName(0, 0, null, [named('ada')]).hr, S_OK);
});
