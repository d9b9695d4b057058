import { Buffer } from 'node:buffer';
import { MAPI_BCC, MAPI_CC, MAPI_TO } from '@mapi-kit/sdk';
import { labelOf, postponedAddress, refusedAddress } from '../../recording/item-names.js';
import type { Random } from '../workload/random.js';
import { plainText } from '../workload/values.js';
import type { OutgoingMail } from './outgoing-mail.js';

/** What mail systems keep as it is. */
const TEXTS: readonly string[] = [
  'Grüße aus Köln',
  'Ωmega και άλφα',
  'пример письма',
  '会議の議事録',
  '😀 quick brown fox',
  '.',
];

/** Lines that only a text has; the first one begins as the messages of an mbox do. */
const LINES: readonly string[] = ['From here on it is ours', ...TEXTS];

/** So many lines are more than some mail systems take. */
const MANY_LINES = 2_000;

/** Some transports send to each domain alone. */
const DOMAINS: readonly string[] = ['example.org', 'example.net', 'example.com'];

/** The types of recipients, in turn. */
const TYPES = [MAPI_TO, MAPI_CC, MAPI_BCC] as const;

/** A message of text to be sent, the same for the same random numbers. */
export function makeMail(random: Random, item: string, large: boolean): OutgoingMail {
  const lines = Array.from({ length: large ? MANY_LINES : 1 + random.below(6) }, () =>
    random.below(4) === 0 ? random.pick(LINES) : plainText(random),
  );
  const subject = subjectOf(random, item);
  const body = `${lines.join('\r\n')}\r\n#${random.word()}`;
  const addresses = Array.from(
    { length: 1 + random.below(3) },
    (_, index) => `${item}.${index + 1}@${domainOf(index)}`,
  );
  return {
    mail: { subject, body, recipients: addresses },
    recipients: addresses.map((address, index) => ({ address, type: TYPES[index % TYPES.length] as number })),
    ...(large ? { hindrances: { bytes: Buffer.byteLength(body) } } : {}),
  };
}

/** A message of text to three, of whom the far side refuses the second one. */
export function makePartlyRefusedMail(random: Random, item: string): OutgoingMail {
  const refused = refusedAddress(item);
  const taken = [`${item}.1@example.org`, `${item}.2@example.org`];
  const [first = '', last = ''] = taken;
  return {
    // What arrives is for the others.
    mail: { subject: subjectOf(random, item), body: bodyOf(random), recipients: taken },
    recipients: [
      { address: first, type: MAPI_TO },
      { address: refused, type: MAPI_TO },
      { address: last, type: MAPI_CC },
    ],
    hindrances: { refused: [refused] },
  };
}

/** A message of text to three, of whom the far side takes the second one in a later life alone. */
export function makePartlyPostponedMail(random: Random, item: string): OutgoingMail {
  const postponed = postponedAddress(item);
  const { mail, recipients } = makePartlyRefusedMail(random, item);
  return {
    mail,
    recipients: recipients.map((each, index) => (index === 1 ? { ...each, address: postponed } : each)),
    hindrances: { postponed: [postponed] },
  };
}

/** The subject of a message, by which it is known wherever it is seen. */
export function subjectOf(random: Random, item: string): string {
  return `${labelOf(item, 1)} ${random.pick(TEXTS)} ${plainText(random)}`;
}

/** A text that mail keeps, in two paragraphs and lines that are further in, as lists and programs have them. */
export function bodyOf(random: Random): string {
  const listed = `  - ${plainText(random)}\r\n    ${plainText(random)}`;
  return `${random.pick(TEXTS)}\r\n\r\n${LINES[0]}\r\n${listed}\r\n${plainText(random)}\r\n#${random.word()}`;
}

/** The domain of one of several recipients, by its place among them. */
export function domainOf(index: number): string {
  return DOMAINS[index % DOMAINS.length] as string;
}
