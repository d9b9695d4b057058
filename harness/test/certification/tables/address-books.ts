import type { Expectation } from '../support/expectation.js';

const SECOND_LIFE = 'nothing in the second life';
const BOTH_EXITS = String.raw`after DoFastShutdown had returned S_OK, in (?:6 of 6|2 of 2) runs \(outlook-exit and immediate-exit\); \d+ were acknowledged$`;

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
    },
  },
  {
    provider: 'broken/book-saves-unsaved',
    verdict: 'not-certified',
    fails: { 'DUR-5': { message: new RegExp(`^\\d+ items with an unsaved change ${BOTH_EXITS}`) } },
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
