import type { Additions } from './additions.js';
import { digestOfText } from './digest.js';
import type { ItemState } from './events.js';
import { isSameMail, type Mail, mailDifferenceInWords, NOTHING } from './mail.js';
import type { Delivery } from './mail-deliveries.js';
import { comparableBody } from './mail-parts.js';

/** A word in brackets before a subject, as gateways and lists put it there: the harness's own subjects begin with none. */
const TAG = /^\s*(\[[^[\]]{1,40}\])\s*/;
/** The line with which each text of the harness's ends. */
const LAST_LINE = /^#\d+$/m;

/** Takes apart a message that has arrived: what it was sent with, and what was added on the way, as far as that can be told. */
export function withoutAdditions(mail: Mail): { readonly mail: Mail; readonly added: Additions } {
  const [head = '', tag] = TAG.exec(mail.subject) ?? [];
  const text = mail.body === undefined ? '' : comparableBody(mail.body);
  const end = LAST_LINE.exec(text);
  const own = end === null ? text.length : end.index + end[0].length;
  const footer = text.slice(own).trim();
  return {
    mail: {
      ...mail,
      subject: mail.subject.slice(head.length),
      ...(footer === '' ? {} : { body: text.slice(0, own) }),
    },
    added: {
      ...(tag === undefined ? {} : { subject: digestOfText(tag) }),
      ...(footer === '' ? {} : { body: digestOfText(footer) }),
    },
  };
}

/**
 * What a transport adds to its messages: the same to all of them, or else what most of them have.
 *
 * @param deliveries - of messages with subject and text
 */
export function usualAdditions(deliveries: readonly Delivery[]): Additions {
  const counts = { subject: new Map<string | undefined, number>(), body: new Map<string | undefined, number>() };
  for (const { added = {} } of deliveries) {
    for (const place of ['subject', 'body'] as const) {
      counts[place].set(added[place], (counts[place].get(added[place]) ?? 0) + 1);
    }
  }
  const [subject, body] = [mostFrequent(counts.subject), mostFrequent(counts.body)];
  return { ...(subject === undefined ? {} : { subject }), ...(body === undefined ? {} : { body }) };
}

function mostFrequent(counts: ReadonlyMap<string | undefined, number>): string | undefined {
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0];
}

/**
 * How a message arrived otherwise than it was sent, in words; null: it did not. What is added to each message is no loss: it is
 * added also where nobody leaves.
 *
 * @param usual - what is added to each message
 */
export function arrivalInWords(expected: ItemState, { state, added = {} }: Delivery, usual: Additions): string | null {
  // To a message without a text it is all the text that there is.
  const isFooter = expected.body === NOTHING && state.body === usual.body;
  const seen = isFooter && expected.body !== undefined ? { ...state, body: expected.body } : state;
  const words = isSameMail(expected, seen) ? [] : [mailDifferenceInWords('outbound', expected, seen)];
  if (added.subject !== usual.subject && expected.properties !== NOTHING) words.push(inWords('subject', added.subject));
  if (added.body !== usual.body && expected.body !== NOTHING && state.body !== undefined) {
    words.push(inWords('text', added.body));
  }
  return words.length === 0 ? null : words.join(', ');
}

function inWords(place: 'subject' | 'text', added: string | undefined): string {
  const what = place === 'subject' ? 'before its subject' : 'behind its text';
  return `${added === undefined ? 'nothing' : 'something else'} ${what}, unlike most of its messages`;
}
