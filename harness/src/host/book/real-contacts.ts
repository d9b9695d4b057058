import {
  PR_ADDRTYPE_W,
  PR_COMMENT_W,
  PR_COMPANY_NAME_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_GIVEN_NAME_W,
  PR_NICKNAME_W,
  PR_SURNAME_W,
  type PropTag,
  PT_BINARY,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { NamedValue } from '../../life/mail.js';
import { labelOf } from '../../recording/item-names.js';
import {
  CONTACT_TAGS,
  PR_BIRTHDAY,
  PR_CHILDRENS_NAMES,
  PR_CONTACT_EMAIL_ADDRESSES,
  PR_USER_X509_CERTIFICATE,
} from '../../recording/mail-tags.js';
import { deleteNamed, deleteTags, type OpenedObject, setNamed } from '../real-mail/property-changes.js';
import { ADD_IN, CONTACT, EACH_SORT, KEYWORDS, type PropertyName } from '../real-mail/property-sets.js';
import { realProperty, realValue } from '../real-mail/real-values.js';
import { writeProperties } from '../real-mail/write-whole.js';
import { TYPED_TAGS } from '../store/tags.js';
import type { Random } from '../workload/random.js';
import { longText, unicodeText } from '../workload/values.js';
import { withOtherFlag } from './entry-content.js';

/** The picture of a person, in the range that is left to the contents of message classes. */
const PHOTO: PropTag<Uint8Array> = propTag(0x6a01, PT_BINARY);
/** The sizes of a small picture, and of one that goes through streams. */
const [SMALL_PHOTO, LARGE_PHOTO] = [9_000, 90_000] as const;
/** As long as notes are that people write over years. */
const LONG_NOTE = 20_000;
/** As long as names of companies and their departments are. */
const LONG_NAME = 120;

/** A person with everything that an entry has, as the workload makes it. */
export interface Contact {
  readonly properties: readonly SPropValue[];
  readonly named: readonly NamedValue[];
}

/** What a sort of contact has besides what every contact has. */
export interface ContactSort {
  readonly properties?: (random: Random) => readonly SPropValue[];
  readonly names?: readonly PropertyName[];
  /** Only a name and an address. */
  readonly bare?: true;
  /** Somebody asks for it by its name. */
  readonly isAskedFor?: true;
  /** Its name is longer than most. */
  readonly isLongNamed?: true;
}

/** What a user has written on an entry. */
export const note = (random: Random, length: number): SPropValue => ({
  tag: PR_COMMENT_W,
  value: longText(random, length),
});
const photo = (random: Random, size: number): SPropValue => ({ tag: PHOTO, value: random.bytes(size) });

const typed = (random: Random): readonly SPropValue[] =>
  withOtherFlag(TYPED_TAGS.map((tag) => realProperty(tag, random)));

/** The sorts of contacts, in turn. */
export const CONTACT_SORTS: readonly ContactSort[] = [
  { names: [...CONTACT, ...KEYWORDS] },
  { properties: (random) => [note(random, LONG_NOTE), photo(random, SMALL_PHOTO)] },
  { properties: (random) => [photo(random, LARGE_PHOTO)] },
  { names: [...KEYWORDS, ...CONTACT, ...ADD_IN], isLongNamed: true },
  { bare: true, properties: typed, isAskedFor: true },
  {
    properties: () => [
      { tag: PR_COMMENT_W, value: '' },
      { tag: PR_NICKNAME_W, value: '' },
      { tag: PHOTO, value: new Uint8Array(0) },
    ],
  },
  { bare: true },
];

/**
 * Something of everything, none of it large: what an address book forgets in one sequence of calls only, in a later life or in
 * a second session, it may forget of anything.
 */
export const WHOLE_CONTACT: ContactSort = {
  names: [...KEYWORDS, ...CONTACT, ...EACH_SORT],
  properties: (random) => [...typed(random), note(random, 300), photo(random, SMALL_PHOTO)],
};

/** Makes a contact of a sort, the same for the same random numbers. */
export function makeContact(random: Random, item: string, sort: ContactSort): Contact {
  const { properties: more, names = [], bare, isLongNamed } = sort;
  const properties = new Map<number, SPropValue>();
  const all = [
    ...(bare === true ? [] : CONTACT_TAGS.map(([, tag]) => realProperty(tag, random))),
    { tag: PR_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_EMAIL_ADDRESS_W, value: `${item}.${random.word()}@example.org` },
    ...(more?.(random) ?? []),
    nameOf(random, item, 1, isLongNamed === true ? LONG_NAME : 0),
  ];
  for (const property of all) properties.set(property.tag, property);
  return {
    properties: [...properties.values()],
    named: names.map(({ name, type }) => ({ name, type, value: realValue(type, random) })),
  };
}

/**
 * The display name of a version of an item, by which it is known.
 *
 * @param more - so many characters are behind it
 */
export function nameOf(random: Random, item: string, version: number, more: number = 0): SPropValue {
  const name = `${labelOf(item, version)} ${unicodeText(random)}`;
  return {
    tag: PR_DISPLAY_NAME_W,
    value: more === 0 ? name : `${name} ${longText(random, more).replace(/\s+/g, ' ')}`,
  };
}

/** A change of an entry, and the sort of contact that it is tried on. */
export interface ContactChange {
  /** The position in CONTACT_SORTS. */
  readonly sort: number;
  readonly change: (entry: OpenedObject) => void;
  /** It leaves the name as it is, which is all that many an address book looks at. */
  readonly keepsName?: true;
  /** It is made again, of the entry that was saved and is still open. */
  readonly twice?: true;
}

const setting =
  (...values: readonly ((random: Random) => SPropValue)[]): ContactChange['change'] =>
  ({ object, parts, random }) =>
    writeProperties(
      object,
      values.map((make) => make(random)),
      parts,
      '',
    );

const anew =
  (tag: PropTag) =>
  (random: Random): SPropValue =>
    realProperty(tag, random);

/** Every way in which a client changes what is in an entry. */
export const CONTACT_CHANGES: readonly ContactChange[] = [
  // Nothing but the name.
  { sort: 0, change: () => undefined },
  { sort: 6, change: () => undefined },
  // Values of all sorts become others.
  { sort: 0, change: setting(...CONTACT_TAGS.slice(0, 40).map(([, tag]) => anew(tag))) },
  {
    keepsName: true,
    sort: 1,
    change: setting(anew(PR_BIRTHDAY), anew(PR_CONTACT_EMAIL_ADDRESSES), anew(PR_USER_X509_CERTIFICATE)),
  },
  {
    keepsName: true,
    sort: 6,
    change: setting((random) => ({ tag: PR_EMAIL_ADDRESS_W, value: `moved.${random.word()}@example.org` })),
  },
  {
    keepsName: true,
    sort: 3,
    change: (entry) => setNamed(entry, [...KEYWORDS, ...CONTACT.slice(0, 5), ...ADD_IN.slice(0, 3)]),
  },
  // Single properties come and go.
  { sort: 6, change: setting(anew(PR_GIVEN_NAME_W), anew(PR_BIRTHDAY), (random) => note(random, 300)) },
  { keepsName: true, sort: 0, change: (entry) => deleteTags(entry, [PR_SURNAME_W, PR_BIRTHDAY, PR_CHILDRENS_NAMES]) },
  { keepsName: true, sort: 1, change: (entry) => deleteTags(entry, [PR_COMMENT_W, PHOTO]) },
  { keepsName: true, sort: 3, change: (entry) => deleteNamed(entry, [...KEYWORDS, ...CONTACT.slice(2, 6)]) },
  { sort: 4, change: (entry) => deleteTags(entry, TYPED_TAGS) },
  // Values become empty, shorter, longer.
  {
    sort: 1,
    change: setting(
      () => ({ tag: PR_COMMENT_W, value: '' }),
      () => ({ tag: PR_COMPANY_NAME_W, value: '' }),
      () => ({ tag: PHOTO, value: new Uint8Array(0) }),
    ),
  },
  { keepsName: true, sort: 1, change: setting((random) => note(random, 40)) },
  {
    sort: 5,
    change: setting(
      (random) => note(random, LONG_NOTE),
      (random) => photo(random, SMALL_PHOTO),
    ),
  },
  { keepsName: true, sort: 2, change: setting((random) => photo(random, 10)) },
  { sort: 1, change: setting((random) => photo(random, LARGE_PHOTO)) },
  { sort: 6, change: setting((random) => note(random, 60)), keepsName: true, twice: true },
];
