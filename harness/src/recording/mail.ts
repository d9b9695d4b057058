import { digestOfText } from './digest.js';
import type { ItemState } from './events.js';
import { labelOf, parseLabel } from './item-names.js';

/** A message on its way, as far as it can be compared: a far side may know less of it than the client that sent it. */
export interface Mail {
  readonly subject: string;
  readonly body?: string;
  /** Addresses, in any order. */
  readonly recipients?: readonly string[];
}

/** What the far side of a transport saw or was told, one a line in the run's `far-side.ndjson`. */
export type FarSideEvent =
  /** From now on it answers in this way. */
  | { readonly e: 'mode'; readonly life: number; readonly mode: string }
  /** It has this mail for the transport to fetch. */
  | { readonly e: 'offered'; readonly life: number; readonly item: string; readonly state: ItemState }
  /** It has taken a message over. `item` null: it is none of the harness's. */
  | {
      readonly e: 'delivered';
      readonly life: number;
      readonly item: string | null;
      /** Null: it came without one. Absent: the far side does not know. */
      readonly messageId?: string | null;
      readonly state: ItemState;
    }
  /** At the end of the run: the mail that it still has, to be fetched. */
  | { readonly e: 'waiting'; readonly items: readonly string[] };

/** The state of a message on its way; line ends and trailing blanks do not count, since mail does not keep them. */
export function stateOfMail({ subject, body, recipients }: Mail): ItemState {
  const text = subject.replace(/\s+/gu, ' ').trim();
  const label = parseLabel(text);
  return {
    label: label === undefined ? text.slice(0, 80) : labelOf(label.item, label.version),
    properties: digestOfText(text),
    ...(body === undefined ? {} : { body: digestOfText(body.replace(/[ \t]*\r?\n/gu, '\n').trim()) }),
    ...(recipients === undefined
      ? {}
      : {
          recipients: digestOfText(
            recipients
              .map((address) => address.toLowerCase())
              .sort()
              .join(),
          ),
        }),
    folder: '',
  };
}

/** The item that a message is, by its subject; null when it is none of the harness's. */
export function itemOfMail(subject: string): string | null {
  return parseLabel(subject.trim())?.item ?? null;
}

/** The session in which an item was sent, or into which it was to be received, 0-based. */
export function sessionOfMail(item: string): number {
  const found = /(?:^|-)s(\d+)-/.exec(item);
  return found === null ? 0 : Number(found[1]) - 1;
}

/** Tells whether an item, wherever it was seen, has what is expected of it: parts that are not known do not count. */
export function isSameMail(expected: ItemState, seen: ItemState): boolean {
  return (
    seen.label === expected.label &&
    seen.properties === expected.properties &&
    (seen.body === undefined || seen.body === expected.body) &&
    (seen.recipients === undefined || seen.recipients === expected.recipients)
  );
}
