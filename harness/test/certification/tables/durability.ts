import type { Expectation } from '../support/expectation.js';

const SECOND_LIFE = 'nothing in the second life';
const BOTH_EXITS = String.raw`after DoFastShutdown had returned S_OK, in (?:6 of 6|2 of 2|7 of 7|3 of 3|6 of 7|2 of 3) runs \(outlook-exit(?: and|,) immediate-exit(?: and real-mail)?\); \d+ were acknowledged$`;

const REAL_MAIL = String.raw`after DoFastShutdown had returned S_OK, in 1 of 1 run \(real-mail\); \d+ were acknowledged$`;

const REAL_MAIL_ALONE = String.raw`after DoFastShutdown had returned S_OK, in 1 of (?:3|7) runs \(real-mail\); \d+ were acknowledged$`;

/** DUR-1 to DUR-5, and DUR-11 to DUR-14. */
export const DURABILITY: readonly Expectation[] = [
  {
    provider: 'broken/forgets-last-batch',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: new RegExp(`items? (lost|not in the last saved state) .*${BOTH_EXITS}`),
        because: /^DoFastShutdown, called .* after the save, returned S_OK \(0x00000000\) in /,
      },
    },
  },
  {
    provider: 'broken/wrapper-forgets-do',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: new RegExp(`^\\d+ items lost ${BOTH_EXITS}`),
        seen: SECOND_LIFE,
        because: /^DoFastShutdown, called .* after the save, returned S_OK \(0x00000000\) in /,
      },
    },
  },
  {
    provider: 'broken/loses-deletes',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: new RegExp(`^\\d+ items deleted, but there again ${BOTH_EXITS}`),
        expected: /^no message "m\d+ v1" in \S+ \(deleted at [\d.]+ ms, acknowledged S_OK\)$/,
        seen: /^message "m\d+ v1" in \S+ in the second life$/,
      },
    },
  },
  {
    provider: 'broken/loses-updates',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: new RegExp(`^\\d+ items not in the last saved state .*${BOTH_EXITS}`),
        expected: /^message "m\d+ v\d" in \S+ \(saved at [\d.]+ ms, acknowledged S_OK\)$/,
        seen: /^subject "m\d+ v1".* in the second life$/,
      },
    },
  },
  {
    provider: 'broken/settings-in-memory',
    verdict: 'not-certified',
    fails: { 'DUR-3': { message: new RegExp(`^\\d+ items lost ${BOTH_EXITS}`), seen: SECOND_LIFE } },
  },
  {
    provider: 'broken/changes-entry-ids',
    verdict: 'not-certified',
    fails: {
      'DUR-4': {
        message: new RegExp(`^\\d+ items no longer opened by their entry id ${BOTH_EXITS}`),
        expected: /^message "m\d+ v\d" in \S+ \(saved at [\d.]+ ms, acknowledged S_OK\)$/,
        seen: 'the message is there, but its entry id no longer opens it: OpenEntry answers MAPI_E_NOT_FOUND (0x8004010F) in the second life',
      },
    },
  },
  {
    provider: 'broken/saves-unsaved-changes',
    verdict: 'not-certified',
    fails: {
      'DUR-5': {
        message: new RegExp(`^\\d+ items with an unsaved change(?: and \\d+ items? that nobody saved)? ${BOTH_EXITS}`),
      },
    },
  },
  {
    provider: 'broken/duplicates-items',
    verdict: 'not-certified',
    fails: {
      'DUR-5': {
        message: new RegExp(`^\\d+ items there more than once ${BOTH_EXITS}`),
        seen: '2 of them in the second life',
      },
    },
  },
];

