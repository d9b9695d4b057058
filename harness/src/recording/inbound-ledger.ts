import type { Account } from './account.js';
import { carriedOf, inParts, partsWithBody } from './body-as-part.js';
import type { DifferenceList } from './difference-list.js';
import type { ItemState, JournalEvent } from './events.js';
import { InboundCopies } from './inbound-copies.js';
import { itemInWords, ordinal } from './item-words.js';
import { type FarSideEvent, isSameMail, mailDifferenceInWords, sessionOfMail } from './mail.js';
import { carriedParts, carriedSorts, notCarriedInWords } from './mail-parts.js';
import type { DifferenceKind } from './observation.js';
import type { Parts } from './parts.js';

/** Mail that the far side had to be fetched. */
type Offer = Extract<FarSideEvent, { readonly e: 'offered' }>;

/** Keeps what the far side had to be fetched, and compares it with what is in the store, and what nobody has fetched. */
export class InboundLedger {
  readonly #differences: DifferenceList;
  readonly #offers = new Map<string, Offer>();
  /** How many messages each item is: some are alike. */
  readonly #sent = new Map<string, number>();
  /** How many of them nobody has fetched. */
  readonly #waiting = new Map<string, number>();
  readonly #received = new Map<string, ItemState>();
  readonly #copies = new InboundCopies();
  readonly #wrong = new Set<string>();

  constructor(differences: DifferenceList) {
    this.#differences = differences;
  }

  /** The next life lists everything again. */
  beginLife(): void {
    this.#copies.beginLife();
  }

  /** A life ended without a promise. */
  excuse(): void {
    this.#copies.excuse();
  }

  /** The far side has a message to be fetched. */
  offered(offer: Offer): void {
    this.#offers.set(offer.item, offer);
    addOne(this.#sent, offer.item);
  }

  /** The store has a message. */
  found(event: Extract<JournalEvent, { readonly e: 'found' }>): void {
    this.#received.set(event.item, event.state);
    this.#copies.found(event);
  }

  /** What nobody has fetched in the end, each item as often as it lies there. */
  waiting(items: readonly string[]): void {
    for (const item of items) addOne(this.#waiting, item);
  }

  /**
   * Compares.
   *
   * @param life - the life (0-based) that has read back
   */
  compare(life: number): void {
    const carried = carriedSorts(this.#pairs());
    for (const offer of this.#offers.values()) this.#compareOne(offer, carried, life);
  }

  /** What of the messages that were fetched has reached the store of none of them, in words. */
  notBrought(): readonly string[] {
    return notCarriedInWords([...this.#pairs()]);
  }

  /**
   * Adds the numbers of what was fetched, found and compared. Mail that nobody fetched does not count.
   *
   * @param isCompared - somebody has looked for it
   */
  addTo(account: Account, isCompared: boolean): void {
    const fetched = [...this.#offers.values()].filter(
      ({ item }) => this.#received.has(item) || (this.#waiting.get(item) ?? 0) < (this.#sent.get(item) ?? 1),
    );
    account.acknowledged.inbound += fetched.length;
    if (!isCompared) return;
    account.found.inbound += fetched.filter(({ item }) => !this.#wrong.has(item)).length;
    const carried = carriedSorts(this.#pairs());
    for (const { state } of fetched) account.compared(carriedParts(partsWithBody(state), carried));
  }

  /** Everything that was fetched, as it was sent and as it arrived. */
  *#pairs(): Generator<readonly [sent: Parts, arrived: Parts]> {
    for (const { item, state } of this.#offers.values()) {
      const received = this.#received.get(item);
      if (state.parts !== undefined && received !== undefined) yield [partsWithBody(state), partsWithBody(received)];
    }
  }

  #compareOne(offer: Offer, carried: ReadonlySet<string>, life: number): void {
    const { item, state } = offer;
    const received = this.#received.get(item);
    const [sent, waiting] = [this.#sent.get(item) ?? 1, this.#waiting.get(item) ?? 0];
    const words = itemInWords('inbound', state);
    const expected = `${words} in the store${sent === 1 ? '' : `, ${timesInWords(sent)}`}, or still at the far side`;
    if (received === undefined) {
      if (waiting < sent) this.#report(offer, 'lost', expected, waiting === 0 ? 'neither' : `${waiting} of them`, life);
      return;
    }
    const found = this.#copies.count(item);
    if (sent > 1 && found + waiting < sent) {
      this.#report(offer, 'lost', expected, `${found} of them in the store, ${waiting} at the far side`, life);
    }
    const isPlain = state.parts === undefined;
    const promised = isPlain ? state : carriedOf(inParts(state), carried);
    const seen = isPlain ? received : inParts(received);
    if (!isSameMail(promised, seen)) {
      this.#report(offer, 'changed', expected, mailDifferenceInWords('inbound', promised, seen), life);
    }
    const copies = this.#copies.unexplained(item, sent);
    if (copies !== null) this.#report(offer, 'repeated', `${words} in the store, ${timesInWords(sent)}`, copies, life);
  }

  #report(offer: Offer, kind: DifferenceKind, expected: string, seen: string, life: number): void {
    this.#wrong.add(offer.item);
    this.#differences.add(kind, 'inbound', () => ({
      kind,
      item: offer.item,
      category: 'inbound',
      session: sessionOfMail(offer.item),
      phase: 'before-query',
      savedInLife: offer.life,
      savedAt: 0,
      seenInLife: life,
      expected,
      seen: `${seen} by the end of the ${ordinal(life)} life`,
    }));
  }
}

function addOne(counts: Map<string, number>, item: string): void {
  counts.set(item, (counts.get(item) ?? 0) + 1);
}

function timesInWords(times: number): string {
  if (times < 3) return times === 1 ? 'once' : 'twice';
  return `${times} times`;
}
