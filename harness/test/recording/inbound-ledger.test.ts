import test from 'ava';
import { itemOfText, stateOfMail } from '#harness/recording/mail.js';
import { LifeScript, observed } from '../support/recordings.js';

const ALIKE = stateOfMail({ subject: 'i1 v1 x', body: 'Hello' });
const END = 'by the end of the second life';

/** Two messages that are alike: so many of them are found, under different entry ids, and so many still wait. */
function seen(found: number, waiting: number) {
  const last = new LifeScript().step('read-back');
  for (let i = 0; i < found; i += 1) {
    last.write({ e: 'found', item: 'i1', session: 0, state: ALIKE, entryId: `0${i}` });
  }
  const offered = { e: 'offered', life: 0, item: 'i1', state: ALIKE } as const;
  const farSide = [offered, offered, { e: 'waiting', items: Array.from({ length: waiting }, () => 'i1') } as const];
  const lives = [new LifeScript().step('work').killed(), last.readBack(0).exited()];
  const { ledger } = observed(lives, { farSide, scenario: 'immediate-exit' });
  return ledger.differences.map(({ kind, seen: words }) => `${kind}: ${words}`);
}

test('of messages that are alike each one is in the store, or still at its source', (t) => {
  t.deepEqual(seen(2, 0), []);
  t.deepEqual(seen(1, 1), []);
  t.deepEqual(seen(0, 2), []);
  t.deepEqual(seen(1, 0), [`lost: 1 of them in the store, 0 at the far side ${END}`]);
  t.deepEqual(seen(0, 1), [`lost: 1 of them ${END}`]);
  t.deepEqual(seen(0, 0), [`lost: neither ${END}`]);
});

test('messages that are alike are there as often as they were sent, and no more', (t) => {
  t.deepEqual(seen(3, 0), [`repeated: 3 of them in the store ${END}`]);
});

test('a message without a subject, or with that of others, is known by its text', (t) => {
  t.is(itemOfText('g2-i7 v1 Hello'), 'g2-i7');
  t.is(itemOfText('Hello'), null);
  const { label } = stateOfMail({ subject: '', body: 'i7 v1 Hello' });
  t.is(label, 'i7 v1 (no subject)');
  t.is(stateOfMail({ subject: 'Thursday', body: 'i7 v1 Hello' }).label, 'i7 v1 Thursday');
});
