import type { Account } from './account.js';
import type { Additions } from './additions.js';
import type { DifferenceList } from './difference-list.js';
import type { ItemState, JournalEvent } from './events.js';
import { InboundLedger } from './inbound-ledger.js';
import { lifeOfItem } from './item-names.js';
import { itemInWords, ordinal } from './item-words.js';
import { type FarSideEvent, lacksText } from './mail.js';
import { arrivalInWords, usualAdditions } from './mail-additions.js';
import { Cancellations } from './mail-cancellations.js';
import { Deliveries, type Delivery, differentIdsInWords } from './mail-deliveries.js';
import { carriedSorts, notCarriedInWords, promisedParts } from './mail-parts.js';
import { Refusals } from './mail-refusals.js';
import { Reports } from './mail-reports.js';
import { MailSizes } from './mail-sizes.js';
import type { DifferenceKind } from './observation.js';
import { type Outbound, submissionInWords } from './outbound.js';
import type { Parts } from './parts.js';

/** What the client sees of mail, besides what it has submitted and received. */
type MailEvent = Extract<JournalEvent, { readonly e: 'returned' | 'queued' | 'settled' }>;

/** Parts as they were sent, and as they arrived. */
type Carried = readonly [sent: Parts, arrived: Parts];

/**
 * Keeps what was submitted and what was offered, and compares it with what the far side and the store have in the end.
 *
 * When a message is sent is the transport's affair, so nothing is compared before the last life is over.
 */
export class MailLedger {
  readonly #differences: DifferenceList;
  /** The life (0-based) that has read back completely; null: none has. */
  #comparedIn: number | null = null;
  readonly #outbound = new Map<string, Outbound>();
  readonly #deliveries = new Deliveries();
  readonly #inbound: InboundLedger;
  readonly #wrong = new Set<string>();
  /** Submitted in lives that ended without a promise: nobody said that they would be sent. */
  readonly #unpromised = new Set<string>();
  readonly #refusals = new Refusals();
  readonly #reports = new Reports();
  /** The lives in which the far side did not answer as it should. */
  readonly #troubled = new Set<number>();
  /** Not to be delivered at once. */
  readonly #deferred = new Set<string>();
  readonly #cancellations = new Cancellations();
  readonly #sizes = new MailSizes();
  /** The messages in the outgoing queues of stores, at the end of the last read-back. */
  readonly #queued = new Set<string>();

  constructor(differences: DifferenceList) {
    this.#differences = differences;
    this.#inbound = new InboundLedger(differences);
  }

  /** Whether an item goes through a transport. */
  static concerns(item: string): boolean {
    return /^(?:g\d+-)?(?:s\d+-)?[oiw]\d/.test(item);
  }

  /** SubmitMessage was acknowledged. */
  submitted(event: Extract<JournalEvent, { e: 'saved' }>, life: number): void {
    const { item, session, phase, t, state, refused, postponed, notBeforeMs, bytes } = event;
    if (refused !== undefined) this.#refusals.submitted(item, refused);
    if (postponed !== undefined) this.#refusals.postponed(item, postponed);
    if (notBeforeMs !== undefined) this.#deferred.add(item);
    this.#sizes.submitted(item, bytes, state?.parts);
    this.#outbound.set(item, { item, session, phase, life, at: t, state });
  }

  /** A message was written and not submitted, or taken back. */
  drafted({ item, session, t, cancelled }: Extract<JournalEvent, { e: 'unsaved' }>, life: number): void {
    if (cancelled === true) this.#cancellations.add(item, life);
    this.#outbound.set(item, { item, session, phase: 'before-query', life, at: t, state: null });
  }

  /** The next life begins. */
  beginLife(): void {
    this.#queued.clear();
    this.#reports.moves();
    this.#inbound.beginLife();
  }

  /** Takes in what the client saw of its mail. */
  add(event: MailEvent, life: number): void {
    if (event.e === 'returned') {
      this.#refusals.returned(event);
      this.#reports.add(event.item);
    } else if (event.e === 'queued') this.#queued.add(event.item);
    else {
      this.#deliveries.settled(event.session, event.deliveries, life);
      this.#reports.settled();
    }
  }

  /** A read-back is complete. */
  readBack(life: number): void {
    this.#reports.readBack(life);
  }

  /** NotifyProcessShutdown came in a life: a delivery that was under way is begun again after it, in the same life, too. */
  notified(life: number): void {
    this.#deliveries.notified(life);
    this.#reports.moves();
  }

