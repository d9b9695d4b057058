import type { JournalEvent } from './events.js';
import { addressesInOrder } from './mail-parts.js';

/**
 * Keeps which recipients the far side refuses for good, and tells of which of them nobody was told.
 *
 * A transport that is refused one recipient of several sends the message to the others, and says so in a report, or tries again.
 */
export class Refusals {
  /** By message, those that were submitted. */
  readonly #recipients = new Map<string, string>();
  /** The messages of which the far side has refused that recipient. */
  readonly #refused = new Set<string>();
  /** By message, the last life (0-based) in which that came after the message had arrived for others, or before it ever has. */
  readonly #tried = new Map<string, number>();
  /** By message, whom reports name; null: they have not been read to the end. */
  readonly #returned = new Map<string, readonly string[] | null>();

  /** How many messages have such a recipient. */
  get count(): number {
    return this.#recipients.size;
  }

  /** A message was submitted to a recipient who will be refused. */
  submitted(item: string, recipient: string): void {
    this.#recipients.set(item, recipient);
  }

  /** The far side has refused the recipient of a message. */
  refused(item: string, life: number): void {
    this.#refused.add(item);
    this.#tried.set(item, life);
  }

  /** A message has arrived: whom it was not for was refused before. */
  delivered(item: string): void {
    this.#tried.delete(item);
  }

  /** A report in the inbox is about a message. */
  returned({ item, addresses }: Extract<JournalEvent, { readonly e: 'returned' }>): void {
    const before = this.#returned.get(item);
    const all = addresses === undefined || before === null ? null : [...(before ?? []), ...addressesInOrder(addresses)];
    this.#returned.set(item, all);
  }

  /** A report says that a message could not be sent, to whomever. */
  isReturned(item: string): boolean {
    return this.#returned.has(item);
  }

  /** A message has a recipient who is refused. */
  concerns(item: string): boolean {
    return this.#recipients.has(item);
  }

  /** The far side was asked once more in a life to take the recipient of a message: the transport still has it. */
  isTried(item: string, life: number): boolean {
    return this.#tried.get(item) === life;
  }

  /**
   * The refused recipient of a message of whom nobody was told, and who is not tried any more.
   *
   * @param life - the last one (0-based)
   * @returns whom, and what was seen of it in words; null: there is none
   */
  untold(item: string, life: number): { readonly recipient: string; readonly seen: string } | null {
    const recipient = this.#recipients.get(item);
    if (recipient === undefined || this.isTried(item, life)) return null;
    const named = this.#returned.get(item);
    if (named === null || named?.includes(recipient.toLowerCase()) === true) return null;
    const asked = this.#refused.has(item) ? 'the far side has refused it' : 'the far side was never asked to take it';
    const report = named === undefined ? 'no report is in the inbox' : 'no report in the inbox names it';
    return { recipient, seen: `${asked}, and ${report}` };
  }
}
