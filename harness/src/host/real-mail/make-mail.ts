import {
  ATTACH_BY_REFERENCE,
  ATTACH_BY_VALUE,
  ATTACH_EMBEDDED_MSG,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_FILENAME_W,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_BODY_W,
  PR_CLIENT_SUBMIT_TIME,
  PR_DISPLAY_NAME_W,
  PR_IMPORTANCE,
  PR_INTERNET_MESSAGE_ID_W,
  PR_MESSAGE_CLASS_W,
  PR_MESSAGE_DELIVERY_TIME,
  PR_ORIGINATOR_DELIVERY_REPORT_REQUESTED,
  PR_PRIORITY,
  PR_READ_RECEIPT_REQUESTED,
  PR_REPORT_TEXT_W,
  PR_SEARCH_KEY,
  PR_SENDER_ADDRTYPE_W,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENDER_ENTRYID,
  PR_SENDER_NAME_W,
  PR_SENDER_SEARCH_KEY,
  PR_SENSITIVITY,
  PR_SENT_REPRESENTING_ADDRTYPE_W,
  PR_SENT_REPRESENTING_EMAIL_ADDRESS_W,
  PR_SENT_REPRESENTING_ENTRYID,
  PR_SENT_REPRESENTING_NAME_W,
  PR_SUBJECT_W,
  PR_TRANSPORT_MESSAGE_HEADERS_W,
  type PropTag,
  PT_UNICODE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { Mail, MailAttachment, NamedValue } from '../../life/mail.js';
import { labelOf } from '../../recording/item-names.js';
import {
  ATTACHMENT_MAIL_TAGS,
  MAIL_TAGS,
  PR_ATTACH_CONTENT_ID,
  PR_ATTACH_CONTENT_LOCATION,
  PR_ATTACH_MIME_TAG,
  PR_CONVERSATION_INDEX,
  PR_HTML,
  PR_NATIVE_BODY,
  PR_ORIGINAL_SUBJECT,
  PR_RENDERING_POSITION,
  PR_RTF_IN_SYNC,
} from '../../recording/mail-tags.js';
import { HARNESS_ITEM_TAG, TYPED_TAGS } from '../store/tags.js';
import type { Random } from '../workload/random.js';
import { longText, plainText, unicodeText } from '../workload/values.js';
import { body, htmlBody, rtfBody } from './bodies.js';
import { EVERY_TAG } from './every-tag.js';
import {
  ADD_IN,
  APPOINTMENT,
  COMMON,
  CONTACT,
  EACH_SORT,
  HEADERS,
  KEYWORDS,
  type PropertyName,
  RECURRENCE,
  TASK,
} from './property-sets.js';
import { extremeProperties, realProperty, realValue } from './real-values.js';
import { addresses, recipientsOf } from './recipients.js';

/** What a sort of message has besides what every message has. */
export interface Sort {
  readonly messageClass?: string;
  readonly properties?: (random: Random) => readonly SPropValue[];
  readonly names?: readonly PropertyName[];
  /** Bytes of PidLidAppointmentRecur. */
  readonly recurrence?: number;
  readonly recipients?: number;
  /** So many more recipients, with a name and an address, and nothing else. */
  readonly addresses?: number;
  readonly attachments?: (random: Random, depth: number) => readonly MailAttachment[];
  readonly associated?: boolean;
  /** Only the properties that every message of ours has. */
  readonly bare?: boolean;
}

const LARGE = 70_000;
/** More than two megabytes. */
const HUGE = 2_200_000;
/** Characters of a body with all that was answered before. */
const LONG = 700_000;

/** The sorts of messages, in turn: what real mail is made of. What takes much room comes once. */
export const SORTS: readonly Sort[] = [
  { properties: (r) => rtfBody(r, 900), names: COMMON, recipients: 2 },
  { properties: (r) => [htmlBody(r, 10_240)], names: [...KEYWORDS, ...HEADERS], recipients: 1 },
  { attachments: (r) => [file(r, LARGE), file(r, 5_001), file(r, 0)], names: COMMON },
  { attachments: (r, depth) => [embedded(r, depth + 1), file(r, 300)], recipients: 1 },
  { messageClass: 'IPM.Appointment', names: [...COMMON, ...APPOINTMENT], recurrence: 300 },
  { properties: (r) => [htmlBody(r, 2_000, 'image001@example.org')], attachments: (r) => [inlineImage(r)] },
  { messageClass: 'IPM.Task', names: [...COMMON, ...TASK], properties: (r) => [body(r, 300)] },
  { recipients: 200, properties: (r) => [body(r, 200)] },
  { messageClass: 'IPM.Contact', names: [...CONTACT, ...KEYWORDS], properties: (r) => rtfBody(r, 100) },
  { messageClass: 'IPM.Configuration.Rules', associated: true, names: [...ADD_IN.slice(0, 6), ...EACH_SORT.slice(2)] },
  { names: [...KEYWORDS, ...COMMON, ...HEADERS, ...ADD_IN], recipients: 3 },
  { properties: (r) => [body(r, 60_000), { tag: PR_CONVERSATION_INDEX, value: r.bytes(22) }] },
  { properties: (r) => [htmlBody(r, 90_000)] },
  { bare: true, properties: (r) => TYPED_TAGS.map((tag) => realProperty(tag, r)) },
  { messageClass: 'IPM.Appointment', names: APPOINTMENT, recurrence: LARGE },
  { properties: (r) => [body(r, LONG)], attachments: (r) => [file(r, HUGE)], recipients: 1 },
  { messageClass: 'REPORT.IPM.Note.NDR', properties: (r) => [{ tag: PR_REPORT_TEXT_W, value: longText(r, 400) }] },
  {
    bare: true,
    properties: () => [
      { tag: PR_BODY_W, value: '' },
      { tag: PR_HTML, value: new Uint8Array(0) },
      { tag: PR_ORIGINAL_SUBJECT, value: '' },
    ],
  },
  { attachments: (r) => Array.from({ length: 22 }, (_, index) => file(r, 20 + index)) },
  {
    properties: (r) => [
      {
        tag: PR_TRANSPORT_MESSAGE_HEADERS_W,
        value: Array.from({ length: 60 }, () => `X-Trace: ${r.word()}`).join('\r\n'),
      },
      body(r, 500),
      htmlBody(r, 1_500),
    ],
    recipients: 5,
    attachments: (r) => [file(r, 900)],
  },
  { bare: true, properties: (r) => EVERY_TAG.map((tag) => realProperty(tag, r)) },
  { bare: true, properties: (r) => extremeProperties(r), attachments: (r) => [link(r)] },
  { bare: true, addresses: 1_000 },
];

/** Makes the message number `index`: its sort, and as many properties as a real one. */
export function makeMail(random: Random, item: string, index: number, version: number = 1): Mail {
  const sort = SORTS[index % SORTS.length] as Sort;
  return makeOfSort(random, sort, 0, ownOf(random, item, version));
}

/** Makes a message of a sort; `own` is what it is known by. */
export function makeOfSort(random: Random, sort: Sort, depth: number, own: readonly SPropValue[]): Mail {
  const properties = new Map<number, SPropValue>();
  const all = [
    ...(sort.bare === true ? [] : everyMessage(random)),
    { tag: PR_MESSAGE_CLASS_W, value: sort.messageClass ?? 'IPM.Note' },
    ...(sort.properties?.(random) ?? []),
    ...own,
  ];
  for (const property of all) properties.set(property.tag, property);
  return {
    properties: [...properties.values()],
    named: namedValues(random, sort),
    recipients: [...recipientsOf(random, sort.recipients ?? 0), ...addresses(random, sort.addresses ?? 0)],
    attachments: sort.attachments?.(random, depth) ?? [],
    ...(sort.associated === true ? { associated: true } : {}),
  };
}

/** Fifty properties that nearly every message from a server has. */
function everyMessage(random: Random): SPropValue[] {
  const given: PropTag[] = [
    PR_CLIENT_SUBMIT_TIME,
    PR_MESSAGE_DELIVERY_TIME,
    PR_READ_RECEIPT_REQUESTED,
    PR_ORIGINATOR_DELIVERY_REPORT_REQUESTED,
    PR_SENDER_NAME_W,
    PR_SENDER_ENTRYID,
    PR_SENDER_SEARCH_KEY,
    PR_SENT_REPRESENTING_NAME_W,
    PR_SENT_REPRESENTING_ENTRYID,
    PR_SEARCH_KEY,
    ...MAIL_TAGS.map(([, tag]) => tag).filter((tag) => !BODIES.includes(tag)),
  ];
  return [
    ...given.map((tag) => realProperty(tag, random)),
    { tag: PR_IMPORTANCE, value: random.below(3) },
    { tag: PR_PRIORITY, value: random.below(3) - 1 },
    { tag: PR_SENSITIVITY, value: random.below(4) },
    { tag: PR_SENDER_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_SENDER_EMAIL_ADDRESS_W, value: `s${random.word()}@example.org` },
    { tag: PR_SENT_REPRESENTING_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_SENT_REPRESENTING_EMAIL_ADDRESS_W, value: `b${random.word()}@example.org` },
    { tag: PR_INTERNET_MESSAGE_ID_W, value: `<${random.word()}.${random.word()}@example.org>` },
  ];
}

const BODIES: readonly PropTag[] = [PR_HTML, PR_RTF_IN_SYNC, PR_NATIVE_BODY];

function namedValues(random: Random, { names = [], recurrence }: Sort): NamedValue[] {
  const values = names.map(({ name, type }) => ({ name, type, value: realValue(type, random) }));
  if (recurrence === undefined) return values;
  return [...values, ...RECURRENCE.map(({ name, type }) => ({ name, type, value: random.bytes(recurrence) }))];
}

/** Named properties of an attachment. */
const IMAGE_NAMES: readonly PropertyName[] = [...KEYWORDS, ...EACH_SORT];

/** Where a linked file is. */
const PR_ATTACH_LONG_PATHNAME: PropTag<string> = propTag(0x370d, PT_UNICODE);

/** Set for each file as it fits. */
const OWN: readonly PropTag[] = [
  PR_RENDERING_POSITION,
  PR_ATTACH_MIME_TAG,
  PR_ATTACH_CONTENT_ID,
  PR_ATTACH_CONTENT_LOCATION,
];

/** An attached file, with the properties that Outlook gives it. */
export function file(random: Random, size: number): MailAttachment {
  const name = `${unicodeText(random).replace(/["\\/;%]/g, '-')} ${random.word()}`;
  return {
    properties: [
      { tag: PR_ATTACH_METHOD, value: ATTACH_BY_VALUE },
      { tag: PR_ATTACH_LONG_FILENAME_W, value: `${name}.bin` },
      { tag: PR_ATTACH_FILENAME_W, value: `F${random.word().toString(36).slice(0, 7)}.bin` },
      { tag: PR_DISPLAY_NAME_W, value: name },
      { tag: PR_ATTACH_DATA_BIN, value: random.bytes(size) },
      { tag: PR_RENDERING_POSITION, value: -1 },
      { tag: PR_ATTACH_MIME_TAG, value: 'application/octet-stream' },
      ...ATTACHMENT_MAIL_TAGS.map(([, tag]) => tag)
        .filter((tag) => !OWN.includes(tag))
        .map((tag) => realProperty(tag, random)),
    ],
  };
}

/** A file that stays where it is: the message has only its path. */
function link(random: Random): MailAttachment {
  const name = `${plainText(random)} ${random.word()}.docx`;
  return {
    properties: [
      { tag: PR_ATTACH_METHOD, value: ATTACH_BY_REFERENCE },
      { tag: PR_ATTACH_LONG_FILENAME_W, value: name },
      { tag: PR_ATTACH_LONG_PATHNAME, value: `\\\\server\\Freigabe Ω\\${name}` },
      { tag: PR_DISPLAY_NAME_W, value: name },
      { tag: PR_RENDERING_POSITION, value: -1 },
    ],
  };
}

/** A picture that the text shows, with named properties of an add-in. */
export function inlineImage(random: Random): MailAttachment {
  const image = file(random, 2_000);
  return {
    ...image,
    named: IMAGE_NAMES.map(({ name, type }) => ({ name, type, value: realValue(type, random) })),
    properties: [
      ...image.properties.filter(({ tag }) => tag !== PR_ATTACH_MIME_TAG),
      { tag: PR_ATTACH_MIME_TAG, value: 'image/png' },
      { tag: PR_ATTACH_CONTENT_ID, value: 'image001@example.org' },
      { tag: PR_ATTACH_CONTENT_LOCATION, value: `image${random.word()}.png` },
    ],
  };
}

/** What a message is known by. */
export function ownOf(random: Random, item: string, version: number): readonly SPropValue[] {
  return [
    { tag: PR_SUBJECT_W, value: `${labelOf(item, version)} ${unicodeText(random)}` },
    { tag: HARNESS_ITEM_TAG, value: item },
  ];
}

/** A message within a message, with recipients and attachments of its own; the first one has another one in it. */
function embedded(random: Random, depth: number): MailAttachment {
  const sort: Sort = {
    properties: (r) => [...rtfBody(r, 300), htmlBody(r, 600)],
    names: [...KEYWORDS, ...COMMON, ...APPOINTMENT, ...HEADERS],
    recipients: 2,
    attachments: (r) => (depth < 2 ? [file(r, 4_000), embedded(r, depth + 1)] : [file(r, LARGE)]),
  };
  return embed(random, sort, depth);
}

/** A message of a sort as an attachment. */
export function embed(random: Random, sort: Sort, depth: number): MailAttachment {
  const subject = `inside ${unicodeText(random)} ${random.word()}`;
  return {
    properties: [
      { tag: PR_ATTACH_METHOD, value: ATTACH_EMBEDDED_MSG },
      { tag: PR_DISPLAY_NAME_W, value: subject },
      { tag: PR_RENDERING_POSITION, value: -1 },
    ],
    embedded: makeOfSort(random, sort, depth, [{ tag: PR_SUBJECT_W, value: subject }]),
  };
}
