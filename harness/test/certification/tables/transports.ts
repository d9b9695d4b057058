import type { Expectation } from '../support/expectation.js';

/** So short that to wait for a server is seen, and long enough for a machine that is busy. */
const budgetMs = 1_000;

/** DUR-6, DUR-7 and TIME-2, and what of the rest a transport breaks in its own way. */
export const TRANSPORTS: readonly Expectation[] = [
  {
    provider: 'broken/outbox-in-memory',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items lost.*, in \d+ of \d+ runs \(outlook-exit, immediate-exit.*\); \d+ were acknowledged$/,
        expected: /^submitted message "o\d+ v1" at the far side \(submitted at [\d.]+ ms, acknowledged S_OK\)$/,
        seen: 'nothing by the end of the second life',
        because: /^DoFastShutdown, called .* after the save, returned S_OK \(0x00000000\) in /,
      },
    },
  },
  {
    provider: 'broken/marks-as-sent-before-answer',
    verdict: 'not-certified',
    fails: {
      'DUR-6': { message: /^\d+ items lost.*cutting-server/, seen: 'nothing by the end of the second life' },
    },
  },
  {
    provider: 'broken/sends-twice-with-two-message-ids',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items there more than once.*outlook-exit/,
        expected: /at the far side .*, each time under the same Message-ID$/,
        seen: /^2 deliveries under 2 Message-IDs: <\S+@example\.org>, <\S+@example\.org> by the end of the second life$/,
      },
    },
  },
  {
    provider: 'broken/drops-refused-recipients',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items with a refused recipient of whom no report tells.*; \d+ were acknowledged$/,
        expected:
          /^submitted message "(o\d+) v1" at the far side .*, and a report in the inbox that \1\.nobody@example\.org was refused, or another attempt$/,
        seen: /^the far side has refused it, and no report is in the inbox by the end of the second life$/,
        scenario: 'outlook-exit',
      },
    },
  },
  {
    provider: 'broken/keeps-one-message-of-each-subject',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items? lost after DoFastShutdown had returned S_OK.*outlook-exit/,
        expected:
          /^submitted message "(?:g2-)?o\d+ v1 (?:\(no subject\)|Thursday at ten, room 4 \(eom\))" at the far side /,
        seen: 'nothing by the end of the second life',
      },
    },
  },
  {
    provider: 'broken/sends-what-was-cancelled',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message:
          /^\d+ items? sent, though taken back or never submitted after DoFastShutdown had returned S_OK.*sent-mail/,
        expected: /^nothing of "o\d+" at the far side: it was submitted, and taken back before it was sent$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-what-later-lives-take-back',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^1 item sent, though taken back or never submitted after DoFastShutdown had returned S_OK.*sent-mail/,
        expected:
          /^nothing of "o\d+" at the far side: it was submitted, and taken back in the second life, before it was sent$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-reports-that-wait',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items? with a refused recipient of whom no report tells.*sent-mail/,
        seen: /^the far side has refused it, and no report is in the inbox by the end of the third life$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-whom-it-tries-again',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK.*sent-mail/,
        expected: /, for (?:g2-)?o\d+\.later@example\.org, too, or a report in the inbox that names it$/,
        seen: /^it has arrived for the others alone, and no report in the inbox names it by the end of the third life$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-the-content-of-what-it-tries-again',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK.*sent-mail/,
        seen: /^PR_IMPORTANCE \(0x00170003\), a value saved .*; and \d+ more parts by the end of the third life$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/tries-again-for-one-alone',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK.*sent-mail/,
        expected: /, for o\d+\.later2@example\.org, too, or a report in the inbox that names it$/,
        seen: /^it has arrived for the others alone, and no report in the inbox names it by the end of the third life$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-who-was-refused-when-it-tries-again',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items? with a refused recipient of whom no report tells.*sent-mail/,
        seen: /^the far side has refused it, and no report is in the inbox by the end of the third life$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/keeps-one-refusal-of-each-message',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items? with a refused recipient of whom no report tells.*sent-mail/,
        expected:
          /^submitted message "o\d+ v1" at the far side .*, and a report in the inbox that o\d+\.nobody2@example\.org was refused/,
        seen: /^the far side has refused it, and no report in the inbox names it by the end of the third life$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/sends-to-the-first-domain-alone',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items not in the last saved state/,
        seen: / by the end of the \w+ life$/,
        scenario: 'outlook-exit',
      },
    },
  },
  {
    provider: 'broken/quotes-lines-as-an-mbox-does',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items not in the last saved state/,
        seen: / by the end of the \w+ life$/,
        scenario: 'outlook-exit',
      },
    },
  },
  {
    provider: 'broken/cuts-names-at-commas',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK.*sent-mail/,
        seen: /^the names in its To and Cc headers, .* by the end of the \w+ life$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/sends-nothing-again-that-was-taken-back',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items? lost after DoFastShutdown had returned S_OK.*sent-mail/,
        seen: /^nothing by the end of the \w+ life$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/keeps-deferred-mail-in-memory',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items? lost after DoFastShutdown had returned S_OK.*outlook-exit/,
        seen: 'nothing by the end of the second life',
      },
    },
  },
  {
    provider: 'broken/gives-up-after-three-attempts',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^1 item lost after DoFastShutdown had returned S_OK.*cutting-server/,
        seen: 'nothing by the end of the second life',
        scenario: 'cutting-server',
      },
    },
  },
  {
    provider: 'broken/loses-attachments',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message:
          /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK.*outlook-exit.*sent-mail/,
        seen: /^attachments: \d+ saved, \d found; attachment 1 of \d absent(?:; .*)? by the end of the second life$/,
        scenario: 'outlook-exit',
      },
    },
  },
  {
    provider: 'broken/leaves-out-cc',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK/,
        seen: /^its Cc header, \d+ characters saved .*, 0 characters found .*by the end of the \w+ life$/,
      },
    },
  },
  {
    provider: 'broken/leaves-out-to',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK/,
        seen: /^its To header, \d+ characters saved .*, 0 characters found .*; its Cc header, \d+ characters saved .*by the end of the \w+ life$/,
      },
    },
  },
  {
    provider: 'broken/names-blind-recipients',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK/,
        seen: /^its Bcc header, 0 characters saved .*, \d+ characters found .*by the end of the \w+ life$/,
      },
    },
  },
  {
    provider: 'broken/forgets-how-important-mail-is',
    verdict: 'not-certified',
    fails: {
      'DUR-6': {
        message: /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK.*sent-mail/,
        seen: /^PR_IMPORTANCE \(0x00170003\), a value saved .*, another value found .*by the end of the \w+ life$/,
      },
    },
  },
  {
    provider: 'broken/brings-mail-again',
    verdict: 'not-certified',
    fails: {
      'DUR-15': {
        message: /^\d+ items delivered again, which no kill explains after .* \(sent-mail\); \d+ were acknowledged$/,
        expected: /^inbound message "i\d+ v1" in the store, once$/,
        seen: /^\d of them in the store by the end of the third life$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-whom-it-has-reached',
    verdict: 'not-certified',
    fails: {
      'DUR-15': {
        message: /^\d+ items? delivered again, which no kill explains after .* \(sent-mail\); \d+ were acknowledged$/,
        seen: /^2 deliveries; the second one came in the second life, although it had arrived in the first one, and all was quiet afterwards/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-that-it-has-sent',
    verdict: 'not-certified',
    fails: {
      'DUR-15': {
        message: /^\d+ items delivered again, which no kill explains after .* \(sent-mail\); \d+ were acknowledged$/,
        expected: /^submitted message "o\d+ v1" at the far side \(submitted at [\d.]+ ms, acknowledged S_OK\), once$/,
        seen: /^\d deliveries; the (?:second|third) one came in the \w+ life, although it had arrived in the first one, and all was quiet afterwards/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/tells-again-who-was-refused',
    verdict: 'not-certified',
    fails: {
      'DUR-15': {
        message:
          /^\d+ items? of which a second report tells, which no kill explains after .* \(sent-mail\); \d+ were acknowledged$/,
        expected: /^no second report in the inbox about submitted message "o\d+ v1" \(submitted at [\d.]+ ms\)$/,
        seen: /^\d reports, although there was one in the first life, and all was quiet then, by the end of the third life$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/sends-each-message-twice',
    verdict: 'not-certified',
    fails: {
      'DUR-15': {
        message: /^\d+ items delivered again, which no kill explains/,
        seen: /^\d deliveries; the (?:second|third) one came in the \w+ life, as the one before, whose answer was read/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/leaves-sent-mail-queued',
    verdict: 'not-certified',
    fails: {
      'DUR-15': {
        message: /^\d+ items that have arrived and are still in the outgoing queue/,
        expected: /, and no longer in the outgoing queue of its store$/,
        seen: /^it has arrived, and is still in the queue by the end of the \w+ life$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/takes-inbound-before-the-store-has-it',
    verdict: 'not-certified',
    fails: {
      'DUR-7': {
        message:
          /^[12] items? lost, in [12] of \d+ runs \(killed-in-start-message(?: and killed-in-second-start-message)?\); \d+ were acknowledged$/,
        expected: /^inbound message "i1 v1" in the store, or still at the far side$/,
        seen: 'neither by the end of the second life',
        scenario: 'killed-in-start-message',
      },
    },
  },
  {
    provider: 'broken/takes-inbound-messages-alike-for-one',
    verdict: 'not-certified',
    fails: {
      'DUR-7': {
        message: /^\d items? lost after DoFastShutdown had returned S_OK, in 1 of \d+ runs \(sent-mail\)/,
        expected: /^inbound message "(?:g2-)?i\d+ v1" in the store, twice, or still at the far side$/,
        seen: /^1 of them in the store, 0 at the far side by the end of the third life$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/fetches-the-next-message-early',
    verdict: 'not-certified',
    quick: false,
    fails: {
      'DUR-7': {
        message: /^1 item lost, in 1 of \d+ runs \(killed-in-second-start-message\); \d+ were acknowledged$/,
        expected: /^inbound message "i2 v1" in the store, or still at the far side$/,
        seen: 'neither by the end of the second life',
        scenario: 'killed-in-second-start-message',
      },
    },
  },
  {
    provider: 'broken/receive-only-takes-mail-early',
    verdict: 'not-certified',
    fails: {
      'DUR-7': {
        message:
          /^[12] items? lost, in [12] of \d+ runs \(killed-in-start-message(?: and killed-in-second-start-message)?\); \d+ were acknowledged$/,
        seen: 'neither by the end of the second life',
        scenario: 'killed-in-start-message',
      },
    },
  },
  {
    provider: 'broken/receive-only-brings-mail-again',
    verdict: 'not-certified',
    fails: {
      'DUR-15': {
        message: /^\d+ items delivered again, which no kill explains/,
        expected: /^inbound message "i\d+ v1" in the store, once$/,
        scenario: 'sent-mail',
      },
    },
  },
  {
    provider: 'broken/waits-for-the-silent-server',
    verdict: 'not-certified',
    options: { budgetMs },
    fails: {
      'TIME-2': {
        message: /^with a server that is silent: 1,[5-9]\d\d ms: Notify [\d.]+ ms, Do 1,[5-9]\d\d ms$/,
        expected: 'Notify and Do together take at most 1,000 ms, whatever the server does',
        scenario: 'silent-server',
      },
    },
  },
  {
    provider: 'broken/slow-do-transport',
    verdict: 'not-certified',
    options: { budgetMs: 500 },
    fails: {
      'TIME-1': { message: /^Notify and Do together took [6-9]\d\d ms, the budget is 500 ms$/ },
    },
  },
];
