import {
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_BODY_W,
  PR_IMPORTANCE,
  PR_READ_RECEIPT_REQUESTED,
  PR_SENSITIVITY,
  PR_SUBJECT_W,
} from '@mapi-kit/sdk';
import { digestOfText } from './digest.js';
import {
  PR_ATTACH_CONTENT_ID,
  PR_CONVERSATION_INDEX,
  PR_EXPIRY_TIME,
  PR_HTML,
  PR_IN_REPLY_TO_ID,
  PR_INTERNET_REFERENCES,
  PR_REPLY_TIME,
} from './mail-tags.js';
import { type Parts, partOf, propertyKey } from './parts.js';

/** The keys of the headers that say to whom. */
const TO = 'flag/to';
const CC = 'flag/cc';
const BCC = 'flag/bcc';
const FROM = 'flag/from';
const SENDER = 'flag/sender';
const NAMES = 'flag/names';
const REPLY_TO = 'flag/reply-to';

/** An attachment of a message on its way. */
export interface MailAttachment {
  /** Absent: nobody knows it. */
  readonly name?: string;
  /** Without angle brackets. */
  readonly contentId?: string;
  /** Empty for an embedded message. */
  readonly data: Uint8Array;
  /** The message that is the attachment. */
  readonly embedded?: MailContent;
}

/** What a message on its way consists of besides its subject, body and recipients. What is not known is absent. */
export interface MailContent {
  readonly subject: string;
  readonly body?: string;
  /** The addresses that the headers name, in any order. */
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly replyTo?: readonly string[];
  /** Message-IDs in angle brackets; empty: there are none. */
  readonly inReplyTo?: string;
  readonly references?: string;
  /** The address of the author. */
  readonly from?: string;
  /** The address of whoever sends it on behalf of the author; empty: nobody but the author. */
  readonly sender?: string;
  /** The names that To and Cc have besides addresses, in any order. */
  readonly names?: readonly string[];
  /** As PR_IMPORTANCE has it; 1: nobody says anything. */
  readonly importance?: number;
  /** As PR_SENSITIVITY has it; 0: nobody says anything. */
  readonly sensitivity?: number;
  /** The author wants to know when it is read. */
  readonly wantsReceipt?: boolean;
  /** Where it stands in its conversation, in base64; empty: nobody says anything. */
  readonly threadIndex?: string;
  /** When it is of no use any more, and by when the author wants an answer, as ISO 8601 has it; empty: nobody says anything. */
  readonly expires?: string;
  readonly replyBy?: string;
  /** The body in HTML; empty: there is none. */
  readonly html?: string;
  readonly attachments?: readonly MailAttachment[];
}

/** The key of the number of attachments. */
const NUMBER_OF_ATTACHMENTS = 'a';

/** The headers with addresses, by the names that parts have for them. */
const ADDRESS_HEADERS = { to: 'to', cc: 'cc', bcc: 'bcc', replyTo: 'reply-to' } as const;

/**
 * The parts of a message on its way, besides its subject, body and recipients. Attachments are known by their bytes, since
 * not every way keeps their names, embedded messages by their subjects.
 */
export function partsOfMail(mail: MailContent, path: string = '', parts: Record<string, string> = {}): Parts {
  for (const [name, key] of Object.entries(ADDRESS_HEADERS)) {
    const addresses = mail[name as keyof typeof ADDRESS_HEADERS];
    if (addresses !== undefined) parts[`${path}flag/${key}`] = partOf(addressesInOrder(addresses).join(', '));
  }
  if (mail.from !== undefined) parts[`${path}${FROM}`] = partOf(mail.from.toLowerCase());
  if (mail.sender !== undefined) parts[`${path}${SENDER}`] = partOf(mail.sender.toLowerCase());
  if (mail.names !== undefined) parts[`${path}${NAMES}`] = partOf([...mail.names].sort().join(', '));
  const marks = [
    [PR_IMPORTANCE, mail.importance],
    [PR_SENSITIVITY, mail.sensitivity],
    [PR_READ_RECEIPT_REQUESTED, mail.wantsReceipt],
    [PR_CONVERSATION_INDEX, mail.threadIndex],
    [PR_EXPIRY_TIME, mail.expires],
    [PR_REPLY_TIME, mail.replyBy],
    [PR_HTML, mail.html?.replace(/\s+/gu, ' ').trim()],
  ] as const;
  for (const [tag, value] of marks) if (value !== undefined) parts[propertyKey(path, tag)] = partOf(value);
  const ids = [
    [PR_IN_REPLY_TO_ID, mail.inReplyTo],
    [PR_INTERNET_REFERENCES, mail.references],
  ] as const;
  for (const [tag, value] of ids) {
    if (value !== undefined)
      parts[propertyKey(path, tag)] = partOf(
        value
          .split(/[\s,]+/)
          .join(' ')
          .trim(),
      );
  }
  if (mail.attachments === undefined) return parts;
  parts[`${path}${NUMBER_OF_ATTACHMENTS}`] = String(mail.attachments.length);
  for (const attachment of mail.attachments) partsOfAttachment(attachment, path, parts);
  return parts;
}

