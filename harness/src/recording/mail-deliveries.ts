import { digestOfText } from './digest.js';
import { ordinal } from './item-words.js';
import { type FarSideEvent, sessionOfMail } from './mail.js';

/** What the far side took over. */
export type Delivery = Extract<FarSideEvent, { readonly e: 'delivered' }>;

interface Arrival {
  readonly delivery: Delivery;
  /** How many messages arrived before it. */
  readonly index: number;
  /** Whoever has sent it has read the answer that it was accepted. */
  isAnswered: boolean;
}

/** From some time of a life on, whoever had sent so many messages knew that they had arrived. */
interface Settled {
  readonly session: number;
  readonly deliveries: number;
  readonly life: number;
}

/**
 * Keeps the arrivals at the far side, and tells which of them nothing explains.
 *
 * A transport that does not know whether a message has arrived has to send it again: one that was on its way when the
 * shutdown came, when the process was killed, or when the connection ended before the answer. One that knows it, has not. A
 * message may go to its recipients in several deliveries: servers take only so many at a time.
 */
export class Deliveries {
  readonly #arrivals = new Map<string, Arrival[]>();
  readonly #notified = new Set<number>();
  readonly #unpromised = new Set<number>();
  readonly #settled: Settled[] = [];
  #count = 0;
  #hidesRecipients = false;

  /** The next message has arrived. */
  add(delivery: Delivery): void {
    const index = this.#count++;
    if (delivery.recipients === undefined) this.#hidesRecipients = true;
    if (delivery.item === null) return;
    const arrival = { delivery, index, isAnswered: false };
    this.#arrivals.set(delivery.item, [...(this.#arrivals.get(delivery.item) ?? []), arrival]);
  }

  /** The far side does not say of each message whom it was for. */
  get hidesRecipients(): boolean {
    return this.#hidesRecipients;
  }

  /** Whoever sent the last one of an item has read the answer. */
  answered(item: string): void {
    const last = this.#arrivals.get(item)?.at(-1);
    if (last !== undefined) last.isAnswered = true;
  }

  /** So many had arrived when nothing more moved in a session. */
  settled(session: number, deliveries: number, life: number): void {
    this.#settled.push({ session, deliveries, life });
  }

  /** How often that was so. */
  get settledCount(): number {
    return this.#settled.length;
  }

  /** NotifyProcessShutdown came in this life. */
  notified(life: number): void {
    this.#notified.add(life);
  }

  /** The life ended without a promise, so that what was known in it may be forgotten. */
  loosen(life: number): void {
    this.#unpromised.add(life);
  }

  /**
   * The arrivals of an item, in order; each as if it had been for everybody who got the message by one of them.
   *
   * @param except - those who do not count
   */
  of(item: string, except: readonly string[] = []): readonly Delivery[] {
    const deliveries = (this.#arrivals.get(item) ?? []).map(({ delivery }) => delivery);
    const reached = this.reached(item);
    if (reached === null || (deliveries.length < 2 && except.length === 0)) return deliveries;
    for (const address of except) reached.delete(address);
    const recipients = digestOfText([...reached].sort().join());
    return deliveries.map((delivery) => ({ ...delivery, state: { ...delivery.state, recipients } }));
  }

  /** Everybody whom an item has come to; null: the far side does not say. */
  reached(item: string): Set<string> | null {
    const reached = new Set<string>();
    for (const { delivery } of this.#arrivals.get(item) ?? []) {
      if (delivery.recipients === undefined) return null;
      for (const address of delivery.recipients) reached.add(address);
    }
    return reached;
  }

  /** The arrival of an item that nothing explains, in words; null: there is none. */
  unexplained(item: string): string | null {
    const arrivals = this.#arrivals.get(item) ?? [];
    for (const [i, second] of arrivals.entries()) {
      const first = arrivals.slice(0, i).findLast(({ delivery }) => haveRecipientsInCommon(delivery, second.delivery));
      if (first === undefined) continue;
      const again = `${arrivals.length} deliveries; the ${ordinal(i)} one came in the ${ordinal(second.delivery.life)} life`;
      if (this.#wasQuietBetween(item, first, second)) {
        return `${again}, although it had arrived in the ${ordinal(first.delivery.life)} one, and all was quiet afterwards`;
      }
      const { life } = first.delivery;
      if (life === second.delivery.life && first.isAnswered && !this.#cameAtNotify(item, second)) {
        return `${again}, as the one before, whose answer was read`;
      }
    }
    return null;
  }

  /** NotifyProcessShutdown came in the life of an arrival, and may have come before it: all was not quiet in between. */
  #cameAtNotify(item: string, { delivery, index }: Arrival): boolean {
    const { life } = delivery;
    const wasQuiet = this.#settled.some(
      (one) => one.session === sessionOfMail(item) && one.life === life && index < one.deliveries,
    );
    return this.#notified.has(life) && !wasQuiet;
  }

  #wasQuietBetween(item: string, first: Arrival, second: Arrival): boolean {
    return this.#settled.some(
      ({ session, deliveries, life }) =>
        session === sessionOfMail(item) &&
        first.index < deliveries &&
        second.index >= deliveries &&
        (life === second.delivery.life || !this.#unpromised.has(life)),
    );
  }
}

/** Where nobody knows for whom they were, they were for the same. */
function haveRecipientsInCommon({ recipients: some }: Delivery, { recipients: others }: Delivery): boolean {
  if (some === undefined || others === undefined) return true;
  const known = new Set(others);
  return some.some((address) => known.has(address));
}

/**
 * The Message-IDs of several deliveries of a message. Null: the recipient can tell that they are one. Without a Message-ID
 * nobody can; where it is not known, nobody is asked.
 */
export function differentIdsInWords(deliveries: readonly Delivery[]): string | null {
  const ids = deliveries.flatMap(({ messageId }) => (messageId === undefined ? [] : [messageId]));
  const distinct = new Set(ids);
  if (ids.length < 2 || (distinct.size === 1 && !distinct.has(null))) return null;
  if (distinct.size === 1) return `${ids.length} deliveries without a Message-ID`;
  const names = [...distinct].map((id) => id ?? 'none');
  return `${ids.length} deliveries under ${distinct.size} Message-IDs: ${names.join(', ')}`;
}
