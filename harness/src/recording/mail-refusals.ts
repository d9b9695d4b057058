import type { JournalEvent } from './events.js';
import { addressesInOrder } from './mail-parts.js';

/**
 * Keeps which recipients the far side refuses for good, and tells of which of them nobody was told.
 *
 * A transport that is refused one recipient of several sends the message to the others, and says so in a report, or tries
 * again.
 */
export class Refusals {
  /** By message, those that were submitted. */
  readonly #recipients = new Map<string, readonly string[]>();
  /** The recipients whom the far side has refused. */
  readonly #refused = new Set<string>();
  /** By message, the last life (0-based) in which that came after the message had arrived for others, or before it ever has. */
  readonly #tried = new Map<string, number>();
  /** By message, those who are taken in a later life alone. */
  readonly #postponed = new Map<string, readonly string[]>();
  /** By message, whom reports name; null: they have not been read to the end. */
  readonly #returned = new Map<string, readonly string[] | null>();

  /** How many messages have such recipients. */
  get count(): number {
    return this.#recipients.size;
  }

  /** A message was submitted to recipients who will be refused, among others. */
  submitted(item: string, recipients: readonly string[]): void {
    this.#recipients.set(item, recipients);
  }

  /** A message was submitted to recipients who will be taken in a later life alone, among others. */
  postponed(item: string, recipients: readonly string[]): void {
    this.#postponed.set(item, recipients);
  }

  /** The recipients of a message who are taken in a later life alone. */
  postponedOf(item: string): readonly string[] {
    return this.#postponed.get(item) ?? [];
  }

  /** The far side has refused a recipient of a message. */
  refused(item: string, recipient: string, life: number): void {
    this.#refused.add(recipient.toLowerCase());
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

  /** A message has a recipient who is refused, for good or for now. */
  concerns(item: string): boolean {
    return this.#recipients.has(item) || this.#postponed.has(item);
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
    const recipient = this.#recipients.get(item)?.find((each) => !this.#isNamed(item, each));
    if (recipient === undefined || this.isTried(item, life)) return null;
    const asked = this.#refused.has(recipient.toLowerCase())
      ? 'the far side has refused it'
      : 'the far side was never asked to take it';
    return { recipient, seen: `${asked}, and ${this.#reportsInWords(item)}` };
  }

  /**
   * A postponed recipient whom a message never came to, and of whom no report tells.
   *
   * @param reached - everybody whom it has come to
   * @returns whom, and what was seen of it in words; null: there is none
   */
  forgotten(item: string, reached: ReadonlySet<string>): { readonly recipient: string; readonly seen: string } | null {
    const recipient = this.postponedOf(item).find((each) => !reached.has(each) && !this.#isNamed(item, each));
    if (recipient === undefined) return null;
    return { recipient, seen: `it has arrived for the others alone, and ${this.#reportsInWords(item)}` };
  }

  #isNamed(item: string, recipient: string): boolean {
    const named = this.#returned.get(item);
    return named === null || named?.includes(recipient.toLowerCase()) === true;
  }

  #reportsInWords(item: string): string {
    return this.#returned.has(item) ? 'no report in the inbox names it' : 'no report is in the inbox';
  }
}
