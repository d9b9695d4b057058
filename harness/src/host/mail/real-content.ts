import { Buffer } from 'node:buffer';
import {
  ATTACH_BY_VALUE,
  ATTACH_EMBEDDED_MSG,
  type IMAPISession,
  type IMessage,
  MAPI_BCC,
  MAPI_CC,
  MAPI_TO,
  MAPI_UNICODE,
  PR_ADDRTYPE_W,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_BODY_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_MESSAGE_CLASS_W,
  PR_RECIPIENT_TYPE,
  PR_REPLY_RECIPIENT_ENTRIES,
  PR_REPLY_RECIPIENT_NAMES_W,
  PR_SUBJECT_W,
} from '@mapi-kit/sdk';
import type { MailAttachment as AttachedContent } from '../../life/mail.js';
import { postponedAddress, refusedAddress } from '../../recording/item-names.js';
import type { MailAttachment } from '../../recording/mail-parts.js';
import {
  PR_ATTACH_CONTENT_ID,
  PR_ATTACH_MIME_TAG,
  PR_IN_REPLY_TO_ID,
  PR_INTERNET_REFERENCES,
  PR_RENDERING_POSITION,
} from '../../recording/mail-tags.js';
import { addAttachment } from '../real-mail/write-whole.js';
import { unwrap } from '../store/refusal.js';
import { setProps } from '../store/write-message.js';
import type { Random } from '../workload/random.js';
import { plainText } from '../workload/values.js';
import { bodyOf, domainOf, subjectOf } from './mail-content.js';
import type { MoreContent, OutgoingMail } from './outgoing-mail.js';
import { headersOfSort } from './real-headers.js';

/** What is attached to the sorts of messages. */
const ATTACHED: readonly ((random: Random) => readonly MailAttachment[])[] = [
  // Every byte there is, line ends of all kinds, what is larger than the buffers on the way.
  (random) => [
    attached(random, 'Grüße 会議 😀.bin', everyByte(random)),
    attached(random, 'notes.txt', Buffer.from(`a\r\nb\nc\rd.\r\n.\r\n #${random.word()}`)),
    attached(random, 'scan.pdf', random.bytes(150_000)),
    attached(random, 'nothing in it.txt', new Uint8Array(0)),
  ],
  // Messages within messages; a file that is called like one.
  (random) => [forwarded(random), attached(random, 'kept.eml', Buffer.from(`Subject: x\r\n\r\n${random.word()}\r\n`))],
  (random) => [
    attached(random, 'one byte.dat', Buffer.from([random.below(256)])),
    forwarded(random, [forwarded(random)]),
    forwarded(random),
  ],
  // Pictures out of several messages are called alike.
  (random) => [
    attached(random, 'image001.png', random.bytes(900)),
    attached(random, 'image001.png', random.bytes(1_200)),
    attached(random, 'IMG 2.JPG', random.bytes(20_000)),
  ],
];
/**
 * How many the sorts are to: the last one to more than small tables hold, and to fewer than servers take at a time (RFC 5321:
 * 100).
 */
const TO_COUNTS: readonly number[] = [1, 6, 11, 90];
/** The sort whose subject goes over several lines of a header, and is longer than what mail programs let people type (255). */
const LONG_SUBJECT = 2;
const LONG_SUBJECT_LENGTH = 400;
/** The sort whose answers are to go to two. */
const ANSWERED_BY_TWO = 2;
/** What somebody sorts his mail by: it is a part of the address. */
const ADDRESS_TAG = '+orders';

/** The sort that a message is of which does not come to all of its recipients. */
const HINDERED_SORT = 1;

/** How many sorts of messages there are. */
export const REAL_SORTS: number = ATTACHED.length;

/** A message with what real mail has besides text, the same for the same random numbers. */
export function makeRealMail(random: Random, item: string, sort: number): OutgoingMail {
  const attachments = ATTACHED[sort]?.(random) ?? [];
  const address = (kind: string) => (index: number) =>
    `${item}.${kind}${index + 1}${index === 1 ? ADDRESS_TAG : ''}@${domainOf(index)}`;
  const named = (kind: string, count: number): string[] => Array.from({ length: count }, (_, i) => address(kind)(i));
  const [to, cc, bcc] = [named('to', TO_COUNTS[sort] ?? 1), named('cc', 2), named('bcc', 1 + random.below(2))];
  const nameOf = (one: string): string => `Meier, Jürgen ${one.replace(/@.*/, '').replaceAll('.', ' ')}`;
  const body = bodyOf(random);
  const headers = headersOfSort(sort, body, random);
  const more = sort === LONG_SUBJECT ? longText(random) : '';
  const replyTo = named('reply', sort === ANSWERED_BY_TWO ? 2 : 1);
  const inReplyTo = `<${random.word()}.${random.word()}@example.net>`;
  const references = `<${random.word()}@example.net> ${inReplyTo}`;
  return {
    mail: {
      subject: `${subjectOf(random, item)} ${more}`.trim(),
      body,
      recipients: [...to, ...cc, ...bcc],
      to,
      cc,
      // Nobody may read who they are.
      bcc: [],
      replyTo,
      inReplyTo,
      references,
      names: [...to, ...cc].map(nameOf),
      ...headers.content,
      attachments,
    },
    recipients: [
      ...to.map((one) => ({ type: MAPI_TO, address: one, name: nameOf(one) })),
      ...cc.map((one) => ({ type: MAPI_CC, address: one, name: nameOf(one) })),
      ...bcc.map((one) => ({ type: MAPI_BCC, address: one })),
    ],
    more: {
      properties: [
        { tag: PR_IN_REPLY_TO_ID, value: inReplyTo },
        { tag: PR_INTERNET_REFERENCES, value: references },
        ...headers.properties,
      ],
      replyTo,
      attachments,
    },
  };
}

