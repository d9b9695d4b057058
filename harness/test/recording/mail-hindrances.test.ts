import test from 'ava';
import type { Hindrances } from '#harness/recording/hindrances.js';
import { type FarSideEvent, stateOfMail } from '#harness/recording/mail.js';
import { differencesOf, type MailFound, mailLedger } from '../support/mail-lives.js';

const LATER = 'o1.later@example.org';
const LATEST = 'o1.later2@example.org';
const END = 'by the end of the second life';

const postponed: FarSideEvent = { e: 'postponed', life: 0, item: 'o1', recipient: LATER };

function delivered(life: number, ...recipients: readonly string[]): FarSideEvent {
  const state = stateOfMail({ subject: 'o1 v1 x', body: 'Hello', recipients });
  return { e: 'delivered', life, item: 'o1', messageId: '<1@x>', recipients, state };
}

/** A message that is submitted to three, of whom one is not taken for now unless told otherwise. */
function seen(
  farSide: readonly FarSideEvent[],
  found: MailFound = {},
  hindrances: Hindrances = { postponed: [LATER] },
): readonly string[] {
  return differencesOf(mailLedger(farSide, hindrances, found));
}

test('whoever was not taken for now gets the message in the next life, alone or with the others', (t) => {
  t.deepEqual(seen([postponed, delivered(0, 'a@x', 'b@x'), delivered(1, LATER)]), []);
  t.deepEqual(seen([postponed, delivered(1, 'a@x', 'b@x', LATER)]), []);
  t.deepEqual(seen([delivered(0, 'a@x', 'b@x', LATER)]), [], 'a far side that takes everybody at once');
});

test('each of several who were not taken for now gets the message in the next life, or a report names him', (t) => {
  const both: Hindrances = { postponed: [LATER, LATEST] };
  const first = [postponed, { ...postponed, recipient: LATEST }, delivered(0, 'a@x', 'b@x')];
  t.deepEqual(seen([...first, delivered(1, LATER, LATEST)], {}, both), []);
  t.deepEqual(seen([...first, delivered(1, LATER)], { addresses: [LATEST] }, both), []);
  t.deepEqual(seen([...first, delivered(1, LATER)], {}, both), [
    `changed: it has arrived for the others alone, and no report is in the inbox ${END}`,
  ]);
});

test('a message that never comes to whoever was not taken for now is not whole, unless a report names him', (t) => {
  const forgotten = [postponed, delivered(0, 'a@x', 'b@x')];
  t.deepEqual(seen(forgotten), [`changed: it has arrived for the others alone, and no report is in the inbox ${END}`]);
  t.deepEqual(seen(forgotten, { addresses: ['a@x'] }), [
    `changed: it has arrived for the others alone, and no report in the inbox names it ${END}`,
  ]);
  t.deepEqual(seen(forgotten, { addresses: ['O1.Later@example.org'] }), []);
  t.deepEqual(seen(forgotten, { isQueued: true }), [], 'it waits still');
});

test('those who were taken have to get the message, whoever was not', (t) => {
  t.deepEqual(seen([postponed, delivered(0, 'a@x'), delivered(1, LATER)]).length, 1);
  t.deepEqual(seen([postponed]), [`lost: nothing ${END}`]);
  t.deepEqual(seen([postponed], { addresses: ['a@x', 'b@x', LATER] }), [], 'a report is about all of them');
});

test('whoever was taken and gets the message again with the one who was not, after all was quiet, gets it twice', (t) => {
  const again = [postponed, delivered(0, 'a@x', 'b@x'), delivered(1, 'a@x', 'b@x', LATER)];
  t.regex(seen(again, { settled: 1 })[0] ?? '', /^repeated: 2 deliveries; the second one came in the second life/);
  t.deepEqual(seen([...again.slice(0, 2), delivered(1, LATER)], { settled: 1 }), []);
});

test('of a message that was tried in vain a report may tell, and of one that was not tried in vain it may not', (t) => {
  const lost = (...farSide: readonly FarSideEvent[]): readonly string[] => {
    const { differences } = mailLedger(farSide, {}, { addresses: ['a@x'] }, 'cutting-server');
    return differences.map(({ kind }) => kind);
  };
  t.deepEqual(lost({ e: 'mode', life: 0, mode: 'cutting' }, { e: 'mode', life: 1, mode: 'normal' }), []);
  t.deepEqual(lost({ e: 'mode', life: 1, mode: 'normal' }), ['lost']);
});

test('what is not to be delivered at once may still wait in its store, and is lost where it waits nowhere', (t) => {
  t.deepEqual(seen([], { isQueued: true }, { notBeforeMs: 600 }), []);
  t.deepEqual(seen([], {}, { notBeforeMs: 600 }), [`lost: nothing ${END}`]);
  t.deepEqual(seen([], { isQueued: true }, {}), [`lost: nothing ${END}`], 'any other message');
});

test('a report may tell of a long text that it is too large, and of none that is short', (t) => {
  const returned = { addresses: ['a@x', 'b@x'] };
  t.deepEqual(seen([], returned, { bytes: 40_000 }), []);
  t.deepEqual(seen([], {}, { bytes: 40_000 }), [`lost: nothing ${END}`], 'nobody is told');
  t.deepEqual(seen([], returned, {}), [`lost: nothing ${END}`]);
});
