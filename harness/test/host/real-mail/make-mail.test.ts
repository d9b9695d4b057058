import { findValue, MAPI_CC, MAPI_TO, PR_BODY_W, PR_EMAIL_ADDRESS_W, PR_RECIPIENT_TYPE } from '@mapi-kit/sdk';
import test from 'ava';
import { makeMail, SORTS } from '#harness/host/real-mail/make-mail.js';
import { Random } from '#harness/host/workload/random.js';

// What careless stores lose and seldom has: each seed has it.

for (const seed of [1, 7, 4_711]) {
  const made = SORTS.map((_, index) => makeMail(new Random(seed, index), `m${index}`, index));
  const values = made.flatMap(({ properties, named }) => [...properties, ...named]).map(({ value }) => value);

  test(`seed ${seed}: a list that has one value twice`, (t) => {
    t.true(values.some((value) => Array.isArray(value) && new Set(value).size < value.length));
  });

  test(`seed ${seed}: a list of one value, and one whose order matters`, (t) => {
    t.true(values.some((value) => Array.isArray(value) && value.length === 1));
    t.true(values.some((value) => Array.isArray(value) && value.length > 1 && value.at(-1) !== value[0]));
  });

  test(`seed ${seed}: a text of two lines that end as lines do outside of mail, and one with blanks around it`, (t) => {
    t.true(values.some((value) => typeof value === 'string' && /[^\r]\n/u.test(value)));
    t.true(values.some((value) => typeof value === 'string' && /^\t .* {2}$/u.test(value)));
  });

  test(`seed ${seed}: a body of more than half a million characters`, (t) => {
    t.true(made.some(({ properties }) => (findValue(properties, PR_BODY_W)?.length ?? 0) > 500_000));
  });

  test(`seed ${seed}: somebody who is a recipient twice, in two fields`, (t) => {
    const { recipients } = made.find((mail) => mail.recipients.length === 5) ?? { recipients: [] };
    const [first = []] = recipients;
    const both = recipients.filter(
      (recipient) => findValue(recipient, PR_EMAIL_ADDRESS_W) === findValue(first, PR_EMAIL_ADDRESS_W),
    );
    const fields = (some: typeof recipients): number[] => some.map((one) => findValue(one, PR_RECIPIENT_TYPE) ?? 0);
    t.deepEqual(fields(both), [MAPI_TO, MAPI_CC]);
    // A store that keeps each field by itself has them in this order, too.
    t.deepEqual(fields(recipients), fields(recipients).toSorted());
    t.is(new Set(recipients.map((recipient) => findValue(recipient, PR_EMAIL_ADDRESS_W))).size, 4);
  });
}
