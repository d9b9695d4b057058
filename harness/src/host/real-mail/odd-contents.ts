import {
  ATTACH_BY_VALUE,
  MAPI_TO,
  PR_ADDRTYPE_W,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_RECIPIENT_TYPE,
  type PropTag,
  PT_BINARY,
  PT_LONG,
  PT_MV_SYSTIME,
  PT_MV_UNICODE,
  PT_UNICODE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { Mail, MailAttachment, NamedValue } from '../../life/mail.js';
import { PR_ATTACH_CONTENT_ID, PR_SMTP_ADDRESS } from '../../recording/mail-tags.js';
import type { Random } from '../workload/random.js';
import { longText } from '../workload/values.js';
import { body } from './bodies.js';
import { embed, makeOfSort, ownOf, type Sort } from './make-mail.js';
import { EACH_SORT, KEYWORDS, ODD_NAMES } from './property-sets.js';
import { realProperty, realValue } from './real-values.js';
import { EMPTY_TAGS } from './whole-mail.js';

// Contents that one store takes for something else, another one for one and the same, and a third for nothing at all.

const at = (index: number, type: number): PropTag => propTag(0x6c00 + index, type);

/** Texts that are no numbers, whatever they look like, and that are written in another way in files, addresses and commands. */
const TEXTS: readonly string[] = [
  '00420',
  '1e5',
  'true',
  '\ufeffmarked',
  'not\u00a0broken',
  "it''s %41%20 &amp;amp; C:\\new\\table",
];
/** More properties than one byte can count. */
const MANY = 300;
/** So many files come with a message of photographs, and more. */
const FILES = 70;
/** A multiple of whatever blocks a store writes. */
const WHOLE_BLOCKS = 128 * 1024;

/** A message with properties of which there are many, and values that are rarely seen. */
export function oddValues(random: Random, item: string): Mail {
  const properties: SPropValue[] = [
    ...TEXTS.map((value, index) => ({ tag: at(index, PT_UNICODE), value })),
    { tag: at(10, PT_MV_UNICODE), value: ['Smith, John', 'Smith; Mary', 'Smith'] },
    {
      tag: at(11, PT_MV_SYSTIME),
      value: [1, 2].map(() => random.time(126_227_808_000_000_001n + BigInt(random.word()) * 10n)),
    },
    ...Array.from({ length: MANY }, (_, index) => realProperty(at(16 + index, PT_LONG), random)),
  ];
  const named = ODD_NAMES.map(({ name, type }): NamedValue => ({ name, type, value: realValue(type, random) }));
  return { ...makeOfSort(random, { bare: true }, 0, [...properties, ...ownOf(random, item, 1)]), named };
}

/** A message that has nothing wherever there may be something: in its names, its recipients, its attachments. */
export function oddEmptiness(random: Random, item: string): Mail {
  const empty: readonly SPropValue[] = [
    { tag: EMPTY_TAGS[0], value: '' },
    { tag: EMPTY_TAGS[1], value: new Uint8Array(0) },
  ];
  const mail = makeOfSort(random, { bare: true }, 0, ownOf(random, item, 1));
  const [name] = ODD_NAMES;
  return {
    ...mail,
    named: name === undefined ? [] : [{ ...name, value: '' }],
    recipients: [[...someone('Anna Berg', 'SMTP', 'anna@example.org'), ...empty]],
    attachments: [{ properties: [...fileOf(random, 'empty.txt', 0), ...empty] }],
  };
}

/**
 * A message to whom nobody has an address yet, to two people of one name, and to one with an address that is no SMTP address.
 */
export function oddRecipients(random: Random, item: string): Mail {
  const mail = makeOfSort(random, { bare: true }, 0, ownOf(random, item, 1));
  const inside = '/o=Example/ou=Köln/cn=Recipients/cn=aberg';
  return {
    ...mail,
    recipients: [
      [...someone('Anna Berg', 'EX', inside), { tag: PR_SMTP_ADDRESS, value: 'anna.berg@example.org' }],
      someone('Anna Berg', 'SMTP', 'anna@example.org'),
      [
        { tag: PR_RECIPIENT_TYPE, value: MAPI_TO },
        { tag: PR_DISPLAY_NAME_W, value: 'Berg' },
      ],
    ],
  };
}

/** Longer than many columns of tables for names. */
const LONG_NAME = 300;
/** Nearly as long as files may be called. */
const LONG_FILE_NAME = 200;

/** A message to somebody of a very long name, with a file of one, which is shown under a longer one. */
export function longNames(random: Random, item: string): Mail {
  const named = (length: number): string =>
    longText(random, length)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .slice(0, length)
      .trim();
  return {
    ...makeOfSort(random, { bare: true }, 0, ownOf(random, item, 1)),
    recipients: [someone(named(LONG_NAME), 'SMTP', 'long@example.org')],
    attachments: [
      {
        properties: [
          ...fileOf(random, `${named(LONG_FILE_NAME)}.txt`, 20),
          { tag: PR_DISPLAY_NAME_W, value: named(LONG_NAME) },
        ],
      },
    ],
  };
}

/** Values of which a byte or two cannot tell how long they are, or just can. */
const SIZES: readonly number[] = [255, 256, 65_535, 65_536];

/** A message with values of just these sizes. */
export function edgeSizes(random: Random, item: string): Mail {
  const properties = SIZES.flatMap((size, index): SPropValue[] => [
    { tag: at(index, PT_BINARY), value: random.bytes(size) },
    { tag: at(16 + index, PT_UNICODE), value: `${random.word()}`.padEnd(size, 'size ') },
  ]);
  return makeOfSort(random, { bare: true }, 0, [...properties, ...ownOf(random, item, 1)]);
}

function someone(name: string, type: string, address: string): SPropValue[] {
  return [
    { tag: PR_RECIPIENT_TYPE, value: MAPI_TO },
    { tag: PR_DISPLAY_NAME_W, value: name },
    { tag: PR_ADDRTYPE_W, value: type },
    { tag: PR_EMAIL_ADDRESS_W, value: address },
  ];
}

/**
 * A message with attachments of one name: pictures as mail programs call them, of one size, and messages of one subject that
 * somebody forwards, of which one has two more in it, one in the other.
 */
export function oddAttachments(random: Random, item: string): Mail {
  const pictures = ['image001.png', 'image001.png', 'IMAGE001.PNG'].map(
    (name): MailAttachment => ({
      properties: [...fileOf(random, name, 300), { tag: PR_ATTACH_CONTENT_ID, value: 'image001@example.org' }],
    }),
  );
  const [first, second] = [within(random, []), within(random, [within(random, [within(random, [])])])];
  const name = first.properties.filter(({ tag }) => tag === PR_DISPLAY_NAME_W);
  const alike = {
    ...second,
    properties: [...second.properties.filter(({ tag }) => tag !== PR_DISPLAY_NAME_W), ...name],
  };
  const attachments = [...pictures, first, alike, { properties: fileOf(random, 'blocks.bin', WHOLE_BLOCKS) }];
  return { ...makeOfSort(random, { bare: true }, 0, ownOf(random, item, 1)), attachments };
}

/** A message of many files, each of them very small. */
export function manyAttachments(random: Random, item: string): Mail {
  const attachments = Array.from({ length: FILES }, (_, index) => ({ properties: fileOf(random, `${index}.txt`, 10) }));
  return { ...makeOfSort(random, { bare: true }, 0, ownOf(random, item, 1)), attachments };
}

function fileOf(random: Random, name: string, size: number): SPropValue[] {
  return [
    { tag: PR_ATTACH_METHOD, value: ATTACH_BY_VALUE },
    { tag: PR_ATTACH_LONG_FILENAME_W, value: name },
    { tag: PR_ATTACH_DATA_BIN, value: random.bytes(size) },
  ];
}

/** A message as an attachment, which is no letter. */
function within(random: Random, attachments: readonly MailAttachment[]): MailAttachment {
  const sort: Sort = {
    bare: true,
    messageClass: 'IPM.Appointment',
    properties: (r) => [body(r, 50), { tag: at(0, PT_BINARY), value: r.bytes(20) }],
    names: [...KEYWORDS, ...EACH_SORT],
    attachments: () => attachments,
  };
  return embed(random, sort, 0);
}
