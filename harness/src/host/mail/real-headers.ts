import { Buffer } from 'node:buffer';
import {
  fileTimeFromDate,
  PR_IMPORTANCE,
  PR_MESSAGE_CLASS_W,
  PR_READ_RECEIPT_REQUESTED,
  PR_SENDER_ADDRTYPE_W,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENDER_NAME_W,
  PR_SENSITIVITY,
  PR_SENT_REPRESENTING_ADDRTYPE_W,
  PR_SENT_REPRESENTING_EMAIL_ADDRESS_W,
  PR_SENT_REPRESENTING_NAME_W,
  type PropTag,
  PT_LONG,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { MailContent } from '../../recording/mail-parts.js';
import { PR_CONVERSATION_INDEX, PR_EXPIRY_TIME, PR_HTML, PR_REPLY_TIME } from '../../recording/mail-tags.js';
import type { Random } from '../workload/random.js';

const PR_INTERNET_CPID: PropTag<number> = propTag(0x3fde, PT_LONG);
const UTF_8 = 65_001;
/** Who sends what is not sent by the user of the account. */
const AUTHOR = { name: 'Second Account', address: 'second.account@example.org' } as const;
/** On whose behalf somebody sends a message. */
const PRINCIPAL = { name: 'The Principal', address: 'principal@example.org' } as const;
/** Whole seconds: headers know no others. */
const EXPIRES = new Date('2098-12-31T10:00:00Z');
const REPLY_BY = new Date('2098-11-30T09:30:00Z');
/** A head of 22 bytes, and five for the answer that it is. */
const INDEX_BYTES = 27;
/** What is written in a form of the user's own is mail like any other. */
const FORM = 'IPM.Note.Project';
/** No other value of the two: not every system has a word for each. */
const HIGH_IMPORTANCE = 2;
const PRIVATE = 2;

interface Person {
  readonly name: string;
  readonly address: string;
}

/** What a message says of itself besides whom it is to: the content that is compared, and the properties that it is made of. */
export interface SortHeaders {
  readonly content: Partial<MailContent>;
  readonly properties: readonly SPropValue[];
}

/** By sort: what such messages say of themselves. */
const SORTS: readonly ((body: string, random: Random) => readonly SortHeaders[])[] = [
  (body) => [important, written(body)],
  (_, random) => [important, receipted, threaded(random)],
  () => [important, confidential, sentBy(AUTHOR, AUTHOR), ofForm],
  (body) => [important, receipted, written(body), sentBy(AUTHOR, PRINCIPAL), limited],
];

const important: SortHeaders = {
  content: { importance: HIGH_IMPORTANCE },
  properties: [{ tag: PR_IMPORTANCE, value: HIGH_IMPORTANCE }],
};
const receipted: SortHeaders = {
  content: { wantsReceipt: true },
  properties: [{ tag: PR_READ_RECEIPT_REQUESTED, value: true }],
};
const confidential: SortHeaders = {
  content: { sensitivity: PRIVATE },
  properties: [{ tag: PR_SENSITIVITY, value: PRIVATE }],
};
const limited: SortHeaders = {
  content: { expires: EXPIRES.toISOString(), replyBy: REPLY_BY.toISOString() },
  properties: [
    { tag: PR_EXPIRY_TIME, value: fileTimeFromDate(EXPIRES) },
    { tag: PR_REPLY_TIME, value: fileTimeFromDate(REPLY_BY) },
  ],
};
const ofForm: SortHeaders = { content: {}, properties: [{ tag: PR_MESSAGE_CLASS_W, value: FORM }] };

/** @param author - whom it is from; where that is not who sends it, it is sent on his behalf */
function sentBy(sender: Person, author: Person): SortHeaders {
  return {
    content: { from: author.address, ...(author === sender ? {} : { sender: sender.address }) },
    properties: [
      { tag: PR_SENDER_NAME_W, value: sender.name },
      { tag: PR_SENDER_ADDRTYPE_W, value: 'SMTP' },
      { tag: PR_SENDER_EMAIL_ADDRESS_W, value: sender.address },
      { tag: PR_SENT_REPRESENTING_NAME_W, value: author.name },
      { tag: PR_SENT_REPRESENTING_ADDRTYPE_W, value: 'SMTP' },
      { tag: PR_SENT_REPRESENTING_EMAIL_ADDRESS_W, value: author.address },
    ],
  };
}

function threaded(random: Random): SortHeaders {
  const index = random.bytes(INDEX_BYTES);
  index[0] = 1;
  return {
    content: { threadIndex: Buffer.from(index).toString('base64') },
    properties: [{ tag: PR_CONVERSATION_INDEX, value: index }],
  };
}

function written(body: string): SortHeaders {
  const paragraphs = body.split('\r\n').map((line) => `<p>${line.replace(/[&<>]/g, '')}</p>`);
  const html = `<html><body>${paragraphs.join('')}</body></html>`;
  return {
    content: { html },
    properties: [
      { tag: PR_HTML, value: new TextEncoder().encode(html) },
      { tag: PR_INTERNET_CPID, value: UTF_8 },
    ],
  };
}

/**
 * What messages of a sort say of themselves.
 *
 * @param body - their text, which is in their HTML, too
 */
export function headersOfSort(sort: number, body: string, random: Random): SortHeaders {
  const all = SORTS[sort]?.(body, random) ?? [];
  return {
    content: Object.assign({}, ...all.map(({ content }) => content)) as Partial<MailContent>,
    properties: all.flatMap(({ properties }) => properties),
  };
}
