import type { DifferenceList } from './difference-list.js';
import type { ItemCategory, ItemState, JournalEvent, Phase } from './events.js';
import { differenceInWords, itemInWords, ordinal, timeInWords } from './item-words.js';
import { type FarSideEvent, isSameMail, sessionOfMail } from './mail.js';
import type { DifferenceKind } from './observation.js';

/** A message that the client submitted, or only wrote. */
interface Outbound {
  readonly item: string;
  readonly session: number;
  readonly phase: Phase;
  readonly life: number;
  readonly at: number;
  /** Null: it was never submitted. */
  readonly state: ItemState | null;
}

/** What the far side took over. */
type Delivery = Extract<FarSideEvent, { readonly e: 'delivered' }>;

/** Mail that the far side had to be fetched. */
type Offer = Extract<FarSideEvent, { readonly e: 'offered' }>;

/**
 * Keeps what was submitted and what was offered, and compares it with what the far side and the store have in the end.
 *
 * When a message is sent is the transport's affair, so nothing is compared before the last life is over.
 */
export class MailLedger {
  readonly #differences: DifferenceList;
  #compared = false;
  readonly #outbound = new Map<string, Outbound>();
  readonly #deliveries = new Map<string, Delivery[]>();
  readonly #offers = new Map<string, Offer>();
  readonly #received = new Map<string, ItemState>();
  readonly #waiting = new Set<string>();
  readonly #wrong = new Set<string>();
  /** Submitted in lives that ended without a promise: nobody said that they would be sent. */
  readonly #unpromised = new Set<string>();

  constructor(differences: DifferenceList) {
    this.#differences = differences;
  }

  /** Whether an item goes through a transport. */
  static concerns(item: string): boolean {
    return /^(?:g\d+-)?(?:s\d+-)?[oiw]\d/.test(item);
  }

  /** SubmitMessage was acknowledged. */
  submitted({ item, session, phase, t, state }: Extract<JournalEvent, { e: 'saved' }>, life: number): void {
    this.#outbound.set(item, { item, session, phase, life, at: t, state });
  }

  /** A message was written and not submitted. */
  drafted({ item, session, t }: Extract<JournalEvent, { e: 'unsaved' }>, life: number): void {
    this.#outbound.set(item, { item, session, phase: 'before-query', life, at: t, state: null });
  }

  /** The life ended without a promise: the store may have lost what was submitted in it, or the transport. */
  allowCrashStates(life: number): void {
    for (const { item, life: submittedIn } of this.#outbound.values()) {
      if (submittedIn === life) this.#unpromised.add(item);
    }
  }

  /** The store has an inbound message. */
  found({ item, state }: Extract<JournalEvent, { e: 'found' }>): void {
    this.#received.set(item, state);
  }

  /** Takes in what the far side saw. */
  farSide(event: FarSideEvent): void {
    if (event.e === 'offered') this.#offers.set(event.item, event);
    else if (event.e === 'waiting') for (const item of event.items) this.#waiting.add(item);
    else if (event.e === 'delivered' && event.item !== null) {
      this.#deliveries.set(event.item, [...(this.#deliveries.get(event.item) ?? []), event]);
    }
  }

  /**
   * Compares, when the last read-back is complete.
   *
   * @param life - the life (0-based) that has read back
   */
  compare(life: number): void {
    this.#compared = true;
    for (const outbound of this.#outbound.values()) this.#compareOutbound(outbound, life);
    for (const offer of this.#offers.values()) {
      const state = this.#received.get(offer.item);
      if (this.#waiting.has(offer.item) && state === undefined) continue;
      const expected = `${itemInWords('inbound', offer.state)} in the store, or still at the far side`;
      if (state === undefined) this.#report(offer, 'lost', 'inbound', expected, 'neither', life);
      else if (!isSameMail(offer.state, state)) {
        this.#report(offer, 'changed', 'inbound', expected, differenceInWords('inbound', offer.state, state), life);
      }
    }
  }

  /**
   * Adds the numbers of what was acknowledged and found. Mail that nobody fetched does not count, and nothing is found
   * that nobody looked for.
   */
  addTo(acknowledged: Record<ItemCategory, number>, found: Record<ItemCategory, number>): void {
    const submitted = [...this.#outbound.values()]
      .filter(({ item, state }) => state !== null && (!this.#unpromised.has(item) || this.#deliveries.has(item)))
      .map(({ item }) => item);
    const fetched = [...this.#offers.keys()].filter((item) => !this.#waiting.has(item) || this.#received.has(item));
    acknowledged.outbound += submitted.length;
    acknowledged.inbound += fetched.length;
    if (!this.#compared) return;
    found.outbound += submitted.filter((item) => !this.#wrong.has(item)).length;
    found.inbound += fetched.filter((item) => !this.#wrong.has(item)).length;
  }

  #compareOutbound(outbound: Outbound, life: number): void {
    const { item, state, at, life: savedIn } = outbound;
    const deliveries = this.#deliveries.get(item) ?? [];
    const [first] = deliveries;
    if (state === null) {
      if (first === undefined) return;
      const expected = `nothing of "${item}" at the far side: it was written and never submitted`;
      this.#report(
        outbound,
        'unsaved-appeared',
        'outbound',
        expected,
        `${itemInWords('outbound', first.state)} arrived`,
        life,
      );
      return;
    }
    const when = `at ${timeInWords(at)}${savedIn === 0 ? '' : ` of the ${ordinal(savedIn)} life`}`;
    const expected = `${itemInWords('outbound', state)} at the far side (submitted ${when}, acknowledged S_OK)`;
    if (first === undefined) {
      if (this.#unpromised.has(item)) return;
      this.#report(outbound, 'lost', 'outbound', expected, 'nothing', life);
      return;
    }
    const other = deliveries.find((delivery) => !isSameMail(state, delivery.state));
    if (other !== undefined) {
      this.#report(outbound, 'changed', 'outbound', expected, differenceInWords('outbound', state, other.state), life);
    }
    const seen = differentIdsInWords(deliveries);
    if (seen !== null) {
      this.#report(outbound, 'duplicated', 'outbound', `${expected}, each time under the same Message-ID`, seen, life);
    }
  }

  #report(
    about: Outbound | Offer,
    kind: DifferenceKind,
    category: ItemCategory,
    expected: string,
    seen: string,
    life: number,
  ): void {
    this.#wrong.add(about.item);
    this.#differences.add(kind, category, () => ({
      kind,
      item: about.item,
      category,
      session: 'session' in about ? about.session : sessionOfMail(about.item),
      phase: 'phase' in about ? about.phase : 'before-query',
      savedInLife: about.life,
      savedAt: 'at' in about ? about.at : 0,
      seenInLife: life,
      expected,
      seen: `${seen} by the end of the ${ordinal(life)} life`,
    }));
  }
}

/** Null: the recipient can tell that they are one. Without a Message-ID nobody can; where it is not known, nobody is asked. */
function differentIdsInWords(deliveries: readonly Delivery[]): string | null {
  const ids = deliveries.flatMap(({ messageId }) => (messageId === undefined ? [] : [messageId]));
  const distinct = new Set(ids);
  if (ids.length < 2 || (distinct.size === 1 && !distinct.has(null))) return null;
  if (distinct.size === 1) return `${ids.length} deliveries without a Message-ID`;
  const names = [...distinct].map((id) => id ?? 'none');
  return `${ids.length} deliveries under ${distinct.size} Message-IDs: ${names.join(', ')}`;
}
