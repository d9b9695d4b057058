import {
  fileTimeFromDate,
  PR_CLIENT_SUBMIT_TIME,
  PR_IMPORTANCE,
  PR_PRIORITY,
  PR_READ_RECEIPT_REQUESTED,
  PR_SENSITIVITY,
  PR_TRANSPORT_MESSAGE_HEADERS_W,
  propValue,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { InboundMessage, InboundRecipient, MailAddress } from '@mapi-kit/sdk/transport';
import { Libmime } from 'libmime';
import addressparser from 'nodemailer/lib/addressparser';
import {
  PR_CONVERSATION_INDEX,
  PR_CONVERSATION_TOPIC_W,
  PR_IN_REPLY_TO_ID_W,
  PR_INTERNET_REFERENCES_W,
} from './mail-properties.js';
import type { Headers } from './mime-tree.js';

const mime = new Libmime();

const importances = new Map([
  ['low', 0],
  ['normal', 1],
  ['high', 2],
]);
const priorities = new Map([
  ['non-urgent', -1],
  ['normal', 0],
  ['urgent', 1],
]);
const sensitivities = new Map([
  ['personal', 1],
  ['private', 2],
  ['company-confidential', 3],
]);

/** Whom a message comes from and goes to, and what it is about. */
export function correspondenceOf(headers: Headers): InboundMessage {
  const [from] = addressesIn(headers, 'from');
  const [sender = from] = addressesIn(headers, 'sender');
  const subject = headers.first('subject');
  return {
    subject: subject === undefined ? undefined : mime.decodeWords(subject),
    sender,
    representing: from?.address === sender?.address ? undefined : from,
    replyTo: addressesIn(headers, 'reply-to'),
    recipients: [
      ...recipientsIn(headers, 'to'), //
      ...recipientsIn(headers, 'cc'),
      ...recipientsIn(headers, 'bcc'),
    ],
    messageId: headers.first('message-id'),
  };
}

/** The properties that the other headers are, and all headers as they came. */
export function headerProperties(headers: Headers): SPropValue[] {
  const properties: SPropValue[] = [propValue(PR_TRANSPORT_MESSAGE_HEADERS_W, headers.text)];
  const add = <T extends SPropValue>(value: T | undefined): void => {
    if (value !== undefined) properties.push(value);
  };
  const text = (key: string): string | undefined => headers.first(key);
  const word = (key: string): string => /^[\w-]+/.exec(text(key)?.toLowerCase() ?? '')?.[0] ?? '';
  const sent = new Date(text('date') ?? '');
  if (!Number.isNaN(sent.getTime())) add(propValue(PR_CLIENT_SUBMIT_TIME, fileTimeFromDate(sent)));
  const importance = importances.get(word('importance')) ?? importanceOf(word('x-priority'));
  if (importance !== undefined) add(propValue(PR_IMPORTANCE, importance));
  const priority = priorities.get(word('priority'));
  if (priority !== undefined) add(propValue(PR_PRIORITY, priority));
  const sensitivity = sensitivities.get(word('sensitivity'));
  if (sensitivity !== undefined) add(propValue(PR_SENSITIVITY, sensitivity));
  for (const [key, tag] of [
    ['in-reply-to', PR_IN_REPLY_TO_ID_W],
    ['references', PR_INTERNET_REFERENCES_W],
    ['thread-topic', PR_CONVERSATION_TOPIC_W],
  ] as const) {
    const value = text(key);
    if (value !== undefined) add(propValue(tag, mime.decodeWords(value)));
  }
  const index = text('thread-index');
  if (index !== undefined) add(propValue(PR_CONVERSATION_INDEX, new Uint8Array(Buffer.from(index, 'base64'))));
  if (text('disposition-notification-to') !== undefined) add(propValue(PR_READ_RECEIPT_REQUESTED, true));
  return properties;
}

/** What other programs say instead: 1 and 2 are high, 4 and 5 are low. */
function importanceOf(xPriority: string): number | undefined {
  const level = Number.parseInt(xPriority, 10);
  return Number.isNaN(level) ? undefined : level < 3 ? 2 : level > 3 ? 0 : 1;
}

function recipientsIn(headers: Headers, type: 'to' | 'cc' | 'bcc'): InboundRecipient[] {
  return addressesIn(headers, type).map((address) => ({ ...address, type }));
}

/** The mailboxes of a header, also those in groups. */
function addressesIn(headers: Headers, key: string): MailAddress[] {
  // Names are decoded when the list has been taken apart: a comma in one separates nothing.
  return headers.all(key).flatMap((list) =>
    addressparser(list, { flatten: true }).flatMap(({ name, address }) => {
      if (address === '') return [];
      return { name: mime.decodeWords(name) || address, addressType: 'SMTP', address };
    }),
  );
}
