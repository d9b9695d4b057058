import { PR_MESSAGE_CLASS_W, PR_SUBJECT_W } from '@mapi-kit/sdk';
import test from 'ava';
import { returnedItem, returnedItems } from '#harness/host/mail/inbox.js';

const row = (messageClass: string, subject: string) => [
  { tag: PR_MESSAGE_CLASS_W, value: messageClass },
  { tag: PR_SUBJECT_W, value: subject },
];
const NDR = 'REPORT.IPM.Note.NDR';

test('a report is about the message whose subject it has, behind a word in any language or none', (t) => {
  for (const before of ['Undeliverable: ', 'Unzustellbar: ', '']) {
    t.is(returnedItem(row(NDR, `${before}g2-o4 v1 x: y`)), 'g2-o4');
  }
  t.is(returnedItem(row(NDR, 'Undeliverable: lunch')), null);
  t.is(returnedItem(row('IPM.Note', 'Undeliverable: o4 v1 x')), null, 'it is none');
  t.is(returnedItem(row('REPORT.IPM.Note.DR', 'Delivered: o4 v1 x')), null);
});

test('a report is about the message that is known by the recipient it names', (t) => {
  t.deepEqual(returnedItems(row(NDR, 'Undeliverable: '), ['g2-s2-o7.known@example.org']), ['g2-s2-o7']);
  t.deepEqual(returnedItems(row(NDR, 'Undeliverable: '), ['o7.1@example.org']), []);
});

test('what a mail server sends back is about the messages whose refused recipients it names', (t) => {
  const bounce = row('IPM.Note', 'Undelivered Mail Returned to Sender');
  t.deepEqual(returnedItems(bounce, ['a@example.org', 'o4.nobody@example.org', 'o4.nobody@example.org']), ['o4']);
  t.deepEqual(returnedItems(bounce, ['a@example.org']), []);
  t.deepEqual(returnedItems(row(NDR, 'Undeliverable: o1 v1 x'), []), ['o1']);
});
