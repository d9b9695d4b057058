import { Buffer } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import {
  ATTACH_BY_VALUE,
  ATTACH_EMBEDDED_MSG,
  MSGFLAG_ASSOCIATED,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_LONG_FILENAME_A,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_ATTACH_NUM,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_MESSAGE_CLASS_W,
  PR_MESSAGE_FLAGS,
  PR_ROWID,
  PR_SUBJECT_A,
  PR_SUBJECT_W,
  PROP_ID,
  PS_MAPI,
  PS_PUBLIC_STRINGS,
  PT_BINARY,
  PT_LONG,
  PT_NULL,
  PT_SVREID,
  PT_UNICODE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import test from 'ava';
import CFB from 'cfb';
import { makeMail, SORTS } from '#harness/host/real-mail/make-mail.js';
import { HARNESS_ITEM_TAG } from '#harness/host/store/tags.js';
import { Random } from '#harness/host/workload/random.js';
import type { Mail } from '#harness/life/mail.js';
import { readMsgFile } from '#harness/run/own-mail/msg-file.js';
import { Unusable } from '#harness/run/own-mail/unusable.js';
import { writeMsg } from '../../support/msg-writer.js';

const NONE: Mail = {
  properties: [{ tag: PR_MESSAGE_CLASS_W, value: 'IPM.Note' }],
  named: [],
  recipients: [],
  attachments: [],
};
const LARGE_SORTS = [2, 7, 11, 12, 14, 15];
const OWN_ID = PROP_ID(HARNESS_ITEM_TAG);

const read = (mail: Mail) => readMsgFile(writeMsg(mail), CFB);

/** In the order of the tags, without what names the message for the harness. */
function sorted(mail: Mail): Mail {
  const byTag = (some: readonly SPropValue[]): SPropValue[] =>
    some.filter(({ tag }) => PROP_ID(tag) !== OWN_ID).sort((one, other) => one.tag - other.tag);
  return {
    ...mail,
    properties: byTag(mail.properties),
    recipients: mail.recipients.map(byTag),
    attachments: mail.attachments.map(({ properties, named = [], embedded }) => ({
      properties: byTag(properties),
      named,
      ...(embedded === undefined ? {} : { embedded: sorted(embedded) }),
    })),
  };
}

test('what is written into a .msg file is read from it, of every sort of mail and of every property type', (t) => {
  for (const sort of SORTS.keys()) {
    // The large files say no more, and the flag of associated messages is a property of its own.
    if (LARGE_SORTS.includes(sort) || SORTS[sort]?.associated === true) continue;
    const made = makeMail(new Random(sort, 3), 'm1', sort);
    t.true(isDeepStrictEqual(sorted(read(made).mail), sorted(made)), `sort ${sort}`);
  }
});

test('a value of no bytes, an empty text, several values and none are told apart', (t) => {
  const properties: SPropValue[] = [
    { tag: propTag(0x1013, PT_BINARY), value: new Uint8Array(0) },
    { tag: propTag(0x3001, PT_UNICODE), value: '' },
    { tag: propTag(0x6900, 0x101f), value: ['', 'a', ''] },
    { tag: propTag(0x6901, 0x101f), value: [] },
    { tag: propTag(0x6902, 0x1102), value: [new Uint8Array(0), new Uint8Array([0])] },
    { tag: propTag(0x6903, PT_NULL), value: null },
    { tag: propTag(0x6904, 0x1014), value: [-1n, 2n ** 62n] },
  ];
  t.deepEqual(sorted(read({ ...NONE, properties }).mail).properties, properties);
});

test('texts of eight bits are read in the code page of their message, and in Unicode where lists show them', (t) => {
  const shiftJis = Buffer.from([0x89, 0xef, 0x8b, 0x63]);
  const properties = [
    { tag: PR_SUBJECT_A, value: 'x' },
    { tag: propTag(0x3ffd, PT_LONG), value: 932 },
  ];
  const attachments = [{ properties: [{ tag: PR_ATTACH_LONG_FILENAME_A, value: 'x' }] }];
  const bytes = writeMsg({ ...NONE, properties, attachments }, () => shiftJis);
  const { mail } = readMsgFile(bytes, CFB);
  t.deepEqual(mail.properties[0], { tag: PR_SUBJECT_A, value: '会議' });
  t.deepEqual(mail.attachments[0]?.properties, [{ tag: PR_ATTACH_LONG_FILENAME_W, value: '会議' }]);
});

test('what each store makes itself is left out and counted, and so are types that mapi-kit does not have', (t) => {
  const { mail, leftOutValues } = read({
    properties: [
      { tag: PR_SUBJECT_W, value: 'a' },
      { tag: PR_ENTRYID, value: new Uint8Array([1]) },
      { tag: PR_MESSAGE_FLAGS, value: MSGFLAG_ASSOCIATED },
      { tag: propTag(0x0e08, PT_LONG), value: 12 },
      { tag: propTag(0x0e1d, PT_UNICODE), value: 'a' },
      { tag: propTag(0x65c0, PT_SVREID), value: new Uint8Array([1]) },
    ],
    named: [],
    recipients: [
      [
        { tag: PR_ROWID, value: 4 },
        { tag: PR_DISPLAY_NAME_W, value: 'b' },
        { tag: PR_ENTRYID, value: new Uint8Array([2]) },
      ],
    ],
    attachments: [
      {
        properties: [
          { tag: PR_ATTACH_NUM, value: 3 },
          { tag: PR_ATTACH_METHOD, value: ATTACH_BY_VALUE },
        ],
      },
    ],
  });
  t.deepEqual(mail, {
    properties: [{ tag: PR_SUBJECT_W, value: 'a' }],
    named: [],
    recipients: [
      [
        { tag: PR_DISPLAY_NAME_W, value: 'b' },
        { tag: PR_ENTRYID, value: new Uint8Array([2]) },
      ],
    ],
    attachments: [{ properties: [{ tag: PR_ATTACH_METHOD, value: ATTACH_BY_VALUE }], named: [] }],
    associated: true,
  });
  t.is(leftOutValues, 7);
});

test('a name of PS_MAPI is an id, and of an id with two types one value is taken', (t) => {
  const { mail, leftOutValues } = read({
    ...NONE,
    properties: [
      { tag: propTag(0x1013, PT_BINARY), value: new Uint8Array([1]) },
      { tag: propTag(0x1013, PT_UNICODE), value: '<p>' },
    ],
    named: [
      { name: { guid: PS_MAPI, kind: 0, id: 0x3001 }, type: PT_UNICODE, value: 'c' },
      { name: { guid: PS_PUBLIC_STRINGS, kind: 1, name: 'Keywords' }, type: PT_UNICODE, value: 'd' },
    ],
  });
  t.deepEqual(mail.properties, [
    { tag: propTag(0x1013, PT_BINARY), value: new Uint8Array([1]) },
    { tag: propTag(0x3001, PT_UNICODE), value: 'c' },
  ]);
  t.is(mail.named.length, 1);
  t.is(leftOutValues, 1);
});

test('of an embedded object of OLE the attachment is read, and the object is left out', (t) => {
  const embedded = NONE;
  const { mail, leftOutValues } = read({
    ...NONE,
    attachments: [{ properties: [{ tag: PR_ATTACH_METHOD, value: 6 }], embedded }],
  });
  t.deepEqual(mail.attachments, [{ properties: [{ tag: PR_ATTACH_METHOD, value: 6 }], named: [] }]);
  t.is(leftOutValues, 1);
  t.is(PROP_ID(PR_ATTACH_DATA_OBJ), 0x3701);
});

test('files that are no message, or not a whole one, are told from those that are', (t) => {
  const whole = Buffer.from(writeMsg(makeMail(new Random(5), 'm1', 2)));
  const reasons = (bytes: Uint8Array): string =>
    t.throws(() => readMsgFile(bytes, CFB), { instanceOf: Unusable }).message;
  t.is(reasons(new Uint8Array(0)), 'it is empty');
  t.is(reasons(Buffer.from('PK\u0003\u0004')), 'it is no compound file, as Outlook saves messages in');
  t.is(reasons(Buffer.from('From: a@example.org\r\n\r\n')), 'it is no compound file, as Outlook saves messages in');
  for (const share of [0.001, 0.1, 0.5, 0.9]) {
    t.regex(reasons(whole.subarray(0, Math.floor(whole.length * share))), /^it is truncated/);
  }
  const other = CFB.utils.cfb_new();
  CFB.utils.cfb_add(other, '/WordDocument', Buffer.alloc(100));
  t.is(reasons(new Uint8Array(CFB.write(other, { type: 'buffer' }))), 'it is no message: properties are missing in it');
  let deep = NONE;
  for (let i = 0; i < 12; i += 1) {
    deep = {
      ...NONE,
      attachments: [{ properties: [{ tag: PR_ATTACH_METHOD, value: ATTACH_EMBEDDED_MSG }], embedded: deep }],
    };
  }
  t.is(reasons(writeMsg(deep)), 'messages are embedded in it more than 10 deep');
});
