import {
  dateFromFileTime,
  findValue,
  PR_CLIENT_SUBMIT_TIME,
  PR_IMPORTANCE,
  PR_INTERNET_MESSAGE_ID_W,
  PR_PRIORITY,
  PR_READ_RECEIPT_REQUESTED,
  PR_SENSITIVITY,
  PR_TRANSPORT_MESSAGE_HEADERS_W,
} from '@mapi-kit/sdk';
import type { OutboundParts } from '@mapi-kit/sdk/transport';
import { Libmime } from 'libmime';
import type { MimeNodeHeader } from 'nodemailer/lib/mime-node';
import {
  PR_CONVERSATION_INDEX,
  PR_CONVERSATION_TOPIC_W,
  PR_IN_REPLY_TO_ID_W,
  PR_INTERNET_REFERENCES_W,
} from './mail-properties.js';
import { addressHeaders, type Named } from './outgoing-addresses.js';

/** What the headers of a message say that its properties do not. */
export interface Identity {
  readonly from: string | undefined;
  readonly messageId: string;
  /** Where the message has no date of its own. */
  readonly date: Date;
}

const importances = new Map([
  [0, ['low', '5 (Lowest)']],
  [2, ['high', '1 (Highest)']],
]);
const priorities = new Map([
  [-1, 'non-urgent'],
  [1, 'urgent'],
]);
const sensitivities = new Map([
  [1, 'Personal'],
  [2, 'Private'],
  [3, 'Company-Confidential'],
]);

const mime = new Libmime();
/** Characters of an encoded word (RFC 2047, 2: at most 75, with what stands around them). */
const LONGEST_WORD = 52;

/** The headers of a message that is sent, the same at each attempt. */
export function headersOf(parts: OutboundParts, { from, messageId, date }: Identity): MimeNodeHeader[] {
  const { subject, properties } = parts;
  const [importance, legacy] = importances.get(findValue(properties, PR_IMPORTANCE) ?? 1) ?? [];
  const addresses = addressHeaders(parts, from);
  const [, [author] = []] = addresses.find(([key]) => key === 'From') ?? [];
  const wantsReceipt = findValue(properties, PR_READ_RECEIPT_REQUESTED) === true;
  const index = findValue(properties, PR_CONVERSATION_INDEX);
  const headers: MimeNodeHeader[] = [
    ...addresses.filter(([, list]) => list.length > 0).map(([key, value]) => ({ key, value })),
    { key: 'Subject', value: textValue(subject) },
    { key: 'Message-ID', value: messageId },
    { key: 'In-Reply-To', value: idsIn(findValue(properties, PR_IN_REPLY_TO_ID_W)) },
    { key: 'References', value: idsIn(findValue(properties, PR_INTERNET_REFERENCES_W)) },
    { key: 'Date', value: dateOf(parts) ?? date },
    { key: 'Importance', value: importance },
    { key: 'X-Priority', value: legacy },
    { key: 'Priority', value: priorities.get(findValue(properties, PR_PRIORITY) ?? 0) },
    { key: 'Sensitivity', value: sensitivities.get(findValue(properties, PR_SENSITIVITY) ?? 0) },
    { key: 'Thread-Topic', value: textValue(findValue(properties, PR_CONVERSATION_TOPIC_W)) },
    { key: 'Thread-Index', value: index && Buffer.from(index).toString('base64') },
    { key: 'Disposition-Notification-To', value: wantsReceipt ? addressIn(author) : undefined },
  ];
  return headers.filter(({ value }) => value !== undefined && value !== '');
}

/** The headers of a message within a message: its own, and those with which it came. */
export function embeddedHeadersOf(parts: OutboundParts, identity: Identity): MimeNodeHeader[] {
  const own = findValue(parts.properties, PR_INTERNET_MESSAGE_ID_W)?.trim();
  const received = receivedWith(parts);
  const isDated = dateOf(parts) === undefined && received.some(({ key }) => key.toLowerCase() === 'date');
  const headers = headersOf(parts, { ...identity, messageId: own || identity.messageId }).filter(
    ({ key }) => key !== 'Date' || !isDated,
  );
  const written = new Set(headers.map(({ key }) => key.toLowerCase()));
  return [...headers, ...received.filter(({ key }) => !written.has(key.toLowerCase()))];
}

/**
 * The headers with which a message came: its way, its list, its signatures.
 *
 * Those of MIME describe a body that is composed anew, and blind recipients are nobody's business.
 */
function receivedWith({ properties }: OutboundParts): MimeNodeHeader[] {
  const text = findValue(properties, PR_TRANSPORT_MESSAGE_HEADERS_W) ?? '';
  return text.split(/\r?\n(?![ \t])/).flatMap((line) => {
    const [, key = '', value = ''] = /^([\x21-\x39\x3b-\x7e]+):(.*)$/s.exec(line) ?? [];
    if (key === '' || /^(content-.*|mime-version|bcc)$/i.test(key)) return [];
    const unfolded = value.replaceAll(/\r?\n/g, '').trim();
    const isAscii = /^[\x20-\x7e\t]*$/.test(unfolded);
    return [{ key, value: isAscii ? { value: unfolded, prepared: true, foldLines: true } : unfolded }];
  });
}

/**
 * Text that arrives as it is. nodemailer encodes what is beyond ASCII; what would be taken for encoded already, and blanks at
 * the ends, which readers of headers cut off, are encoded here.
 */
function textValue(text: string | undefined): MimeNodeHeader['value'] {
  if (text === undefined || !/=\?|^\s|\s$/.test(text)) return text;
  return { value: mime.encodeWord(text, 'B', LONGEST_WORD), prepared: true, foldLines: true };
}

function addressIn(author: Named | undefined): string | undefined {
  return typeof author === 'string' ? undefined : author?.address;
}

/** When a message was sent; undefined for one that was not. */
export function dateOf({ properties }: OutboundParts): Date | undefined {
  const time = findValue(properties, PR_CLIENT_SUBMIT_TIME);
  return time === undefined ? undefined : dateFromFileTime(time);
}

/** Message-IDs, as a header can have them. */
function idsIn(text: string | undefined): string | undefined {
  return text
    ?.match(/<[^<>\s]+>|[^<>\s,]+/g)
    ?.map((id) => (id.startsWith('<') ? id : `<${id}>`))
    .join(' ');
}