function partsOfAttachment(
  { name, contentId, data, embedded }: MailAttachment,
  path: string,
  parts: Record<string, string>,
): void {
  if (embedded !== undefined) {
    const subject = embedded.subject.replace(/\s+/gu, ' ').trim();
    const inner = `${path}a${digestOfText(subject)}/e/`;
    parts[propertyKey(inner, PR_SUBJECT_W)] = partOf(subject);
    if (embedded.body !== undefined) parts[propertyKey(inner, PR_BODY_W)] = partOf(comparableBody(embedded.body));
    partsOfMail(embedded, inner, parts);
    return;
  }
  const value = partOf(data);
  const here = `${path}a${digestOfText(value)}/`;
  parts[propertyKey(here, PR_ATTACH_DATA_BIN)] = value;
  if (name !== undefined) parts[propertyKey(here, PR_ATTACH_LONG_FILENAME_W)] = partOf(name);
  if (contentId !== undefined) parts[propertyKey(here, PR_ATTACH_CONTENT_ID)] = partOf(contentId);
}

/** Addresses so that they can be compared: the order says nothing. */
export function addressesInOrder(addresses: readonly string[]): string[] {
  return addresses.map((address) => address.toLowerCase()).sort();
}

/** A body as mail keeps it: line ends and trailing blanks do not count. */
export function comparableBody(body: string): string {
  return body.replace(/[ \t]*\r?\n/gu, '\n').trim();
}

/** What all messages have in common that have such a part, whatever their attachments are. */
function sortOfPart(key: string): string {
  return key.replace(/(^|\/)a[0-9a-f]+(?=\/)/g, '$1a*');
}

/**
 * The sorts of parts that some messages on their way have had from one end to the other.
 *
 * @param pairs - parts as they were sent, and as they arrived
 */
export function carriedSorts(pairs: Iterable<readonly [sent: Parts, arrived: Parts]>): ReadonlySet<string> {
  const sorts = new Set<string>();
  for (const [sent, arrived] of pairs) {
    for (const key in sent) if (sent[key] === arrived[key]) sorts.add(sortOfPart(key));
  }
  return sorts;
}

/** Of the parts of a message, those of the sorts that are carried. */
export function carriedParts(parts: Parts, carried: ReadonlySet<string>): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([key]) => carried.has(sortOfPart(key))));
}

/**
 * Of the parts of a message that a transport has taken over, those that have to arrive: the sorts that are carried, and the
 * attachments, the messages among them, also where none has ever arrived. Who cannot carry attachments refuses the message.
 * And who says whom to answer to has to name whom it is sent to in To; and who names in To those, and nobody else, has to name
 * the others in Cc: else they cannot be answered. Nobody of Bcc is named, ever.
 *
 * @param arrived - what the other end saw of the message; where it sees no attachments, none are promised
 */
export function promisedParts(sent: Parts, arrived: Parts | undefined, carried: ReadonlySet<string>): Parts {
  if (arrived === undefined) return carriedParts(sent, carried);
  const knowsAttachments = NUMBER_OF_ATTACHMENTS in arrived;
  const namesTo = carried.has(TO) || (carried.has(REPLY_TO) && TO in arrived);
  const isPromised = (key: string): boolean =>
    carried.has(sortOfPart(key)) ||
    (key === BCC && BCC in arrived) ||
    (knowsAttachments && isAttachment(key)) ||
    (knowsAttachments && namesTo && (key === TO || (key === CC && CC in arrived)));
  return Object.fromEntries(Object.entries(sent).filter(([key]) => isPromised(key)));
}

/** Whether a part tells of an attachment that it is there at all. */
function isAttachment(key: string): boolean {
  return key === NUMBER_OF_ATTACHMENTS || /^a[0-9a-f]+\/(?:37010102|e\/0037001f)$/.test(key);
}

/** What the sorts of parts are called, of which nothing arrives. */
const WORDS: readonly (readonly [sort: RegExp, words: string])[] = [
  [/\/e\//, 'embedded messages'],
  [/\/37010102$/, 'attachments'],
  [/\/3707001f$/, 'names of attachments'],
  [/\/3712001f$/, 'content ids'],
  [/^flag\/to$/, 'To'],
  [/^flag\/cc$/, 'Cc'],
  [/^flag\/reply-to$/, 'Reply-To'],
  [/^1042001f$/, 'In-Reply-To'],
  [/^1039001f$/, 'References'],
  [/^flag\/from$/, 'From'],
  [/^flag\/sender$/, 'Sender'],
  [/^flag\/names$/, 'the names of recipients'],
  [/^00170003$/, 'the importance'],
  [/^00360003$/, 'the sensitivity'],
  [/^0029000b$/, 'requests for receipts'],
  [/^00710102$/, 'Thread-Index'],
  [/^00150040$/, 'Expires'],
  [/^00300040$/, 'Reply-By'],
  [/^10130102$/, 'HTML'],
];

/**
 * What never arrived of what was sent, in words, as far as the other end could have seen it.
 *
 * @param pairs - parts as they were sent, and as they arrived
 */
export function notCarriedInWords(pairs: readonly (readonly [sent: Parts, arrived: Parts])[]): readonly string[] {
  const carried = carriedSorts(pairs);
  const words = new Set<string>();
  for (const [sent, arrived] of pairs) {
    for (const key in sent) {
      const isSeen = key in arrived || (/(?:^|\/)a/.test(key) && 'a' in arrived);
      const known = WORDS.find(([sort]) => sort.test(key));
      if (isSeen && known !== undefined && !carried.has(sortOfPart(key))) words.add(known[1]);
    }
  }
  return WORDS.map(([, name]) => name).filter((name) => words.has(name));
}
