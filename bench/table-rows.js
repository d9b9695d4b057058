// Messages as the figure `table` has them: as plain objects, and as rows of 40 columns with the same values.
import * as sdk from '@mapi-kit/sdk';

const { PT_BINARY, PT_BOOLEAN, PT_LONG, PT_SYSTIME, PT_UNICODE, propTag } = sdk;
const WORDS = ['minutes', 'invoice', 'holiday', 'report', 'meeting', 'offer', 'reminder', 'answer'];
const FILLERS = [PT_UNICODE, PT_LONG, PT_BOOLEAN, PT_SYSTIME];

/** What is restricted and sorted by, among what else clients show, and other properties of all sorts. */
const FIELDS = [
  ['entryId', sdk.PR_ENTRYID],
  ['instanceKey', sdk.PR_INSTANCE_KEY],
  ['messageClass', sdk.PR_MESSAGE_CLASS_W],
  ['importance', sdk.PR_IMPORTANCE],
  ['flags', sdk.PR_MESSAGE_FLAGS],
  ['size', sdk.PR_MESSAGE_SIZE],
  ['sender', sdk.PR_SENDER_NAME_W],
  ['subject', sdk.PR_SUBJECT_W],
  ['received', sdk.PR_MESSAGE_DELIVERY_TIME],
  ...Array.from({ length: 31 }, (_, index) => [
    `more${index}`,
    propTag(0x6700 + index, FILLERS[index % FILLERS.length]),
  ]),
];

export const COLUMNS = FIELDS.map(([, tag]) => tag);

/** Unread messages with a word in their subject, which a quarter of all have. */
export const RESTRICTION = {
  rt: sdk.RES_AND,
  restrictions: [
    {
      rt: sdk.RES_CONTENT,
      fuzzyLevel: sdk.FL_SUBSTRING,
      tag: sdk.PR_SUBJECT_W,
      prop: { tag: sdk.PR_SUBJECT_W, value: 'in' },
    },
    { rt: sdk.RES_BITMASK, relBMR: sdk.BMR_EQZ, tag: sdk.PR_MESSAGE_FLAGS, mask: sdk.MSGFLAG_READ },
  ],
};

export const SORT_ORDER = {
  categories: 0,
  expanded: 0,
  sorts: [
    { tag: sdk.PR_SENDER_NAME_W, order: sdk.TABLE_SORT_ASCEND },
    { tag: sdk.PR_MESSAGE_DELIVERY_TIME, order: sdk.TABLE_SORT_DESCEND },
  ],
};

/** The same by hand. */
export function handWritten(messages) {
  return messages
    .filter(({ subject, flags }) => subject.includes('in') && (flags & sdk.MSGFLAG_READ) === 0)
    .sort((a, b) => {
      if (a.sender !== b.sender) return a.sender < b.sender ? -1 : 1;
      if (a.received !== b.received) return a.received > b.received ? -1 : 1;
      return 0;
    });
}

export function makeMessages(count) {
  return Array.from({ length: count }, (_, index) => makeMessage(index, (index * 2_654_435_761) % 4_294_967_296));
}

export function rowOf(message) {
  return FIELDS.map(([name, tag]) => ({ tag, value: message[name] }));
}

function makeMessage(index, random) {
  const message = {};
  for (const [name, tag] of FIELDS) message[name] = someValue(sdk.PROP_TYPE(tag), index, random);
  message.importance = random % 3;
  message.flags = random % 2 === 0 ? sdk.MSGFLAG_READ : 0;
  message.sender = `Someone ${random % 5_000}`;
  message.subject = `${WORDS[random % WORDS.length]} of ${WORDS[(random >>> 8) % WORDS.length]}, number ${index}`;
  message.received = 133_000_000_000_000_000n + BigInt(random) * 10_000n;
  return message;
}

function someValue(type, index, random) {
  switch (type) {
    case PT_UNICODE:
      return `Text ${random % 1_000}`;
    case PT_LONG:
      return random % 100_000;
    case PT_BOOLEAN:
      return random % 2 === 0;
    case PT_SYSTIME:
      return 132_000_000_000_000_000n + BigInt(index);
    case PT_BINARY:
      return Uint8Array.of(index & 255, (index >> 8) & 255, (index >> 16) & 255);
    default:
      throw new Error(`no value of type ${type}`);
  }
}
