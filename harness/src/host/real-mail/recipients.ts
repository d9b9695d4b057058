import {
  DT_DISTLIST,
  DT_MAILUSER,
  findValue,
  MAPI_BCC,
  MAPI_CC,
  MAPI_DISTLIST,
  MAPI_MAILUSER,
  MAPI_TO,
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TYPE,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_OBJECT_TYPE,
  PR_RECIPIENT_TYPE,
  PR_SEARCH_KEY,
  PR_SEND_RICH_INFO,
  type PropTag,
  PT_BOOLEAN,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import { PR_SMTP_ADDRESS, RECIPIENT_MAIL_TAGS } from '../../recording/mail-tags.js';
import type { Random } from '../workload/random.js';
import { unicodeText } from '../workload/values.js';
import { realProperty } from './real-values.js';

/**
 * The recipients of a message, first those of To, then of Cc and Bcc: a store that keeps each field by itself has them in this order.
 * One is there twice, in two fields: who puts recipients into a table by their addresses has only one of them left.
 */
export function recipientsOf(random: Random, count: number): readonly (readonly SPropValue[])[] {
  const recipients = Array.from({ length: count }, (_, index) => recipient(random, index));
  const [first, second] = recipients;
  if (first === undefined || second === undefined) return recipients;
  const again = first.map((property) =>
    property.tag === PR_RECIPIENT_TYPE ? { ...property, value: MAPI_CC } : property,
  );
  return [...recipients.slice(0, -1), again].sort((one, other) => fieldOf(one) - fieldOf(other));
}

function fieldOf(recipient: readonly SPropValue[]): number {
  return findValue(recipient, PR_RECIPIENT_TYPE) ?? 0;
}

/** Recipients of a letter to many: a name and an address each. */
export function addresses(random: Random, count: number): readonly (readonly SPropValue[])[] {
  return Array.from({ length: count }, (_, index) => [
    { tag: PR_RECIPIENT_TYPE, value: MAPI_BCC },
    { tag: PR_DISPLAY_NAME_W, value: `Reader ${index + 1}` },
    { tag: PR_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_EMAIL_ADDRESS_W, value: `r${index + 1}.${random.word()}@example.org` },
  ]);
}

function searchKey(address: string): Uint8Array {
  return new TextEncoder().encode(`SMTP:${address.toUpperCase()}\0`);
}

/** A property of ours that is never as the other one of its type. */
const OWN_FLAG: PropTag<boolean> = propTag(0x6b20, PT_BOOLEAN);

/** A recipient with thirty properties; every other one is a distribution list, with an address as other scripts have them. */
export function recipient(random: Random, index: number): SPropValue[] {
  const name = `${unicodeText(random)} ${index + 1}`;
  const isList = index % 2 === 1;
  const address = `${isList ? 'список-Ω' : 'r'}${index + 1}.${random.word()}@example.org`;
  return [
    { tag: PR_RECIPIENT_TYPE, value: [MAPI_TO, MAPI_CC, MAPI_TO, MAPI_BCC][index % 4] as number },
    { tag: PR_DISPLAY_NAME_W, value: name },
    { tag: PR_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_EMAIL_ADDRESS_W, value: address },
    { tag: PR_SMTP_ADDRESS, value: address },
    // Of people it is made of the address; of lists it is what their address book gives them.
    { tag: PR_SEARCH_KEY, value: isList ? random.bytes(16) : searchKey(address) },
    { tag: PR_ENTRYID, value: random.bytes(80) },
    { tag: PR_OBJECT_TYPE, value: isList ? MAPI_DISTLIST : MAPI_MAILUSER },
    { tag: PR_DISPLAY_TYPE, value: isList ? DT_DISTLIST : DT_MAILUSER },
    { tag: PR_SEND_RICH_INFO, value: !isList },
    { tag: OWN_FLAG, value: isList },
    ...RECIPIENT_MAIL_TAGS.map(([, tag]) => tag)
      .filter((tag) => tag !== PR_SMTP_ADDRESS)
      .map((tag) => realProperty(tag, random)),
    ...[0x3a00, 0x3a06, 0x3a11, 0x3a16, 0x3a17, 0x3a18, 0x3a08].map(
      (id): SPropValue => ({ tag: ((id << 16) | 0x1f) as PropTag, value: unicodeText(random) }),
    ),
  ];
}
