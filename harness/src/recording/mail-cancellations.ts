import { lifeOfItem } from './item-names.js';
import { ordinal } from './item-words.js';
import type { Deliveries } from './mail-deliveries.js';

/** Keeps which messages the user has taken back after they had been submitted, while a transport had deferred them. */
export class Cancellations {
  /** By message, the life (0-based) in which that was. */
  readonly #lives = new Map<string, number>();
  readonly #unpromised = new Set<number>();

  /** A message was taken back in a life. */
  add(item: string, life: number): void {
    this.#lives.set(item, life);
  }

  /** A life ended without a promise: what was taken back in it may be forgotten. */
  loosen(life: number): void {
    this.#unpromised.add(life);
  }

  /** Why nobody may send a message, in words. */
  whyNot(item: string): string {
    const life = this.#lives.get(item);
    if (life === undefined) return 'written and never submitted';
    const later = life === lifeOfItem(item) ? '' : `in the ${ordinal(life)} life, `;
    return `submitted, and taken back ${later}before it was sent`;
  }

  /**
   * Whether a message that was taken back may be sent all the same: that life ended without a promise, or the transport never
   * goes along, and sends one in the life in which it was submitted and taken back. Who has gone along there has to also where
   * an earlier life has handed over what is taken back.
   */
  isExcused(item: string, deliveries: Deliveries): boolean {
    const takenBackIn = this.#lives.get(item);
    if (takenBackIn === undefined) return false;
    if (this.#unpromised.has(takenBackIn)) return true;
    const atOnce = [...this.#lives].filter(([other, life]) => lifeOfItem(other) === life);
    return atOnce.some(([other, life]) => deliveries.of(other).some((delivery) => delivery.life === life));
  }
}
