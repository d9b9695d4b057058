import { findValue, type PropTag } from '@mapi-kit/sdk';
import type { MailAddress, OutboundParts, OutboundRecipient } from '@mapi-kit/sdk/transport';
import type { MimeNodeAddress } from 'nodemailer/lib/mime-node';
import { PR_SENDER_SMTP_ADDRESS_W, PR_SENT_REPRESENTING_SMTP_ADDRESS_W, PR_SMTP_ADDRESS_W } from './mail-properties.js';
import { isPlainAddress } from './recipients.js';
import { Unsendable } from './unsendable.js';

/** Somebody in a header: a mailbox, or a group in the form of RFC 5322. */
export type Named = MimeNodeAddress | string;

/** Who sends a message, as far as SMTP knows such an address. */
export function senderAddress({ sender, properties }: OutboundParts): string | undefined {
  return sender === undefined ? undefined : smtpAddress(sender, properties, PR_SENDER_SMTP_ADDRESS_W);
}

/**
 * The addresses that the headers of a message name.
 *
 * Blind recipients are in none of them. Whoever has no e-mail address, a fax for example, is named as a group without
 * members, which is how RFC 5322 names somebody whom nobody can answer.
 *
 * @param from - the address of whoever sends it; undefined for a message within a message that nobody has sent
 * @throws Unsendable when the header would name somebody else than the message
 */
export function addressHeaders(parts: OutboundParts, from: string | undefined): [string, Named[]][] {
  const sender = from === undefined ? [] : [mailbox(parts.sender?.name ?? '', from)];
  const { representing, replyTo = [] } = parts;
  const named = (type: OutboundRecipient['type']): Named[] =>
    parts.addressees.filter((one) => one.type === type).map(nameOf);
  return [
    ['From', representing === undefined ? sender : [representedBy(representing, parts)]],
    ['Sender', representing === undefined ? [] : sender],
    ['Reply-To', replyTo.map(replyMailbox)],
    ['To', named('to')],
    ['Cc', named('cc')],
  ];
}

function representedBy(representing: MailAddress, { properties }: OutboundParts): MimeNodeAddress {
  const address = smtpAddress(representing, properties, PR_SENT_REPRESENTING_SMTP_ADDRESS_W);
  if (address !== undefined) return mailbox(representing.name, address);
  throw new Unsendable(`it is sent on behalf of ${representing.name}, who has no e-mail address`);
}

function replyMailbox({ name, address }: MailAddress): MimeNodeAddress {
  // Of an entry of an address book only the name is known, which may be an address.
  const known = address === '' ? name : address;
  if (known !== '' && known.includes('@') && isPlainAddress(known)) return mailbox(name, known);
  throw new Unsendable(`replies are to go to ${name || known}, who has no e-mail address`);
}

function nameOf(recipient: OutboundRecipient): Named {
  const address = smtpAddress(recipient, recipient.properties, PR_SMTP_ADDRESS_W);
  // nodemailer takes a group as text alone: one that is an object is left out, with everybody in it.
  return address === undefined ? `${quoted(recipient.name)}:;` : mailbox(recipient.name, address);
}

function smtpAddress(
  { addressType, address }: MailAddress,
  properties: OutboundParts['properties'],
  tag: PropTag<string>,
): string | undefined {
  const known = addressType.toUpperCase() === 'SMTP' ? address : findValue(properties, tag);
  return known !== undefined && isPlainAddress(known) ? known : undefined;
}

function quoted(name: string): string {
  return `"${name.replaceAll(/\s+/g, ' ').replaceAll(/["\\]/g, '\\$&')}"`;
}

function mailbox(name: string, address: string): MimeNodeAddress {
  return { name: name === address ? '' : name, address };
}
