import { domainToASCII } from 'node:url';
import type { FailedAddress, OutboundContent, OutboundRecipient } from '@mapi-kit/sdk/transport';
import MimeNode from 'nodemailer/lib/mime-node';

/** The recipients of a message: those to send to, and a report about the others. */
export interface SortedRecipients {
  readonly usable: readonly OutboundRecipient[];
  readonly failed: readonly FailedAddress[];
}

const reader = new MimeNode();

/** Tells apart whom a message can be sent to. */
export function sortRecipients({ recipients }: OutboundContent): SortedRecipients {
  return {
    usable: recipients.filter(({ address }) => isPlainAddress(address)),
    failed: recipients
      .filter(({ address }) => !isPlainAddress(address))
      .map(({ address }) => ({ address, reason: 'this is not a plain e-mail address, such as name@example.org' })),
  };
}

/**
 * Whether nodemailer sends to this address, and to no other.
 *
 * It reads a text as a list of addresses, with names and comments: of one that is more than an address it sends to
 * something else than the message names, or to nobody, and says nothing about it.
 */
export function isPlainAddress(address: string): boolean {
  const [first, ...others] = reader.setEnvelope({ to: address }).getEnvelope().to;
  return first !== undefined && others.length === 0 && mailboxOf(first) === mailboxOf(address);
}

/** Domains may be in ASCII; the case of a domain does not count, nor does space around the address. */
function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at).trimEnd();
  return address.slice(0, at).trimStart() + (domainToASCII(domain) || domain).toLowerCase();
}
