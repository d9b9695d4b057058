import { Buffer } from 'node:buffer';
import {
  ATTACH_BY_VALUE,
  ATTACH_EMBEDDED_MSG,
  fileTimeFromDate,
  MAPI_BCC,
  MAPI_CC,
  MAPI_TO,
  oleGuid,
  PR_ADDRTYPE_W,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_BODY_W,
  PR_CLIENT_SUBMIT_TIME,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_IMPORTANCE,
  PR_INTERNET_MESSAGE_ID_W,
  PR_MESSAGE_CLASS_W,
  PR_RECIPIENT_TYPE,
  PR_SENDER_ADDRTYPE_W,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENDER_NAME_W,
  PR_SENT_REPRESENTING_ADDRTYPE_W,
  PR_SENT_REPRESENTING_EMAIL_ADDRESS_W,
  PR_SENT_REPRESENTING_NAME_W,
  PR_SUBJECT_W,
  PR_TRANSPORT_MESSAGE_HEADERS_W,
  PS_PUBLIC_STRINGS,
  PT_LONG,
  PT_MV_UNICODE,
  PT_UNICODE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { Address, Attachment, Email, Mailbox } from 'postal-mime';
import type { Mail, MailAttachment, NamedValue } from '../../life/mail.js';
import {
  PR_ATTACH_CONTENT_ID,
  PR_ATTACH_MIME_TAG,
  PR_HTML,
  PR_IN_REPLY_TO_ID,
  PR_INTERNET_REFERENCES,
  PR_RENDERING_POSITION,
  PR_SMTP_ADDRESS,
} from '../../recording/mail-tags.js';
import { LIMITS } from './limits.js';
import { isWholeMime } from './mime-structure.js';
import type { ReadMail } from './read-mail.js';
import { Unusable } from './unusable.js';

/** The parser of MIME, which is loaded when it is needed. */
export type MimeParser = typeof import('postal-mime').default;

const PS_INTERNET_HEADERS = oleGuid(0x00020386);
/** PR_INTERNET_CPID: of PR_HTML. */
const PR_INTERNET_CPID = propTag(0x3fde, PT_LONG);
const UTF_8 = 65_001;
const EMBEDDED = 'message/rfc822';
/** A header field, one of which every message has. */
const USUAL = ['from', 'to', 'cc', 'bcc', 'subject', 'date', 'message-id', 'received', 'sender', 'mime-version'];
/** Header fields that are properties of their own. */
const OF_PROPERTIES = [...USUAL, 'reply-to', 'in-reply-to', 'references', 'importance', 'keywords', 'return-path'];
const IMPORTANCE = ['low', 'normal', 'high'];

/**
 * Reads a message in MIME, and makes of it the properties that a transport makes of one that arrives.
 *
 * @param bytes - of the file
 * @param PostalMime - the parser
 * @throws Unusable when it is none, or not whole
 */
export async function readEmlFile(bytes: Uint8Array, PostalMime: MimeParser): Promise<ReadMail> {
  if (bytes.length === 0) throw new Unusable('it is empty');
  const mail = await readMime(bytes, PostalMime, 0);
  if (!isWholeMime(bytes)) throw new Unusable('it is truncated: the end of its last part is missing');
  return { mail, read: false, leftOutValues: 0 };
}

async function readMime(bytes: Uint8Array, PostalMime: MimeParser, depth: number): Promise<Mail> {
  if (depth > LIMITS.depth) throw new Unusable(`messages are embedded in it more than ${LIMITS.depth} deep`);
  const email = await parse(bytes, PostalMime);
  if (depth === 0 && !email.headers.some(({ key }) => USUAL.includes(key))) {
    throw new Unusable('it is no message: it has no header fields of one');
  }
  return {
    properties: propertiesOf(email, bytes),
    named: namedOf(email),
    recipients: [
      ...recipientsOf(email.to, MAPI_TO),
      ...recipientsOf(email.cc, MAPI_CC),
      ...recipientsOf(email.bcc, MAPI_BCC),
    ],
    attachments: await Promise.all(email.attachments.map((each) => attachmentOf(each, PostalMime, depth))),
  };
}

async function parse(bytes: Uint8Array, PostalMime: MimeParser): Promise<Email> {
  try {
    // A message within the message stays one, however its part is marked.
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  } catch {
    throw new Unusable('it cannot be read as MIME');
  }
}

function propertiesOf(email: Email, bytes: Uint8Array): SPropValue[] {
  const [from] = mailboxesOf(email.from === undefined ? [] : [email.from]);
  const [sender = from] = mailboxesOf(email.sender === undefined ? [] : [email.sender]);
  const [head = ''] = Buffer.from(bytes)
    .toString('utf8')
    .split(/\r?\n\r?\n/u, 1);
  const importance = IMPORTANCE.indexOf(headerOf(email, 'importance')?.toLowerCase() ?? '');
  const sentAt = Date.parse(headerOf(email, 'date') ?? '');
  return [
    { tag: PR_MESSAGE_CLASS_W, value: 'IPM.Note' },
    { tag: PR_TRANSPORT_MESSAGE_HEADERS_W, value: clean(head) },
    ...text(PR_SUBJECT_W, email.subject),
    ...text(PR_INTERNET_MESSAGE_ID_W, email.messageId),
    ...text(PR_IN_REPLY_TO_ID, email.inReplyTo),
    ...text(PR_INTERNET_REFERENCES, email.references),
    ...(from === undefined
      ? []
      : [
          { tag: PR_SENT_REPRESENTING_NAME_W, value: clean(from.name) },
          { tag: PR_SENT_REPRESENTING_ADDRTYPE_W, value: 'SMTP' },
          { tag: PR_SENT_REPRESENTING_EMAIL_ADDRESS_W, value: clean(from.address) },
        ]),
    ...(sender === undefined
      ? []
      : [
          { tag: PR_SENDER_NAME_W, value: clean(sender.name) },
          { tag: PR_SENDER_ADDRTYPE_W, value: 'SMTP' },
          { tag: PR_SENDER_EMAIL_ADDRESS_W, value: clean(sender.address) },
        ]),
    ...(importance < 0 ? [] : [{ tag: PR_IMPORTANCE, value: importance }]),
    // A date that nobody can read is none.
    ...(Number.isNaN(sentAt) || sentAt < 0
      ? []
      : [{ tag: PR_CLIENT_SUBMIT_TIME, value: fileTimeFromDate(new Date(sentAt)) }]),
    ...text(PR_BODY_W, email.text),
    ...(email.html === undefined
      ? []
      : [
          { tag: PR_HTML, value: new TextEncoder().encode(email.html) },
          { tag: PR_INTERNET_CPID, value: UTF_8 },
        ]),
  ];
}

/** Categories, and the header fields that no property has. */
function namedOf(email: Email): NamedValue[] {
  const keywords = headerOf(email, 'keywords')
    ?.split(',')
    .map((word) => clean(word).trim())
    .filter((word) => word !== '');
  const others = new Map<string, string>();
  for (const { key, value } of email.headers) {
    const isOwn = OF_PROPERTIES.includes(key) || key.startsWith('content-') || key === '';
    if (!isOwn && !others.has(key)) others.set(key, clean(value));
  }
  return [
    ...(keywords === undefined || keywords.length === 0
      ? []
      : [
          {
            name: { guid: PS_PUBLIC_STRINGS, kind: 1, name: 'Keywords' } as const,
            type: PT_MV_UNICODE,
            value: keywords,
          },
        ]),
    ...[...others].map(([name, value]): NamedValue => {
      return { name: { guid: PS_INTERNET_HEADERS, kind: 1, name }, type: PT_UNICODE, value };
    }),
  ];
}

function recipientsOf(addresses: readonly Address[] | undefined, type: number): SPropValue[][] {
  return mailboxesOf(addresses ?? []).map(({ name, address }) => [
    { tag: PR_RECIPIENT_TYPE, value: type },
    { tag: PR_DISPLAY_NAME_W, value: clean(name === '' ? address : name) },
    { tag: PR_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_EMAIL_ADDRESS_W, value: clean(address) },
    { tag: PR_SMTP_ADDRESS, value: clean(address) },
  ]);
}

async function attachmentOf(
  { filename, mimeType, contentId, content }: Attachment,
  PostalMime: MimeParser,
  depth: number,
): Promise<MailAttachment> {
  const data = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  const common: SPropValue[] = [
    { tag: PR_RENDERING_POSITION, value: -1 },
    { tag: PR_ATTACH_MIME_TAG, value: clean(mimeType) },
    ...text(PR_ATTACH_CONTENT_ID, contentId?.replace(/^<|>$/gu, '')),
  ];
  if (mimeType === EMBEDDED) {
    const embedded = await readMime(data, PostalMime, depth + 1);
    const subject = embedded.properties.find(({ tag }) => tag === PR_SUBJECT_W)?.value ?? '';
    return {
      properties: [
        { tag: PR_ATTACH_METHOD, value: ATTACH_EMBEDDED_MSG },
        { tag: PR_DISPLAY_NAME_W, value: subject },
        ...common,
      ],
      embedded,
    };
  }
  return {
    properties: [
      { tag: PR_ATTACH_METHOD, value: ATTACH_BY_VALUE },
      ...text(PR_ATTACH_LONG_FILENAME_W, filename ?? undefined),
      ...text(PR_DISPLAY_NAME_W, filename ?? undefined),
      ...common,
      { tag: PR_ATTACH_DATA_BIN, value: data },
    ],
  };
}

function mailboxesOf(addresses: readonly Address[]): readonly Mailbox[] {
  return addresses.flatMap(({ name, address, group }) => group ?? [{ name: name ?? '', address: address ?? '' }]);
}

function headerOf({ headers }: Email, wanted: string): string | undefined {
  return headers.find(({ key }) => key === wanted)?.value;
}

function text(tag: SPropValue['tag'], value: string | undefined): SPropValue[] {
  return value === undefined ? [] : [{ tag, value: clean(value) }];
}

/** No property holds a NUL in a text. */
function clean(value: string): string {
  return value.replaceAll('\0', '');
}
