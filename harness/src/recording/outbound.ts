import type { ItemState, Phase } from './events.js';
import { ordinal, timeInWords } from './item-words.js';

/** A message that the client submitted, or only wrote. */
export interface Outbound {
  readonly item: string;
  readonly session: number;
  readonly phase: Phase;
  readonly life: number;
  readonly at: number;
  /** Null: it was never submitted, or taken back. */
  readonly state: ItemState | null;
}

/** When a message was submitted, in words. */
export function submissionInWords({ at, life }: Outbound): string {
  return `submitted at ${timeInWords(at)}${life === 0 ? '' : ` of the ${ordinal(life)} life`}`;
}
