import type { Expectation } from '../support/expectation.js';

const SECOND_LIFE = 'nothing in the second life';
const BOTH_EXITS = String.raw`after DoFastShutdown had returned S_OK, in (?:6 of 6|2 of 2|7 of 7|3 of 3|6 of 7|2 of 3) runs \(outlook-exit(?: and |, )immediate-exit(?: and real-mail)?\); \d+ were acknowledged$`;

/** What address books break in their own way. */
export const ADDRESS_BOOKS: readonly Expectation[] = [
  {
    provider: 'broken/book-loses-on-do',
    verdict: 'not-certified',
    fails: {
      'DUR-1': { message: new RegExp(`^\\d+ items lost ${BOTH_EXITS}`), seen: SECOND_LIFE },
    },
  },
  {
    provider: 'broken/book-loses-updates',
    verdict: 'not-certified',
    fails: {
      'DUR-2': { message: new RegExp(`^\\d+ items not in the last saved state .*${BOTH_EXITS}`) },
    },
  },
  {
    provider: 'broken/book-changes-entry-ids',
    verdict: 'not-certified',
    fails: {
      'DUR-4': {
        message: new RegExp(`^\\d+ items no longer opened by their entry id ${BOTH_EXITS}`),
        seen: /its entry id no longer opens it: OpenEntry answers MAPI_E_NOT_FOUND \(0x8004010F\) in the second life$/,
      },
      // A list names its members by their entry ids.
      'DUR-16': { message: /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK/ },
    },
  },
  {
    provider: 'broken/book-saves-unsaved',
    verdict: 'not-certified',
    fails: { 'DUR-5': { message: new RegExp(`^\\d+ items with an unsaved change ${BOTH_EXITS}`) } },
  },
  {
    provider: 'broken/book-loses-named-properties',
    verdict: 'not-certified',
    fails: {
      'DUR-11': {
        message: /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^the named property .* of \w+ .*, .* saved, absent/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-loses-large-values',
    verdict: 'not-certified',
    fails: {
      'DUR-12': {
        message: /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /, 90,000 bytes saved \(digest \w+\), 65,536 bytes found \(digest \w+\) in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-loses-members',
    verdict: 'not-certified',
    fails: {
      'DUR-16': {
        message: /^\d+ items not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^member [\w -]+ absent in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-forgets-members-who-come-back',
    verdict: 'not-certified',
    fails: {
      'DUR-16': {
        message: /^\d items? not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^member [\w -]+ absent in the \w+ life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-keeps-100-members',
    verdict: 'not-certified',
    fails: {
      'DUR-16': {
        message: /^1 item not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^member [\w -]+ absent.* in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-forgets-addresses-of-members',
    verdict: 'not-certified',
    fails: {
      'DUR-16': {
        message: /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^PR_EMAIL_ADDRESS_W \(0x3003001F\) of member Outside \w+, \d+ characters saved .*, 0 characters found .* in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-takes-every-member-for-smtp',
    verdict: 'not-certified',
    fails: {
      'DUR-16': {
        message: /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^PR_ADDRTYPE_W \(0x3002001F\) of member Outside \w+, 3 characters saved .*, 4 characters found .* in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-cuts-names',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: /^1 item not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^PR_DISPLAY_NAME_W \(0x3001001F\), \d+ characters saved .*, 255 characters found .* in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-rounds-times',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: /^\d+ items not in the last saved state .*real-mail/,
        seen: /^PR_WEDDING_ANNIVERSARY \(0x3A410040\), a value saved .*, another value found/,
        scenario: 'outlook-exit',
      },
    },
  },
  {
    provider: 'broken/book-takes-people-alike-for-one',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: /^2 items lost after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^nothing in the \w+ life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-buries-addresses',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: /^\d items? lost after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^nothing in the \w+ life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-resolves-new-names-alone',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^MAPI_RESOLVED for its name in ResolveNames, a value saved, absent in the \w+ life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-loses-inner-containers',
    verdict: 'not-certified',
    fails: {
      'DUR-1': { message: new RegExp(`^\\d+ items lost ${BOTH_EXITS}`), seen: SECOND_LIFE },
    },
  },
  {
    provider: 'broken/book-resolves-new-addresses-alone',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^MAPI_RESOLVED for its address in ResolveNames, a value saved, absent in the \w+ life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-lists-former-addresses',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: /^1 item not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^the contents tables: right saved, a line of IndexedBook has another value of 0x3003001f than the entry \S+ found in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-resolves-to-former-addresses',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: /^1 item not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^the recipients that ResolveNames makes: right saved, whom ResolveNames finds has another value of 0x3003001f than the entry \S+ found in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-writes-addresses-in-lower-case',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: /^1 item not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^PR_EMAIL_ADDRESS_W \(0x3003001F\), \d+ characters saved .*, another value found .* in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-counts-members',
    verdict: 'not-certified',
    fails: {
      'DUR-16': {
        message: /^1 item not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^member e\d+ is in it again, who was taken out; member \S+ absent in the third life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-keeps-deleted-properties',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: /^\d+ items not in the last saved state .*real-mail/,
        seen: /, is there again, which was deleted/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-deletes-the-last-one-alone',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: /^\d+ items? deleted, but there again after DoFastShutdown had returned S_OK.*real-mail/,
        seen: / in the \w+ life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-takes-who-keeps-the-name-for-unchanged',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: / in the \w+ life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-overlooks-what-is-deleted-alone',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: / again, which was deleted/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-saves-an-open-entry-once',
    verdict: 'not-certified',
    fails: {
      'DUR-2': {
        message: /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK.*real-mail/,
        seen: /^PR_COMMENT_W .* in the \w+ life$/,
        scenario: 'real-mail',
      },
    },
  },
  {
    provider: 'broken/book-tells-one-of-two-sessions',
    verdict: 'not-certified',
    fails: { 'SEQ-8': { message: /items? lost/, scenario: 'two-sessions' } },
  },
  {
    provider: 'broken/book-second-instance-destroys',
    verdict: 'certified',
    summary: 'opted in, with 1 warning: FAULT-5',
    warns: {
      'FAULT-5': {
        message: /^with a second process on the same data: \d+ items lost$/,
        scenario: 'second-instance',
      },
    },
  },
];
