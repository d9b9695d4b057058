import { digestOfText } from '../../recording/digest.js';
import type { ItemState } from '../../recording/events.js';
import { itemOfPostponed, lifeOfItem } from '../../recording/item-names.js';
import type { FarSideEvent } from '../../recording/mail.js';
import type { Delivery } from '../../recording/mail-deliveries.js';

/** A message that was submitted, in any life. */
export interface Submitted {
  readonly item: string;
  readonly state: Pick<ItemState, 'recipients'>;
  /** It is not to be delivered at once. */
  readonly isDeferred?: true;
}

/** Which of the messages that were submitted have arrived, by what the far side says. */
export class Arrivals {
  readonly #life: number;
  readonly #submitted: ReadonlyMap<string, Submitted>;
  /** Whom each message has come to, where the far side says it. */
  readonly #reached = new Map<string, Set<string>>();
  /** Those of which nothing has arrived, or not what was waited for in this life. */
  readonly missing: Set<string>;
  /** Those that have come to some of their recipients: somebody may be sending to the others, one after the other. */
  readonly partly: Set<string> = new Set();
  /** Messages of which the far side has refused a recipient: a report has to come, too. */
  readonly refused: Set<string> = new Set();
  /** Messages of which the far side does not take a recipient in this life: they may wait, here or for the others, too. */
  readonly postponed: Set<string> = new Set();
  /** By message, whom it did not take in an earlier life: they are waited for. */
  readonly #awaited = new Map<string, Set<string>>();

  /** @param life - the one that goes on, 0-based */
  constructor(submitted: readonly Submitted[], life: number) {
    this.#life = life;
    this.#submitted = new Map(submitted.map((each) => [each.item, each]));
    this.missing = new Set(this.#submitted.keys());
  }

  /** Whether all that is missing was not to be delivered at once, and is not among these. */
  lacksDeferredAlone(queued: readonly string[]): boolean {
    return [...this.missing].every((item) => this.#submitted.get(item)?.isDeferred === true && !queued.includes(item));
  }

  /** Takes in what the far side has said since. */
  add(news: readonly FarSideEvent[]): void {
    for (const event of news) if (event.e === 'refused' || event.e === 'postponed') this.#refusal(event);
    for (const event of news) if (event.e === 'delivered') this.#delivery(event);
  }

  #refusal({ e, item, recipient }: Extract<FarSideEvent, { readonly e: 'refused' | 'postponed' }>): void {
    if (!this.#submitted.has(item)) return;
    if (e === 'refused') this.refused.add(item);
    else if (lifeOfItem(item) < this.#life)
      this.#awaited.set(item, (this.#awaited.get(item) ?? new Set()).add(recipient));
    else {
      this.postponed.add(item);
      this.missing.delete(item);
    }
  }

  #delivery({ item, recipients }: Delivery): void {
    const submitted = item === null ? undefined : this.#submitted.get(item);
    if (item === null || submitted === undefined) return;
    if (recipients === undefined) {
      this.missing.delete(item);
      return;
    }
    const reached = this.#reached.get(item) ?? new Set();
    this.#reached.set(item, reached);
    for (const address of recipients) reached.add(address);
    if ([...(this.#awaited.get(item) ?? [])].every((address) => reached.has(address))) this.missing.delete(item);
    const others = [...reached].filter((address) => itemOfPostponed(address) === null);
    const isWhole = digestOfText(others.sort().join()) === submitted.state.recipients;
    if (isWhole) this.partly.delete(item);
    else this.partly.add(item);
  }
}