  /** The life ended without a promise: the store may have lost what was submitted in it, or the transport. */
  allowCrashStates(life: number): void {
    for (const { item, life: submittedIn } of this.#outbound.values()) {
      if (submittedIn === life) this.#unpromised.add(item);
    }
    this.#deliveries.loosen(life);
    this.#cancellations.loosen(life);
    this.#reports.loosen(life);
    this.#inbound.excuse();
  }

  /** The store has an inbound message. */
  found(event: Extract<JournalEvent, { e: 'found' }>): void {
    this.#inbound.found(event);
  }

  /** Takes in what the far side saw. */
  farSide(event: FarSideEvent): void {
    if (event.e === 'offered') this.#inbound.offered(event);
    else if (event.e === 'mode') {
      if (event.mode !== 'normal') this.#troubled.add(event.life);
    } else if (event.e === 'waiting') this.#inbound.waiting(event.items);
    else if (event.e === 'delivered') {
      this.#deliveries.add(event);
      if (event.item !== null) this.#refusals.delivered(event.item);
    } else if (event.e === 'answered') this.#deliveries.answered(event.item);
    else if (event.e === 'refused') this.#refusals.refused(event.item, event.recipient, event.life);
  }

  /**
   * Compares, when the last read-back is complete.
   *
   * @param life - the life (0-based) that has read back
   */
  compare(life: number): void {
    this.#comparedIn = life;
    const carriedOut = carriedSorts(this.#sent());
    const ordinary = [...this.#outbound.values()].filter(({ state }) => state !== null && !lacksText(state));
    const usual = usualAdditions(ordinary.flatMap(({ item }) => this.#deliveries.of(item)));
    for (const outbound of this.#outbound.values()) this.#compareOutbound(outbound, carriedOut, usual, life);
    this.#inbound.compare(life);
  }

  /** What of the messages that were sent has arrived of none of them, in words. */
  notCarried(): readonly string[] {
    return notCarriedInWords([...this.#sent()]);
  }

  /** What of the messages that were fetched has reached the store of none of them, in words. */
  notBrought(): readonly string[] {
    return this.#inbound.notBrought();
  }

  /** How many submitted messages have a recipient whom the far side refuses. */
  get withRefused(): number {
    return this.#refusals.count;
  }

  /** How often all that was sent had arrived, and nothing moved any more. */
  get settled(): number {
    return this.#deliveries.settledCount;
  }

  /** How many messages that are lost a report in the inbox says could not be sent. */
  get returned(): number {
    return [...this.#outbound.values()].filter(
      ({ item, state }) =>
        state !== null &&
        this.#refusals.isReturned(item) &&
        this.#deliveries.of(item).length === 0 &&
        !this.#isExcused(item, state),
    ).length;
  }

  /**
   * Adds the numbers of what was acknowledged, found and compared. Mail that nobody fetched does not count, and nothing is
   * found that nobody looked for.
   */
  addTo(account: Account): void {
    const submitted = [...this.#outbound.values()].filter(
      ({ item, state }) => state !== null && !this.#isExcused(item, state),
    );
    account.acknowledged.outbound += submitted.length;
    this.#inbound.addTo(account, this.#comparedIn !== null);
    if (this.#comparedIn === null) return;
    account.found.outbound += submitted.filter(({ item }) => !this.#wrong.has(item)).length;
    const carriedOut = carriedSorts(this.#sent());
    for (const { item, state } of submitted) {
      const [arrived] = this.#deliveries.of(item);
      account.compared(promisedParts(state?.parts ?? {}, arrived?.state.parts, carriedOut));
    }
  }

  /** That it has not arrived is no loss: nobody promised it, or a report says so. */
  #isExcused(item: string, state: ItemState): boolean {
    if (this.#deliveries.of(item).length > 0) return false;
    if (this.#unpromised.has(item)) return true;
    // Its store still has it: who looks at the time once a minute is late, and has lost nothing.
    if (this.#deferred.has(item) && this.#queued.has(item)) return true;
    // Whether it has arrived nobody can tell who does not see its recipients.
    if (lacksText(state) && this.#deliveries.hidesRecipients) return true;
    const isRefused = this.#refusals.concerns(item);
    // What is more than text, or less, or too long, not every transport can carry. Other text each one can, to recipients who
    // are not refused; of what has failed time and again it may tell.
    const isTooLarge = this.#sizes.mayBeTooLarge(item, (other) => this.#deliveries.of(other).length > 0);
    const mayFail = isRefused || isTooLarge || this.#troubled.has(lifeOfItem(item));
    if (this.#refusals.isReturned(item)) return mayFail || state.parts !== undefined || lacksText(state);
    return isRefused && this.#comparedIn !== null && this.#refusals.isTried(item, this.#comparedIn);
  }

  /** Everything that arrived, beside what was sent. */
  *#sent(): Generator<Carried> {
    for (const { item, state } of this.#outbound.values()) {
      for (const { state: arrived } of this.#deliveries.of(item)) {
        if (state?.parts !== undefined && arrived.parts !== undefined) yield [state.parts, arrived.parts];
      }
    }
  }

  #compareOutbound(outbound: Outbound, carried: ReadonlySet<string>, usual: Additions, life: number): void {
    const { item, state } = outbound;
    const deliveries = this.#deliveries.of(item, this.#refusals.postponedOf(item));
    const [first] = deliveries;
    if (state === null) {
      if (first !== undefined) this.#compareUnsent(outbound, first, life);
      return;
    }
    const when = submissionInWords(outbound);
    const expected = `${itemInWords('outbound', state)} at the far side (${when}, acknowledged S_OK)`;
    const toldAgain = this.#reports.repeated(item);
    if (toldAgain !== null) {
      const once = `no second report in the inbox about ${itemInWords('outbound', state)} (${when})`;
      this.#report(outbound, 'told-again', once, toldAgain, life);
    }
    if (first === undefined) {
      if (!this.#isExcused(item, state)) this.#report(outbound, 'lost', expected, 'nothing', life);
      return;
    }
    const promised = (arrived: ItemState): ItemState =>
      state.parts === undefined ? state : { ...state, parts: promisedParts(state.parts, arrived.parts, carried) };
    const [seen] = deliveries.flatMap((each) => arrivalInWords(promised(each.state), each, usual) ?? []);
    if (seen !== undefined) this.#report(outbound, 'changed', expected, seen, life);
    const reached = this.#queued.has(item) || this.#unpromised.has(item) ? null : this.#deliveries.reached(item);
    const forgotten = reached === null ? null : this.#refusals.forgotten(item, reached);
    if (forgotten !== null) {
      const whole = `${expected}, for ${forgotten.recipient}, too, or a report in the inbox that names it`;
      this.#report(outbound, 'changed', whole, forgotten.seen, life);
    }
    const ids = differentIdsInWords(deliveries);
    if (ids !== null) {
      this.#report(outbound, 'duplicated', `${expected}, each time under the same Message-ID`, ids, life);
    }
    // Under another Message-ID it is another message.
    const again = ids === null ? this.#deliveries.unexplained(item) : null;
    if (again !== null) this.#report(outbound, 'repeated', `${expected}, once`, again, life);
    if (this.#queued.has(item)) {
      // It waits for the recipient who is refused.
      if (this.#refusals.concerns(item)) return;
      const free = `${expected}, and no longer in the outgoing queue of its store`;
      this.#report(outbound, 'stuck', free, 'it has arrived, and is still in the queue', life);
    }
    const untold = this.#unpromised.has(item) ? null : this.#refusals.untold(item, life);
    if (untold !== null) {
      const told = `${expected}, and a report in the inbox that ${untold.recipient} was refused, or another attempt`;
      this.#report(outbound, 'unreported', told, untold.seen, life);
    }
  }

  /** Of what was never submitted, or taken back, something has arrived. */
  #compareUnsent(outbound: Outbound, { state }: Delivery, life: number): void {
    const { item } = outbound;
    if (this.#cancellations.isExcused(item, this.#deliveries)) return;
    const expected = `nothing of "${item}" at the far side: it was ${this.#cancellations.whyNot(item)}`;
    this.#report(outbound, 'unsaved-appeared', expected, `${itemInWords('outbound', state)} arrived`, life);
  }

  #report(about: Outbound, kind: DifferenceKind, expected: string, seen: string, life: number): void {
    this.#wrong.add(about.item);
    this.#differences.add(kind, 'outbound', () => ({
      kind,
      item: about.item,
      category: 'outbound',
      session: about.session,
      phase: about.phase,
      savedInLife: about.life,
      savedAt: about.at,
      seenInLife: life,
      expected,
      seen: `${seen} by the end of the ${ordinal(life)} life`,
    }));
  }
}
