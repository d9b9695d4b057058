import {
  PR_ADDRTYPE_W,
  PR_COMMENT_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  type PropTag,
  PT_UNICODE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import { labelOf } from '../../recording/item-names.js';
import type { Random } from '../workload/random.js';
import { type ContactSort, nameOf } from './real-contacts.js';

const PR_BUSINESS_TELEPHONE_NUMBER: PropTag<string> = propTag(0x3a08, PT_UNICODE);

/** Columns are often of 255 characters. */
const BEYOND_A_COLUMN = 300;

/** What people have in common who are alike. */
const TWINS = { name: 'Anna Meier', address: 'meier@example.org' } as const;

/** A contact that an address book may refuse, and what it is made of. */
export type MakeOddContact = (random: Random, item: string) => readonly SPropValue[];

/** Some are reached by telephone alone. */
const withoutAddress: MakeOddContact = (random, item) => [
  nameOf(random, item, 1),
  { tag: PR_BUSINESS_TELEPHONE_NUMBER, value: `+49 221 ${random.below(1_000_000)}` },
];

/** Mother and daughter, who share a mailbox: which of them an entry is only its note tells. */
const twin: MakeOddContact = (_random, item) => [
  { tag: PR_DISPLAY_NAME_W, value: TWINS.name },
  { tag: PR_ADDRTYPE_W, value: 'SMTP' },
  { tag: PR_EMAIL_ADDRESS_W, value: TWINS.address },
  { tag: PR_COMMENT_W, value: labelOf(item, 1) },
];

/** Names that others have typed in are longer than a column of a table likes them. */
const longNamed: MakeOddContact = (random, item) => [
  nameOf(random, item, 1, BEYOND_A_COLUMN),
  { tag: PR_ADDRTYPE_W, value: 'SMTP' },
  { tag: PR_EMAIL_ADDRESS_W, value: `${item}@example.org` },
];

/** Not everybody is reached by mail. */
const withFax: MakeOddContact = (random, item) => [
  nameOf(random, item, 1),
  { tag: PR_ADDRTYPE_W, value: 'FAX' },
  { tag: PR_EMAIL_ADDRESS_W, value: `+49 221 ${random.below(1_000_000)}` },
];

/** What is in front of the @ is not the same in upper and lower case everywhere. */
const inMixedCase: MakeOddContact = (random, item) => [
  nameOf(random, item, 1),
  { tag: PR_ADDRTYPE_W, value: 'SMTP' },
  { tag: PR_EMAIL_ADDRESS_W, value: `Anna.Berg-${random.word()}@Example.ORG` },
];

/** Contacts that an address book may take for others, or leave out. One of the twins is deleted in the next life. */
export const ODD_CONTACTS: readonly MakeOddContact[] = [
  withoutAddress,
  twin,
  twin,
  twin,
  longNamed,
  withFax,
  inMixedCase,
];
/** Which of them is deleted. */
export const DELETED_ODD = 2;

/** Somebody who has the address of whoever had the post before. */
export const HOLDER: ContactSort = {
  bare: true,
  isAskedFor: true,
  properties: () => [{ tag: PR_EMAIL_ADDRESS_W, value: 'chair@example.org' }],
};

/** Of those that stay, how a list knows them: by their items, or where they are alike by what they have in common. */
export const LISTED_ODD: readonly { readonly index: number; readonly as?: typeof TWINS }[] = [
  { index: 0 },
  { index: 1, as: TWINS },
  { index: 3, as: TWINS },
];
