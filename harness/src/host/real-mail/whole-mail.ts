import {
  ATTACH_BY_VALUE,
  isMultiValued,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PROP_TYPE,
  type PropTag,
  PT_BINARY,
  PT_UNICODE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { Mail, MailAttachment } from '../../life/mail.js';
import { PR_ATTACH_CONTENT_ID, PR_ATTACH_CONTENT_LOCATION, PR_ATTACH_MIME_TAG } from '../../recording/mail-tags.js';
import { TYPED_TAGS } from '../store/tags.js';
import type { Random } from '../workload/random.js';
import { listProperty, longText, plainText } from '../workload/values.js';
import { htmlBody, rtfBody } from './bodies.js';
import { EVERY_TAG } from './every-tag.js';
import { embed, file, inlineImage, makeOfSort, ownOf, type Sort } from './make-mail.js';
import { ADD_IN, APPOINTMENT, COMMON, HEADERS, KEYWORDS } from './property-sets.js';
import { realProperty } from './real-values.js';

/** A text and bytes of which nothing is there, which a careless store takes for no value at all. */
export const EMPTY_TAGS: readonly [PropTag<string>, PropTag<Uint8Array>] = [
  propTag(0x6b21, PT_UNICODE),
  propTag(0x6b22, PT_BINARY),
];
const [EMPTY_TEXT, EMPTY_BYTES] = EMPTY_TAGS;

/** Bytes of PidLidAppointmentRecur of a series that is changed now and then. */
const RECURRENCE_BYTES = 120;
/** As many as go through a stream. */
const LARGE_BYTES = 66_000;
/** With the others twelve: lists are often written in pieces of ten. */
const MANY = 9;

/** A text that goes through a stream: it takes two bytes a character. */
const LARGE_TEXT = propTag(0x6b23, PT_UNICODE);

/** One property of each type that has several values. */
const LISTS: readonly PropTag[] = TYPED_TAGS.filter((tag) => isMultiValued(tag)).map((tag, index) =>
  propTag(0x6b30 + index, PROP_TYPE(tag)),
);

/** A property of each type, and a list of each type that has several values. */
const typedValues = (random: Random): readonly SPropValue[] => [
  ...TYPED_TAGS.map((tag) => realProperty(tag, random)),
  ...LISTS.map((tag) => listProperty(tag, random)),
];

const empty = (): readonly SPropValue[] => [
  { tag: EMPTY_TEXT, value: '' },
  { tag: EMPTY_BYTES, value: new Uint8Array(0) },
];

const valuesOf = (random: Random): readonly SPropValue[] => [
  ...EVERY_TAG.map((tag) => realProperty(tag, random)),
  ...typedValues(random),
  ...rtfBody(random, 300),
  ...empty(),
];

/** A message with something of everything, as far as it is no attachment. */
const WHOLE_VALUES: Sort = {
  properties: (r) => [...valuesOf(r), htmlBody(r, 600)],
  names: [...KEYWORDS, ...COMMON, ...APPOINTMENT, ...HEADERS, ...ADD_IN.slice(0, 2)],
  recurrence: RECURRENCE_BYTES,
  recipients: 3,
  addresses: MANY,
};

/** The same of a message within a message. */
const EMBEDDED_VALUES: Sort = {
  bare: true,
  properties: (r) => [...typedValues(r), ...rtfBody(r, 300), htmlBody(r, 600), ...empty()],
  names: [...KEYWORDS, ...COMMON, ...APPOINTMENT, ...HEADERS],
  recurrence: RECURRENCE_BYTES,
  recipients: 2,
};

/**
 * A message with something of everything, little of it large: what a provider forgets in one sequence of calls only, in a later
 * life or in a second session, it may forget of anything.
 */
export function makeWholeMail(random: Random, item: string, associated: boolean = false): Mail {
  const attachments = (r: Random): MailAttachment[] => [
    file(r, 900),
    embeddedWhole(r, 1),
    file(r, 0),
    inlineImage(r),
    smallFile(r),
  ];
  // What changes is smaller then.
  const largeText = (r: Random): SPropValue => ({ tag: LARGE_TEXT, value: longText(r, LARGE_BYTES / 2) });
  const large = {
    ...WHOLE_VALUES,
    properties: (r: Random) => [...valuesOf(r), largeText(r), htmlBody(r, LARGE_BYTES)],
  };
  return makeOfSort(random, { ...large, attachments, associated }, 0, ownOf(random, item, 1));
}

/** Other values for everything that such a message has besides its attachments. */
export function newWholeValues(random: Random): Mail {
  return makeOfSort(random, WHOLE_VALUES, 0, []);
}

/** The same for a message within it, or within that. */
export function newEmbeddedValues(random: Random): Mail {
  return makeOfSort(random, EMBEDDED_VALUES, 0, []);
}

/** A message within a message with a property of each type, and one within it. */
function embeddedWhole(random: Random, depth: number): MailAttachment {
  const attachments = (r: Random): MailAttachment[] =>
    depth < 2 ? [file(r, 300), embeddedWhole(r, depth + 1)] : [file(r, 200)];
  return embed(random, { ...EMBEDDED_VALUES, attachments }, depth);
}

/** Of other files these are plain: a store takes no notice of what they are for. */
const ASCII_ELSEWHERE: readonly PropTag[] = [PR_ATTACH_MIME_TAG, PR_ATTACH_CONTENT_ID, PR_ATTACH_CONTENT_LOCATION];

/** A small file with such texts in all scripts. */
function smallFile(random: Random): MailAttachment {
  return {
    properties: [
      { tag: PR_ATTACH_METHOD, value: ATTACH_BY_VALUE },
      { tag: PR_ATTACH_LONG_FILENAME_W, value: `${plainText(random)} ${random.word()}.txt` },
      { tag: PR_ATTACH_DATA_BIN, value: random.bytes(10) },
      ...ASCII_ELSEWHERE.map((tag) => realProperty(tag, random)),
    ],
  };
}