/**
 * A message with what real mail has, to some whom the far side takes in a later life alone: what is left of it has to be kept until
 * then, and who of them there are, and who was refused meanwhile.
 *
 * @param refuses - it is to some whom the far side refuses, too
 */
export function makeHinderedMail(random: Random, item: string, refuses: boolean): OutgoingMail {
  const real = makeRealMail(random, item, HINDERED_SORT);
  const { mail, recipients } = real;
  const each = [1, 2];
  const postponed = each.map((which) => postponedAddress(item, which));
  const refused = refuses ? each.map((which) => refusedAddress(item, which)) : [];
  const added = [...postponed, ...refused];
  return {
    ...real,
    mail: { ...mail, to: [...(mail.to ?? []), ...added] },
    recipients: [...recipients, ...added.map((address) => ({ type: MAPI_TO, address }))],
    hindrances: { postponed, ...(refuses ? { refused } : {}) },
  };
}

/**
 * Fills a message with what it has besides subject, text and recipients.
 *
 * @throws Refusal
 */
export function fillMore(message: IMessage, more: MoreContent, session: IMAPISession): void {
  const { properties, replyTo, attachments } = more;
  const names = { tag: PR_REPLY_RECIPIENT_NAMES_W, value: replyTo.join(';') };
  const oneOffs = replyTo.map((address) => oneOff(session, address));
  const entries = { tag: PR_REPLY_RECIPIENT_ENTRIES, value: entryListOf(oneOffs) };
  setProps(message, [...properties, names, entries], 'IMessage::SetProps');
  for (const attachment of attachments) addAttachment(message, contentOf(attachment), {}, '');
}

function longText(random: Random): string {
  let text = '';
  while (text.length < LONG_SUBJECT_LENGTH) text += `${plainText(random)} `;
  return text;
}

function attached(random: Random, name: string, data: Uint8Array): MailAttachment {
  return { name, contentId: `part.${random.word()}@example.org`, data: new Uint8Array(data) };
}

function forwarded(random: Random, within: readonly MailAttachment[] = []): MailAttachment {
  const inner = attached(random, `inside ${random.word()}.bin`, random.bytes(3_000));
  return {
    data: new Uint8Array(0),
    embedded: {
      subject: `forwarded ${random.word()} Ωmega`,
      body: bodyOf(random),
      to: [`${random.word()}@example.com`],
      attachments: [{ data: inner.data, name: inner.name ?? '' }, ...within],
    },
  };
}

function everyByte(random: Random): Uint8Array {
  return Uint8Array.from({ length: 1_024 }, (_, index) => (index < 256 ? index : random.below(256)));
}

function contentOf({ name = '', contentId, data, embedded }: MailAttachment): AttachedContent {
  if (embedded !== undefined) {
    const { subject, body = '', to = [], attachments = [] } = embedded;
    return {
      properties: [
        { tag: PR_ATTACH_METHOD, value: ATTACH_EMBEDDED_MSG },
        { tag: PR_DISPLAY_NAME_W, value: subject },
        { tag: PR_RENDERING_POSITION, value: -1 },
      ],
      embedded: {
        properties: [
          { tag: PR_SUBJECT_W, value: subject },
          { tag: PR_MESSAGE_CLASS_W, value: 'IPM.Note' },
          { tag: PR_BODY_W, value: body },
        ],
        named: [],
        recipients: to.map((address) => [
          { tag: PR_RECIPIENT_TYPE, value: MAPI_TO },
          { tag: PR_DISPLAY_NAME_W, value: address },
          { tag: PR_ADDRTYPE_W, value: 'SMTP' },
          { tag: PR_EMAIL_ADDRESS_W, value: address },
        ]),
        attachments: attachments.map(contentOf),
      },
    };
  }
  return {
    properties: [
      { tag: PR_ATTACH_METHOD, value: ATTACH_BY_VALUE },
      { tag: PR_ATTACH_LONG_FILENAME_W, value: name },
      { tag: PR_DISPLAY_NAME_W, value: name },
      { tag: PR_ATTACH_MIME_TAG, value: 'application/octet-stream' },
      { tag: PR_RENDERING_POSITION, value: -1 },
      ...(contentId === undefined ? [] : [{ tag: PR_ATTACH_CONTENT_ID, value: contentId }]),
      { tag: PR_ATTACH_DATA_BIN, value: data },
    ],
  };
}

function oneOff(session: IMAPISession, address: string): Uint8Array {
  const book = unwrap(session.OpenAddressBook(0, null, 0), 'IMAPISession::OpenAddressBook');
  const entryId = unwrap(book.CreateOneOff(address, 'SMTP', address, MAPI_UNICODE), 'IAddrBook::CreateOneOff');
  book.Release();
  return entryId;
}

/** A FLATENTRYLIST. */
function entryListOf(entryIds: readonly Uint8Array[]): Uint8Array {
  const entries = entryIds.map((entryId) => {
    const entry = Buffer.alloc(4 * Math.ceil((4 + entryId.length) / 4));
    entry.writeUInt32LE(entryId.length);
    entry.set(entryId, 4);
    return entry;
  });
  const list = Buffer.concat(entries);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(entryIds.length);
  head.writeUInt32LE(list.length, 4);
  return new Uint8Array(Buffer.concat([head, list]));
}
