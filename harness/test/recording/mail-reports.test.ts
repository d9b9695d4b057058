import test from 'ava';
import { stateOfMail } from '#harness/recording/mail.js';
import { LifeScript, observed } from '../support/recordings.js';

const STATE = stateOfMail({ subject: 'o1 v1 x', body: 'Hello', recipients: ['a@x', 'b@x'] });
const REFUSED = 'o1.nobody@example.org';

/** How many reports there are in the first life, after all was quiet in it, and in the last one. */
interface Seen {
  readonly first: number;
  readonly last: number;
  readonly isQuiet?: boolean;
  readonly isPromised?: boolean;
  /** NotifyProcessShutdown came before the reports were counted. */
  readonly isNotified?: boolean;
}

/** A life that submits a message, waits and counts the reports about it, and one that counts them again. */
function seen({ first, last, isQuiet = true, isPromised = true, isNotified = false }: Seen): readonly string[] {
  const sends = new LifeScript().step('work');
  const about = { item: 'o1', session: 0 };
  sends.write({
    e: 'saved',
    ...about,
    category: 'outbound',
    phase: 'before-query',
    state: STATE,
    refused: [REFUSED],
  });
  const tell = (life: LifeScript, count: number): void => {
    for (let i = 0; i < count; i += 1) life.write({ e: 'returned', ...about, addresses: [REFUSED] });
    life.write({ e: 'read-back', session: 0, items: 0 });
  };
  if (isQuiet) sends.write({ e: 'settled', session: 0, deliveries: 1 });
  if (isNotified) sends.write({ e: 'client-call', session: 0, method: 'IMAPIClientShutdown::NotifyProcessShutdown' });
  tell(sends, first);
  const reads = new LifeScript().step('read-back');
  tell(reads, last);
  const scenario = isPromised ? 'sent-mail' : 'killed-in-start-message';
  const farSide = [
    { e: 'refused', life: 0, item: 'o1', recipient: REFUSED } as const,
    { e: 'delivered', life: 0, item: 'o1', messageId: '<1@x>', recipients: ['a@x', 'b@x'], state: STATE } as const,
  ];
  const { differences } = observed([sends.killed(), reads.exited()], { farSide, scenario }).ledger;
  return differences.map(({ kind, expected, seen: words }) => `${kind}: ${expected}; ${words}`);
}

test('a report that comes again in a later life is named', (t) => {
  const [only, ...others] = seen({ first: 1, last: 3 });
  t.deepEqual(others, []);
  t.regex(
    only ?? '',
    /^told-again: no second report in the inbox about submitted message "o1 v1" \(submitted at [\d.]+ ms\); 3 reports, although there was one in the first life, and all was quiet then, by the end of the second life$/,
  );
  t.regex(seen({ first: 2, last: 3 })[0] ?? '', /; 3 reports, although there were 2 in the first life, and /);
});

test('one report, or two from the beginning, are no second one', (t) => {
  t.deepEqual(seen({ first: 1, last: 1 }), []);
  t.deepEqual(seen({ first: 2, last: 2 }), []);
});

test('a report is right that comes in a later life alone', (t) => {
  t.deepEqual(seen({ first: 0, last: 1 }), []);
});

test('whoever may not know that the user was told may tell it again', (t) => {
  t.deepEqual(seen({ first: 1, last: 2, isQuiet: false }), []);
  t.deepEqual(seen({ first: 1, last: 2, isNotified: true }), []);
  t.deepEqual(seen({ first: 1, last: 2, isPromised: false }), []);
});
