import { type ENTRYID, type HRESULT, isCode } from '@mapi-kit/sdk';
import type { EventBody, ItemCategory, ItemState, Phase } from '../../recording/events.js';
import { FEATURES, type Feature } from '../../recording/feature.js';
import type { Hindrances } from '../../recording/hindrances.js';
import type { Journal } from '../journal.js';
import { entryIdToText } from '../store/entry-id-text.js';
import { insist, NOT_DONE, type Refusal } from '../store/refusal.js';

/** Writes into the journal what a store acknowledged in one step of work. */
export class Reporter {
  readonly #journal: Journal;
  readonly #session: number;
  readonly #phase: Phase;
  readonly #announces: boolean;
  /** What the provider does, and what it says that it does not. */
  readonly #features = new Map<Feature, boolean>();

  /** @param announces - also journal what is about to be done: a kill may come in the middle of it */
  constructor(journal: Journal, session: number, phase: Phase, announces: boolean = false) {
    this.#journal = journal;
    this.#session = session;
    this.#phase = phase;
    this.#announces = announces;
  }

  /**
   * The client begins with something of an item.
   *
   * @param copies - the item as whose copy it begins
   */
  doing(item: string, copies?: string): void {
    if (!this.#announces) return;
    this.#journal.write({ e: 'doing', item, session: this.#session, ...(copies === undefined ? {} : { copies }) });
  }

  /** A save was acknowledged, or with `state` null a deletion. */
  saved(item: string, category: ItemCategory, state: ItemState | null, entryId?: ENTRYID): void {
    const id = entryId === undefined || entryId.length === 0 ? {} : { entryId: entryIdToText(entryId) };
    this.#journal.write({ e: 'saved', item, category, session: this.#session, phase: this.#phase, state, ...id });
  }

  /** A deletion was acknowledged, and the entry id no longer opens the item. */
  deleted(item: string, category: ItemCategory, entryId: ENTRYID): void {
    const saved = { e: 'saved', item, category, session: this.#session, phase: this.#phase, state: null } as const;
    this.#journal.write({ ...saved, entryId: entryIdToText(entryId), gone: true });
  }

  /**
   * A message was submitted.
   *
   * @param hindrances - what keeps it from arriving
   */
  submitted(item: string, state: ItemState, entryId: ENTRYID | undefined, hindrances: Hindrances = {}): void {
    const id = entryId === undefined ? {} : { entryId: entryIdToText(entryId) };
    const saved = {
      e: 'saved',
      item,
      category: 'outbound',
      session: this.#session,
      phase: this.#phase,
      state,
    } as const;
    this.#journal.write({ ...saved, ...id, ...hindrances });
  }

  /** A change was made and not saved. */
  unsaved(item: string, state: ItemState | null, what: string): void {
    this.#journal.write({ e: 'unsaved', item, session: this.#session, state, what });
  }

  /** A message that was submitted is taken back. */
  cancelled(item: string): void {
    const what = 'a message was submitted and taken back';
    this.#journal.write({ e: 'unsaved', item, session: this.#session, state: null, what, cancelled: true });
  }

  /** The store keeps no read flags, and says so: nothing of them is compared. */
  noReadFlags(): void {
    this.#journal.write({ e: 'trait', kind: 'store', trait: 'no-read-flags' });
  }

  /**
   * Whether the provider does something that not every one does. The first answer of each kind is journalled.
   *
   * @param hr - what it has answered
   * @returns false: it says that it does not
   * @throws Refusal when it does, and has failed
   */
  does(feature: Feature, hr: HRESULT): boolean {
    const does = !isCode(hr, ...NOT_DONE);
    if (does) insist(hr, FEATURES[feature]);
    if (this.#features.get(feature) !== does) {
      this.#features.set(feature, does);
      this.#journal.write({ e: 'feature', session: this.#session, phase: this.#phase, feature, hr });
    }
    return does;
  }

  /** Whether the provider has done that in this step of work; false: it says that it does not; undefined: that is not known. */
  known(feature: Feature): boolean | undefined {
    return this.#features.get(feature);
  }

  /** The store refused what a working store does. */
  refused(item: string, refusal: Refusal): void {
    this.#journal.write(this.#refusal(item, refusal));
  }

  /** The store refused what not every store allows. Part of it may be done, where a call is permanent at once. */
  notAllowed(item: string, refusal: Refusal): void {
    this.#journal.write({ ...this.#refusal(item, refusal), mayBe: true });
  }

  #refusal(item: string, { method, hr }: Refusal): Extract<EventBody, { e: 'refused' }> {
    return { e: 'refused', item, session: this.#session, phase: this.#phase, method, hr };
  }
}
