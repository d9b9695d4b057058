import { dateFromFileTime, findValue, PR_CLIENT_SUBMIT_TIME } from '@mapi-kit/sdk';
import type { MailAddress, OutboundAttachment, OutboundContent, OutboundParts } from '@mapi-kit/sdk/transport';
import type { Address, Attachment, SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';

/** Who sends a message, as far as SMTP knows such an address. */
export function senderAddress({ sender }: OutboundParts): string | undefined {
  return sender !== undefined && isSmtp(sender) ? sender.address : undefined;
}

/**
 * A message as nodemailer wants it.
 *
 * The envelope has the recipients that are this transport's; the headers name everybody whom the message names, save the
 * blind ones.
 */
export async function mailOf(message: OutboundContent, from: string): Promise<SendMailOptions> {
  return {
    ...(await partsOf(message)),
    from: addressOf({ name: message.sender?.name ?? '', address: from }),
    messageId: message.messageId,
    envelope: { from, to: message.recipients.map(({ address }) => address) },
  };
}

async function partsOf(parts: OutboundParts): Promise<SendMailOptions> {
  const { subject, body, sender, addressees, attachments, properties } = parts;
  const submitted = findValue(properties, PR_CLIENT_SUBMIT_TIME);
  const named = (type: string): Address[] =>
    addressees.filter((one) => one.type === type && isSmtp(one)).map((one) => addressOf(one));
  return {
    subject,
    text: body,
    from: sender !== undefined && isSmtp(sender) ? addressOf(sender) : undefined,
    to: named('to'),
    cc: named('cc'),
    // The same at each attempt, like the Message-ID.
    date: submitted === undefined ? undefined : dateFromFileTime(submitted),
    attachments: await Promise.all(attachments.map(attachmentOf)),
  };
}

async function attachmentOf({ name, data, embedded }: OutboundAttachment): Promise<Attachment> {
  if (embedded === undefined) return { filename: name, content: Buffer.from(data) };
  const content = await new MailComposer(await partsOf(embedded)).compile().build();
  const filename = `${name || embedded.subject || 'message'}.eml`;
  return { filename, content, contentType: 'message/rfc822', contentDisposition: 'attachment' };
}

function addressOf({ name, address }: Pick<MailAddress, 'name' | 'address'>): Address {
  return { name: name === address ? '' : name, address };
}

function isSmtp({ addressType }: MailAddress): boolean {
  return addressType.toUpperCase() === 'SMTP';
}
