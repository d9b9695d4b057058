import {
  findValue,
  MAPI_E_CALL_FAILED,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_W_ERRORS_RETURNED,
  PR_ACCOUNT_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PROP_TYPE,
  PT_ERROR,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import test from 'ava';
import { named, openBook } from '../support/book-fixture.js';
import { FakeAddressBook } from '../support/fake-address-book.js';
import { must } from '../support/fixture.js';

const tags = [PR_EMAIL_ADDRESS_W];

test('each address book completes its own recipients, in their places', (t) => {
  const first = new FakeAddressBook({ containers: [{ name: 'A', people: ['Ada', 'Eve'] }] });
  const second = new FakeAddressBook({ containers: [{ name: 'B', people: ['Bob'] }] });
  const { book } = openBook(t, [first, second]);
  const recipients = [first.id(0, 1), second.id(0, 0), first.id(0, 0)].map((id) => [propValue(PR_ENTRYID, id)]);
  const { hr, value } = book.PrepareRecips(0, tags, [...recipients, named('nobody')]);
  t.is(hr, S_OK);
  t.deepEqual(
    value?.map((recipient) => findValue(recipient, PR_EMAIL_ADDRESS_W)),
    ['eve@book', 'bob@book', 'ada@book', undefined],
  );
  t.true(first.calls.includes('PrepareRecips of 2'));
  t.deepEqual(value?.[3], named('nobody'));
});

test('one-off recipients are completed from their entry ids, in the order of the tags', (t) => {
  const { book } = openBook(t, []);
  const entryId = must(book.CreateOneOff('Zoë', 'SMTP', 'zoe@x', 0));
  const wanted = [PR_EMAIL_ADDRESS_W, PR_ACCOUNT_W, PR_DISPLAY_NAME_W];
  const [row = []] = must(book.PrepareRecips(0, wanted, [[propValue(PR_ENTRYID, entryId)]]));
  t.deepEqual([row[0]?.value, row[2]?.value, row[3]?.value], ['zoe@x', 'Zoë', entryId]);
  t.is(PROP_TYPE(row[1]?.tag ?? 0), PT_ERROR);
});

test('the recipients of an address book that fails stay as they are', (t) => {
  const fake = new FakeAddressBook({
    containers: [{ name: 'A', people: ['Ada'] }],
    prepareResult: MAPI_E_CALL_FAILED,
  });
  const { book } = openBook(t, [fake]);
  const recipients = [[propValue(PR_ENTRYID, fake.id(0, 0))]];
  t.deepEqual(book.PrepareRecips(0, tags, recipients), { hr: MAPI_W_ERRORS_RETURNED, value: recipients });
});

test('without tags nothing is changed, and flags are refused', (t) => {
  const { book } = openBook(t, [new FakeAddressBook()]);
  t.deepEqual(must(book.PrepareRecips(0, null, [named('x')])), [named('x')]);
  t.is(book.PrepareRecips(1, tags, []).hr, MAPI_E_UNKNOWN_FLAGS);
});
