import type { Address, Attachment, Email } from 'postal-mime';
import type { MailAttachment, MailContent } from '../../recording/mail-parts.js';

/** The parser, which is loaded when it is needed. */
type Parser = typeof import('postal-mime').default;

const EMBEDDED = 'message/rfc822';
/** The attachments of a message that a transport encapsulates are in there, which nobody here unpacks. */
const ENCAPSULATED = /^application\/(?:ms-tnef|vnd\.ms-tnef)$/;

/** The values of the header Sensitivity, from 1 on. */
const SENSITIVITIES: readonly string[] = ['personal', 'private', 'company-confidential'];
/** The headers by which the author asks to be told of the reading. */
const RECEIPTS = ['disposition-notification-to', 'return-receipt-to', 'x-confirm-reading-to'] as const;
/** The headers that say when a message is of no use any more (RFC 2156, and RFC 1327 before it). */
const EXPIRIES = ['expires', 'expiry-date'] as const;
/** The headers that say how important a message is, and how their values begin. */
const IMPORTANCES = ['importance', 'x-priority', 'x-msmail-priority', 'priority'] as const;

/**
 * Reads a message as it came over the wire, with everything that is compared.
 *
 * @param bytes - of the message
 * @param PostalMime - the parser
 * @returns `messageId` null: it has none
 */
export async function readMime(
  bytes: Uint8Array,
  PostalMime: Parser,
): Promise<{ readonly messageId: string | null; readonly mail: MailContent }> {
  // A message within the message stays one, however its part is marked.
  const email = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  return { messageId: email.messageId ?? null, mail: await contentOf(email, PostalMime) };
}

async function contentOf(email: Email, PostalMime: Parser): Promise<MailContent> {
  return {
    subject: email.subject ?? '',
    // Who sends HTML alone sends the text in it.
    ...(email.text === undefined && email.html !== undefined ? {} : { body: email.text ?? '' }),
    html: email.html ?? '',
    from: email.from?.address ?? '',
    sender: email.sender?.address ?? '',
    names: [...(email.to ?? []), ...(email.cc ?? [])].flatMap(({ name }) => (name === '' ? [] : [name])),
    importance: importanceOf(email),
    sensitivity: SENSITIVITIES.indexOf(headerOf(email, 'sensitivity')) + 1,
    wantsReceipt: RECEIPTS.some((key) => headerOf(email, key) !== ''),
    threadIndex: headerIn(email, 'thread-index').replaceAll(/\s/g, ''),
    expires: timeIn(email, EXPIRIES),
    replyBy: timeIn(email, ['reply-by']),
    to: addressesOf(email.to),
    cc: addressesOf(email.cc),
    bcc: addressesOf(email.bcc),
    replyTo: addressesOf(email.replyTo),
    inReplyTo: email.inReplyTo ?? '',
    references: email.references ?? '',
    ...(email.attachments.some(({ mimeType }) => ENCAPSULATED.test(mimeType))
      ? {}
      : { attachments: await Promise.all(email.attachments.map((each) => attachmentOf(each, PostalMime))) }),
  };
}

function headerOf(email: Email, key: string): string {
  return headerIn(email, key).toLowerCase();
}

function headerIn({ headers }: Email, key: string): string {
  return headers.find((header) => header.key === key)?.value.trim() ?? '';
}

/** The time in the first of some headers that has one. */
function timeIn(email: Email, keys: readonly string[]): string {
  const times = keys.map((key) => new Date(headerIn(email, key))).filter((time) => !Number.isNaN(time.getTime()));
  return times[0]?.toISOString() ?? '';
}

function importanceOf(email: Email): number {
  const values = IMPORTANCES.map((key) => headerOf(email, key));
  if (values.some((value) => /^(?:high|urgent|[12]\b)/.test(value))) return 2;
  return values.some((value) => /^(?:low|non-urgent|[45]\b)/.test(value)) ? 0 : 1;
}

async function attachmentOf(attachment: Attachment, PostalMime: Parser): Promise<MailAttachment> {
  const { filename, contentId, mimeType, content } = attachment;
  const data = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  if (mimeType === EMBEDDED) {
    const { mail } = await readMime(data, PostalMime);
    return { data: new Uint8Array(0), embedded: mail };
  }
  return {
    data,
    ...(filename === null ? {} : { name: filename }),
    ...(contentId === undefined ? {} : { contentId: contentId.replace(/^<|>$/g, '') }),
  };
}

function addressesOf(addresses: readonly Address[] = []): string[] {
  return addresses.flatMap(({ address, group }) => group?.map((member) => member.address) ?? [address ?? '']);
}
