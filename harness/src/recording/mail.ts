import type { Additions } from './additions.js';
import { digestOfText } from './digest.js';
import type { ItemState } from './events.js';
import { itemOfKnown, labelOf, parseLabel } from './item-names.js';
import { differenceInWords } from './item-words.js';
import { addressesInOrder, comparableBody, type MailContent, partsOfMail } from './mail-parts.js';
import { partDifferencesInWords } from './part-words.js';
import { differingParts, samePartsAsExpected } from './parts.js';

/** What the digest of a text says that has nothing in it. */
export const NOTHING: string = digestOfText('');

/** A message on its way, as far as it can be compared: a far side may know less of it than the client that sent it. */
export interface Mail extends MailContent {
  /** The addresses of those whom it goes to, in any order, named in its headers or not. */
  readonly recipients?: readonly string[];
}

/** What the far side of a transport saw or was told, one a line in the run's `far-side.ndjson`. */
export type FarSideEvent =
  /** From now on it answers in this way. */
  | { readonly e: 'mode'; readonly life: number; readonly mode: string }
  /** It has cut the connection while a message came. */
  | { readonly e: 'cut'; readonly life: number }
  /** It has this mail for the transport to fetch. */
  | { readonly e: 'offered'; readonly life: number; readonly item: string; readonly state: ItemState }
  /** It has taken a message over. `item` null: it is none of the harness's. */
  | {
      readonly e: 'delivered';
      readonly life: number;
      readonly item: string | null;
      /** Null: it came without one. Absent: the far side does not know. */
      readonly messageId?: string | null;
      /** Whom this delivery was for, in order. Absent: the far side does not know. */
      readonly recipients?: readonly string[];
      /** Without what the transport has added to it, as far as that can be told. */
      readonly state: ItemState;
      readonly added?: Additions;
    }
  /** It does not take a recipient, for good; the message it takes for the others. */
  | { readonly e: 'refused'; readonly life: number; readonly item: string; readonly recipient: string }
  /** It does not take a recipient for now; the message it takes for the others. */
  | { readonly e: 'postponed'; readonly life: number; readonly item: string; readonly recipient: string }
  /** Whoever has sent the message of the last `delivered` of this item has read the answer that it was accepted. */
  | { readonly e: 'answered'; readonly life: number; readonly item: string }
  /** At the end of the run: the mail that it still has, to be fetched, each item as often as it lies there. */
  | { readonly e: 'waiting'; readonly items: readonly string[] };

/** The state of a message on its way; line ends and trailing blanks do not count, since mail does not keep them. */
export function stateOfMail(mail: Mail): ItemState {
  const { subject, body, recipients } = mail;
  const parts = partsOfMail(mail);
  const text = subject.replace(/\s+/gu, ' ').trim();
  return {
    label: labelOfMail(text, recipients, body),
    properties: digestOfText(text),
    ...(body === undefined ? {} : { body: digestOfText(comparableBody(body)) }),
    ...(recipients === undefined ? {} : { recipients: digestOfText(addressesInOrder(recipients).join()) }),
    ...(Object.keys(parts).length === 0 ? {} : { parts }),
    folder: '',
  };
}

/**
 * The item that a message is, by its subject, or else by those whom it is to; null when it is none of the harness's.
 *
 * @param recipients - as far as they are known
 */
export function itemOfMail(subject: string, recipients: readonly string[] = []): string | null {
  const labelled = parseLabel(subject.trim())?.item;
  if (labelled !== undefined) return labelled;
  for (const address of recipients) {
    const item = itemOfKnown(address);
    if (item !== null) return item;
  }
  return null;
}

/** Whether a message has no subject or no text: a mail system may refuse it, as it may what it cannot carry. */
export function lacksText({ properties, body }: ItemState): boolean {
  return properties === NOTHING || body === NOTHING;
}

/** The item that a message is by its text, where its subject does not tell; null when it is none of the harness's. */
export function itemOfText(body: string): string | null {
  return parseLabel(body.trimStart())?.item ?? null;
}

/** What a message is called in findings. */
function labelOfMail(subject: string, recipients: readonly string[] = [], body: string = ''): string {
  const label = parseLabel(subject);
  if (label !== undefined) return labelOf(label.item, label.version);
  const item = itemOfMail('', recipients) ?? itemOfText(body);
  const text = subject.slice(0, 80);
  return item === null ? text : `${labelOf(item, 1)} ${text === '' ? '(no subject)' : text}`;
}

/**
 * A message as it arrived, with the subject that it was sent with, where it was sent with none: what stands there instead is no
 * loss.
 */
function withSubjectOf(expected: ItemState, seen: ItemState): ItemState {
  const { label, properties } = expected;
  return properties === NOTHING ? { ...seen, label, properties } : seen;
}

/** The session in which an item was sent, or into which it was to be received, 0-based. */
export function sessionOfMail(item: string): number {
  const found = /(?:^|-)s(\d+)-/.exec(item);
  return found === null ? 0 : Number(found[1]) - 1;
}

/** Tells whether an item, wherever it was seen, has what is expected of it: parts that are not known do not count. */
export function isSameMail(expected: ItemState, arrived: ItemState): boolean {
  const seen = withSubjectOf(expected, arrived);
  return (
    seen.label === expected.label &&
    seen.properties === expected.properties &&
    (seen.body === undefined || seen.body === expected.body) &&
    (seen.recipients === undefined || seen.recipients === expected.recipients) &&
    (expected.parts === undefined || seen.parts === undefined || samePartsAsExpected(expected.parts, seen.parts))
  );
}

/** How a message arrived otherwise than it was sent: what is not known of it does not count. */
export function mailDifferenceInWords(category: 'outbound' | 'inbound', expected: ItemState, seen: ItemState): string {
  const { parts: sent = {}, ...plain } = expected;
  const { parts: arrived, body = plain.body, recipients = plain.recipients, ...rest } = withSubjectOf(expected, seen);
  const known = {
    ...rest,
    ...(body === undefined ? {} : { body }),
    ...(recipients === undefined ? {} : { recipients }),
  };
  const outside = differenceInWords(category, plain, known);
  const inside = arrived === undefined ? [] : differingParts(sent, arrived);
  const words = inside.length === 0 ? '' : partDifferencesInWords(sent, inside);
  return [outside, words].filter((text) => text !== '').join(', ');
}
