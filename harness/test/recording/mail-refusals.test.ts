import test from 'ava';
import { type FarSideEvent, stateOfMail } from '#harness/recording/mail.js';
import type { LedgerOutcome } from '#harness/recording/observation.js';
import { differencesOf, type MailFound, mailLedger, SUBMITTED } from '../support/mail-lives.js';

const REFUSED = 'o1.nobody@example.org';

const refused = (life: number): FarSideEvent => ({ e: 'refused', life, item: 'o1', recipient: REFUSED });
const delivered = (life: number): FarSideEvent => ({
  e: 'delivered',
  life,
  item: 'o1',
  messageId: '<1@x>',
  recipients: ['a@x', 'b@x'],
  state: SUBMITTED,
});

/** What is found, and who is refused: one unless told otherwise. */
interface Seen extends MailFound {
  readonly recipients?: readonly string[];
}

/** A message that is submitted to three, of whom one is refused. */
function ledgerOf(
  farSide: readonly FarSideEvent[],
  { recipients = [REFUSED], ...found }: Seen = {},
  scenario?: string,
): LedgerOutcome {
  return mailLedger(farSide, { refused: recipients }, found, scenario);
}

function seen(...given: Parameters<typeof ledgerOf>): readonly string[] {
  return differencesOf(ledgerOf(...given));
}

const SENT = [refused(0), delivered(0)];
const END = 'by the end of the second life';

test('a refused recipient of whom nobody is told is named', (t) => {
  const { differences, withRefused } = ledgerOf(SENT);
  t.is(withRefused, 1);
  t.is(differences.length, 1);
  t.regex(differences[0]?.expected ?? '', /, and a report in the inbox that o1\.nobody@example\.org was refused, or /);
  t.is(differences[0]?.seen, `the far side has refused it, and no report is in the inbox ${END}`);
});

test('one whom the far side was never asked to take is named as well', (t) => {
  t.deepEqual(seen([delivered(0)]), [
    `unreported: the far side was never asked to take it, and no report is in the inbox ${END}`,
  ]);
});

test('of several refused recipients each has to be named', (t) => {
  const recipients = [REFUSED, 'o1.nobody2@example.org'];
  t.deepEqual(seen(SENT, { recipients, addresses: recipients }), []);
  const { differences } = ledgerOf(SENT, { recipients, addresses: [REFUSED] });
  t.regex(differences[0]?.expected ?? '', /, and a report in the inbox that o1\.nobody2@example\.org was refused, or /);
  t.is(differences[0]?.seen, `the far side was never asked to take it, and no report in the inbox names it ${END}`);
});

test('a report that names the recipient is enough, and so is one that nobody has read to its end', (t) => {
  t.deepEqual(seen(SENT, { addresses: ['O1.Nobody@example.org'] }), []);
  t.deepEqual(seen(SENT, { addresses: null }), []);
  t.deepEqual(seen(SENT, { addresses: ['a@x'] }), [
    `unreported: the far side has refused it, and no report in the inbox names it ${END}`,
  ]);
});

test('who is tried once more in the last life is not given up, and who was only tried before the message arrived is', (t) => {
  t.deepEqual(seen([...SENT, refused(1)]), []);
  t.is(seen([...SENT, refused(0)]).length, 1, 'not in the last life');
  t.is(seen([refused(1), delivered(1)]).length, 1);
  t.is(seen([...SENT, refused(1), delivered(1)]).length, 1, 'sent again to all of them');
});

test('a message that waits in the outgoing queue for a refused recipient is not stuck', (t) => {
  t.deepEqual(seen(SENT, { isQueued: true }), []);
});

test('a message that nobody has got is not lost when a report tells of it, or when it is still tried', (t) => {
  t.deepEqual(seen([refused(0)], { addresses: ['a@x', 'b@x', REFUSED] }), []);
  t.deepEqual(seen([refused(0), refused(1)]), []);
  t.deepEqual(seen([refused(0)]), [`lost: nothing ${END}`]);
});

test('the others have to get it', (t) => {
  const short = { ...SUBMITTED, ...stateOfMail({ subject: 'o1 v1 x', body: 'Hello', recipients: ['a@x'] }) };
  const arrived: FarSideEvent = { e: 'delivered', life: 0, item: 'o1', recipients: ['a@x'], state: short };
  t.deepEqual(seen([refused(0), arrived], { addresses: [REFUSED] }), [
    `changed: another content of its recipients ${END}`,
  ]);
});

test('nothing is asked of a message whose life ended without a promise', (t) => {
  t.deepEqual(seen(SENT, {}, 'killed-in-start-message'), []);
});
