import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { labelOf, mailName } from '../../recording/item-names.js';
import type { MailAttachment } from '../../recording/mail-parts.js';
import type { OfferedMail } from './far-side.js';

const BOUNDARY = 'mapi-certify';
/** Larger than the buffers on the way. */
const LARGE = 150_000;
/** As long as newsletters are that somebody has quoted in full. */
const LONG_LINES = 3_000;
/** What people write where the text says everything. */
const ALIKE = 'Thursday at ten';

/**
 * Makes a message for a transport to fetch.
 *
 * @param life - the life (0-based) in which it is offered
 * @param session - for which session, 0-based
 * @param index - its number in the run
 * @param isReal - it has attachments and headers as real mail has them
 */
export function offeredMail(life: number, session: number, index: number, isReal: boolean): OfferedMail {
  const item = mailName('i', life, session, index);
  const lines = Array.from({ length: 1 + (index % 5) }, (_, line) => `Line ${line + 1} of message ${index}: Grüße 😀`);
  const plain = { item, session, subject: `${item} v1 from the far side`, body: lines.join('\r\n') };
  if (!isReal) return plain;
  const inReplyTo = `<${item}.before@example.org>`;
  return {
    ...plain,
    from: `${item}.from@example.net`,
    to: ['user@example.org', `${item}.to@example.org`],
    cc: [`${item}.cc@example.org`],
    inReplyTo,
    references: `<${item}.first@example.org> ${inReplyTo}`,
    attachments: [
      { name: `${item} report.bin`, contentId: `${item}@example.net`, data: bytesOf(`${item} a`, 1_000 + index) },
      { name: `${item} scan.pdf`, contentId: `${item}.2@example.net`, data: bytesOf(`${item} b`, LARGE) },
    ],
  };
}

/**
 * Makes messages that are unlike most, each of them plain text: without a subject, two with the same subject, one twice over,
 * which nothing tells from its twin but its Message-ID and when it was sent, and one with a long text.
 *
 * @param life - the life (0-based) in which they are offered
 * @param session - for which session, 0-based
 * @param nextIndex - gives the number of the next message in the run
 */
export function oddOffers(life: number, session: number, nextIndex: () => number): OfferedMail[] {
  const called = (subject: string): OfferedMail => {
    const item = mailName('i', life, session, nextIndex());
    // Its text tells which message it is.
    return { item, session, subject, body: `${labelOf(item, 1)} Grüße 😀` };
  };
  const twin = offeredMail(life, session, nextIndex(), false);
  const long = offeredMail(life, session, nextIndex(), false);
  const lines = Array.from({ length: LONG_LINES }, (_, line) => `${line + 1}: Grüße aus Köln, und mehr davon`);
  return [
    called(''),
    called(ALIKE),
    called(ALIKE),
    twin,
    { ...twin, copy: 2 },
    { ...long, body: [long.body, ...lines].join('\r\n') },
  ];
}

/** The message as it lies in a folder of mail. */
export function writeMime(mail: OfferedMail): string {
  const { item, copy = 1, subject, body, from = 'far-side@example.net', to = ['user@example.org'], cc = [] } = mail;
  const { inReplyTo, references, attachments } = mail;
  const text = ['Content-Type: text/plain; charset=utf-8', ...encoded(Buffer.from(body, 'utf8'))];
  const content =
    attachments === undefined
      ? text
      : [
          `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
          '',
          ...[text, ...attachments.map(attachmentLines)].flatMap((part) => [`--${BOUNDARY}`, ...part]),
          `--${BOUNDARY}--`,
          '',
        ];
  return [
    `From: Far Side <${from}>`,
    `To: ${to.join(', ')}`,
    ...(cc.length === 0 ? [] : [`Cc: ${cc.join(', ')}`]),
    ...(subject === '' ? [] : [`Subject: ${subject}`]),
    `Message-ID: <${item}${copy === 1 ? '' : `.${copy}`}@example.net>`,
    ...(inReplyTo === undefined ? [] : [`In-Reply-To: ${inReplyTo}`]),
    ...(references === undefined ? [] : [`References: ${references}`]),
    `Date: Thu, 01 Jan 2026 ${11 + copy}:00:00 +0000`,
    'MIME-Version: 1.0',
    ...content,
  ].join('\r\n');
}

function attachmentLines({ name = '', contentId, data }: MailAttachment): string[] {
  return [
    'Content-Type: application/octet-stream',
    `Content-Disposition: attachment; filename="${name}"`,
    ...(contentId === undefined ? [] : [`Content-ID: <${contentId}>`]),
    ...encoded(data),
  ];
}

function encoded(bytes: Uint8Array): string[] {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,76}/g);
  return ['Content-Transfer-Encoding: base64', '', ...(lines ?? []), ''];
}

/** Bytes that follow from a text, and that no other text gives. */
function bytesOf(text: string, length: number): Uint8Array {
  const block = createHash('sha512').update(text).digest();
  return Uint8Array.from({ length }, (_, index) => (block[index % block.length] ?? 0) ^ ((index >> 6) % 256));
}
