import {
  ATTACH_BY_VALUE,
  ATTACH_EMBEDDED_MSG,
  isMultiValued,
  MAPI_BCC,
  MAPI_CC,
  MAPI_TO,
  PR_ADDRTYPE_W,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_IMPORTANCE,
  PR_MESSAGE_CLASS_W,
  PR_RECIPIENT_TYPE,
  PR_SENSITIVITY,
  PR_SUBJECT_W,
  type SPropValue,
} from '@mapi-kit/sdk';
import { labelOf } from '../../recording/item-names.js';
import type { AttachmentContent, MessageContent } from '../store/content.js';
import {
  HARNESS_BULK_NUMBER,
  HARNESS_EMPTY_TEXT,
  HARNESS_ITEM_TAG,
  HARNESS_TRACKS_READ,
  TYPED_TAGS,
} from '../store/tags.js';
import type { Random } from './random.js';
import { longText, plainText, typedProperty, unicodeText } from './values.js';

/** What a store says it can keep. */
export interface Abilities {
  readonly multiValued: boolean;
  readonly attachments: boolean;
  readonly embedded: boolean;
}

/** What makes one message different from the next. */
export interface Traits {
  /** A property of every type. */
  readonly everyType?: boolean;
  /** Characters of the body; 0: an empty one. */
  readonly body?: number;
  readonly recipients?: number;
  readonly attachments?: number;
  readonly embedded?: boolean;
  readonly associated?: boolean;
  /** The read flag is set after the save. */
  readonly tracksRead?: boolean;
}

/** Fills a message. The same random numbers give the same message. */
export function makeContent(
  random: Random,
  item: string,
  version: number,
  traits: Traits,
  abilities: Abilities,
): MessageContent {
  const properties: SPropValue[] = [
    subjectProperty(random, item, version),
    { tag: PR_MESSAGE_CLASS_W, value: random.pick(['IPM.Note', 'IPM.Note', 'IPM.Task', 'IPM.Harness.Ωmega']) },
    { tag: PR_IMPORTANCE, value: random.below(3) },
    { tag: PR_SENSITIVITY, value: random.below(4) },
    { tag: HARNESS_ITEM_TAG, value: item },
    { tag: HARNESS_EMPTY_TEXT, value: '' },
  ];
  if (traits.tracksRead === true) properties.push({ tag: HARNESS_TRACKS_READ, value: true });
  if (traits.everyType === true) {
    const tags = TYPED_TAGS.filter((tag) => abilities.multiValued || !isMultiValued(tag));
    properties.push(...tags.map((tag) => typedProperty(tag, random)));
  }
  const length = traits.body ?? 100 + random.below(300);
  return {
    properties,
    body: length === 0 ? '' : longText(random, length),
    recipients: makeRecipients(random, traits.recipients ?? 0),
    attachments: makeAttachments(random, item, version, traits, abilities),
    associated: traits.associated === true,
    ...(traits.tracksRead === true ? { read: false } : {}),
  };
}

/** The subject, by which a human knows the version of the item. */
export function subjectProperty(random: Random, item: string, version: number): SPropValue {
  return { tag: PR_SUBJECT_W, value: `${labelOf(item, version)} ${unicodeText(random)}` };
}

/** `count` recipients, as many in each field, one field after the other: a store may keep each by itself. */
export function makeRecipients(
  random: Random,
  count: number,
  fields: readonly number[] = [MAPI_TO, MAPI_CC, MAPI_BCC],
): SPropValue[][] {
  return Array.from({ length: count }, (_, index) => [
    { tag: PR_RECIPIENT_TYPE, value: fields[Math.floor((index * fields.length) / count)] as number },
    { tag: PR_DISPLAY_NAME_W, value: unicodeText(random) },
    { tag: PR_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_EMAIL_ADDRESS_W, value: `r${random.word()}@example.org` },
  ]);
}

/** An attachment of a few bytes, or of none. */
export function makeAttachment(random: Random, size: number): AttachmentContent {
  return {
    properties: [
      { tag: PR_ATTACH_METHOD, value: ATTACH_BY_VALUE },
      { tag: PR_ATTACH_LONG_FILENAME_W, value: `${unicodeText(random).replace(/["\\/;%]/g, '-')}.bin` },
      { tag: PR_ATTACH_DATA_BIN, value: random.bytes(size) },
    ],
  };
}

/** The number of a bulk item, from which its content follows. */
export function numberOfBulk(item: string): number {
  return Number(/\d+$/.exec(item)?.[0] ?? 0);
}

/** The properties of bulk message number `index`, cheap to make and to read. */
export function bulkProperties(item: string, index: number, seed: number, version: number = 1): SPropValue[] {
  return [
    { tag: HARNESS_ITEM_TAG, value: item },
    { tag: PR_SUBJECT_W, value: `${labelOf(item, version)} bulk` },
    { tag: PR_MESSAGE_CLASS_W, value: 'IPM.Note' },
    { tag: PR_IMPORTANCE, value: index % 3 },
    { tag: HARNESS_BULK_NUMBER, value: BigInt(index) * 1_000_003n + BigInt(seed) },
  ];
}

/** The body of bulk message number `index`. */
export function bulkBody(index: number, seed: number, version: number = 1): string {
  return `Bulk message ${index} of seed ${seed}${version === 1 ? '' : ', changed'}: Grüße 😀`;
}

function makeAttachments(
  random: Random,
  item: string,
  version: number,
  traits: Traits,
  abilities: Abilities,
): AttachmentContent[] {
  if (!abilities.attachments) return [];
  // The first one is empty, the others are not.
  const plain = Array.from({ length: traits.attachments ?? 0 }, (_, index) =>
    makeAttachment(random, index === 0 ? 0 : 1 + random.below(400)),
  );
  if (traits.embedded !== true || !abilities.embedded) return plain;
  const embedded: MessageContent = {
    properties: [
      { tag: PR_SUBJECT_W, value: `inside ${labelOf(item, version)} ${unicodeText(random)}` },
      { tag: PR_MESSAGE_CLASS_W, value: 'IPM.Note' },
      { tag: PR_IMPORTANCE, value: random.below(3) },
    ],
    body: plainText(random),
    recipients: [],
    attachments: [],
    associated: false,
  };
  return [...plain, { properties: [{ tag: PR_ATTACH_METHOD, value: ATTACH_EMBEDDED_MSG }], embedded }];
}
