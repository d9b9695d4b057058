import type { IUnknown } from '@mapi-kit/sdk';
import type { ProbeName } from '../../recording/events.js';

/** A provider object, whatever its kind. */
export interface Probed extends IUnknown {
  Shutdown(...args: readonly unknown[]): unknown;
}

/** What a question comes to: whether the rule holds, and what was seen. */
export interface Answer {
  readonly holds: boolean;
  readonly seen: string;
}

/** Tells the journal the answer of a question; whatever the provider throws is an answer too. */
export type Ask = (probe: ProbeName, question: () => Answer) => void;

/** The rule holds. */
export function yes(seen: string): Answer {
  return { holds: true, seen };
}

/** The rule is broken. */
export function no(seen: string): Answer {
  return { holds: false, seen };
}