/** DUR-8 and DUR-10, and QUIET-2. */
export const MORE_DURABILITY: readonly Expectation[] = [
  {
    provider: 'broken/loses-on-classic-exit',
    verdict: 'not-certified',
    fails: {
      'DUR-8': {
        message: /^after a classic exit: \d+ items lost, in (?:2 of 2 runs|1 of 1 run)$/,
        seen: SECOND_LIFE,
        because:
          /^the client left the classic way: Logoff returned S_OK \(0x00000000\); IMSProvider::Shutdown of .* returned S_OK/,
        scenario: 'classic-exit',
      },
    },
  },
  {
    provider: 'broken/commits-at-most-5000',
    quick: false,
    verdict: 'not-certified',
    fails: {
      'DUR-10': {
        message: /^with many pending items: 5,0\d\d items lost, in 1 of 4 runs$/,
        expected: /^message "b\d+ v1" in f\d+ \(saved at [\d.]+ ms, acknowledged S_OK\)$/,
        seen: SECOND_LIFE,
        scenario: 'bulk-10000',
      },
    },
  },
  {
    provider: 'broken/deletes-999-at-once',
    quick: false,
    verdict: 'not-certified',
    fails: {
      'DUR-10': {
        message: /^with many pending items: \d+ items deleted, but there again, in 1 of 4 runs$/,
        expected: /^no message "b\d+ v1" in f\d+ \(deleted at [\d.]+ ms of the second life, acknowledged S_OK\)$/,
        scenario: 'bulk-changed',
      },
    },
  },
  {
    provider: 'broken/writes-after-do',
    verdict: 'not-certified',
    fails: {
      'QUIET-2': {
        message: /last-exit\.txt: created with [\d,]+ bytes?, [\d.]+ ms after DoFastShutdown had returned/,
        expected: 'after DoFastShutdown nothing is written to the data directory',
        scenario: 'lingering-exit',
      },
    },
  },
  {
    provider: 'broken/throws-after-do',
    verdict: 'not-certified',
    fails: {
      'QUIET-2': {
        message:
          /^expected that the first life goes on until the client ends it; an exception that nobody caught ended the process in step "linger", outside any call of the provider: Error: nothing left to tidy up, at .*throws-after-do\.js/,
        expected: 'the first life goes on until the client ends it',
        scenario: 'lingering-exit',
      },
    },
  },
  {
    provider: 'broken/loses-named-properties',
    verdict: 'not-certified',
    fails: {
      'DUR-11': {
        message: new RegExp(`^\\d+ items not in the last saved state ${REAL_MAIL}`),
        seen: /^the named property .* of PS\w+ \(type 0x\w{4}\), .* saved, absent; .* in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/loses-large-values',
    verdict: 'not-certified',
    fails: {
      'DUR-12': {
        message: new RegExp(`^\\d+ items not in the last saved state ${REAL_MAIL}`),
        seen: /^PR_ATTACH_DATA_BIN \(0x37010102\) of attachment 1 of [13], (?:70,000|2,200,000) bytes saved, absent in the third life$/,
      },
    },
  },
  {
    provider: 'broken/loses-embedded-messages',
    verdict: 'not-certified',
    fails: {
      'DUR-13': {
        message: new RegExp(`^\\d+ items not in the last saved state ${REAL_MAIL}`),
        seen: /^recipient 1 of 2 of the embedded message of attachment 1 of 2 absent; .* in the third life$/,
      },
    },
  },
  {
    provider: 'broken/forgets-what-was-submitted',
    verdict: 'not-certified',
    fails: {
      'DUR-14': {
        message:
          /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK, in 1 of 1 run \(submitted-mail\); \d+ were acknowledged$/,
        seen: /^MSGFLAG_SUBMIT: true saved, false found/,
      },
    },
  },
  {
    provider: 'broken/forgets-what-search-folders-look-for',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: new RegExp(`^\\d+ items? not in the last saved state ${REAL_MAIL_ALONE}`),
        expected: /^folder "f90\d v1" in Finder /,
        seen: /^its search criteria, a value saved, absent; the folders that it searches: .* saved, none found in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/keeps-256-recipients',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: new RegExp(`^1 item not in the last saved state ${REAL_MAIL_ALONE}`),
        seen: /^recipient 257 of 1000 absent; recipient 258 of 1000 absent; .* and 742 more parts in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/cuts-names-of-folders',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: new RegExp(`^1 item not in the last saved state ${REAL_MAIL_ALONE}`),
        seen: /^PR_DISPLAY_NAME_W \(0x3001001F\), (?:29\d|300) characters saved \(digest \w+\), 255 characters found/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/takes-bytes-of-one-size-for-unchanged',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: /^\d+ items? not in the last saved state /,
        seen: /\(PT_BINARY\), [\d,]+ bytes saved \(digest \w+\), another value found/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-which-are-drafts',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: new RegExp(`^\\d+ items not in the last saved state ${BOTH_EXITS}`),
        seen: 'MSGFLAG_UNSENT: true saved, false found in the second life',
      },
    },
  },
  {
    provider: 'broken/keeps-no-properties-of-its-inbox',
    verdict: 'not-certified',
    fails: { 'DUR-3': { message: new RegExp(`^\\d+ items lost ${BOTH_EXITS}`), seen: SECOND_LIFE } },
  },
  {
    provider: 'broken/has-another-record-key-in-each-life',
    verdict: 'not-certified',
    fails: {
      'DUR-3': {
        message: new RegExp(`^\\d+ items? not in the last saved state .*${BOTH_EXITS}`),
        seen: /^PR_RECORD_KEY \(0x0FF90102\), 16 bytes saved .*, another value found .* in the second life$/,
      },
    },
  },
  {
    provider: 'broken/forgets-the-content-of-moved-folders',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: new RegExp(`^\\d+ items (?:lost|not in the last saved state).* ${REAL_MAIL_ALONE}`),
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-changes-of-hidden-messages',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: new RegExp(`^\\d+ items? not in the last saved state ${REAL_MAIL_ALONE}`),
        seen: /^subject "m\d+ v1"/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/frees-what-copies-share',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: new RegExp(`^\\d+ items? not in the last saved state ${REAL_MAIL_ALONE}`),
        seen: /^attachments: 1 saved, 0 found; attachment 1 of 1 absent/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/takes-messages-alike-for-one',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: new RegExp(`^\\d+ items? lost ${REAL_MAIL_ALONE}`),
        expected: /^message "one of 3 messages that are alike \(\d\)" in Inbox /,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-copied-contents',
    verdict: 'not-certified',
    fails: {
      'DUR-2': { message: new RegExp(`^\\d+ items? lost ${REAL_MAIL_ALONE}`), scenario: 'real-mail' },
    },
  },
  {
    provider: 'broken/keeps-deleted-large-values',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: new RegExp(`^\\d+ items? not in the last saved state ${REAL_MAIL_ALONE}`),
        seen: /PR_HTML \(0x10130102\), [\d,]+ bytes, is there again, which was deleted/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-how-much-is-unread',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: new RegExp(`^1 item not in the last saved state ${REAL_MAIL_ALONE}`),
        expected: /^list "what folders show" \(saved at [\d.]+ ms, acknowledged S_OK\)$/,
        seen: /^the numbers of messages: right saved, unread messages in \S+: 0 counted, \d+ listed found in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-what-was-moved-out',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: new RegExp(`^3 items lost ${REAL_MAIL_ALONE}`),
        expected: /^message "m1304 v1" in Inbox \(saved at /,
        seen: /^nothing in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/takes-former-values-for-unchanged',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: new RegExp(`^\\d+ items? not in the last saved state ${REAL_MAIL_ALONE}`),
        expected: /^message "m\d+ v3" in \S+ /,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/counts-properties-of-hidden-messages',
    quick: false,
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: new RegExp(`^\\d+ items? not in the last saved state ${REAL_MAIL_ALONE}`),
        expected: /^message "m\d+ v\d" in \S+ /,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/writes-twenty-of-a-call',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: new RegExp(
          `^\\d+ items not in the last saved state and \\d+ items deleted, but there again ${REAL_MAIL_ALONE}`,
        ),
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/keeps-the-first-place-of-folders',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: new RegExp(`^\\d+ items not in the last saved state ${REAL_MAIL_ALONE}`),
        expected: /^folder "f1[23]01 v3" \(saved at /,
        seen: /^in folder f1 in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/forgets-what-is-submitted-again',
    verdict: 'not-certified',
    fails: {
      'DUR-14': {
        message:
          /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK, in 1 of 1 run \(submitted-mail\); \d+ were acknowledged$/,
        seen: /^its place in the outgoing queue: true saved, false found in the (?:third|sixth) life$/,
      },
    },
  },
  {
    provider: 'broken/forgets-the-default-folder',
    verdict: 'not-certified',
    fails: {
      'DUR-3': {
        message: new RegExp(`^1 item lost ${REAL_MAIL_ALONE}`),
        expected: /^setting "every other class" in Inbox\/f\d+ \(saved at [\d.]+ ms, acknowledged S_OK\)$/,
        scenario: 'real-mail',
      },
    },
  },
];
