import { ComparedValuesCount } from './compared-values.js';
import { type ItemCategory, WHOLE } from './events.js';
import type { Entry } from './ledger-entry.js';
import type { LedgerOutcome } from './observation.js';
import { aspectsOfParts, type PartAspect, type Parts } from './parts.js';

/** What was acknowledged, found again and compared, in numbers. */
export class Account {
  readonly acknowledged: Record<ItemCategory, number> = zeroes();
  readonly found: Record<ItemCategory, number> = zeroes();
  readonly #aspects: Record<PartAspect, number> = { ...NO_ASPECTS };
  readonly #values = new ComparedValuesCount();

  /**
   * An item whose state was acknowledged and is known at the end.
   *
   * @param isReadBack - its session was read back in the last life
   */
  add(entry: Entry, isReadBack: boolean): void {
    const { category, state, asAcknowledged } = entry;
    this.acknowledged[category] += 1;
    const parts = state?.parts ?? {};
    if (state?.properties === WHOLE) for (const aspect of aspectsOfParts(parts)) this.#aspects[aspect] += 1;
    if (!isReadBack) return;
    this.compared(parts);
    if (asAcknowledged) this.found[category] += 1;
  }

  /** The parts of an item, as they were acknowledged, that were compared. */
  compared(parts: Parts): void {
    this.#values.add(parts);
  }

  /** All of it. */
  get numbers(): Pick<LedgerOutcome, 'acknowledged' | 'found' | 'aspects' | 'values'> {
    return {
      acknowledged: this.acknowledged,
      found: this.found,
      aspects: this.#aspects,
      values: this.#values.result,
    };
  }
}

const NO_ASPECTS: Readonly<Record<PartAspect, number>> = { named: 0, embedded: 0, large: 0, members: 0 };

function zeroes(): Record<ItemCategory, number> {
  return {
    created: 0,
    changed: 0,
    setting: 0,
    unsaved: 0,
    bulk: 0,
    folder: 0,
    ...NO_ASPECTS,
    submitted: 0,
    outbound: 0,
    inbound: 0,
  };
}
