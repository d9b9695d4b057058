/** What is looked at, in the order in which it is told. */
export type CheckName = 'certificate' | 'signature' | 'versions' | 'files' | 'derived' | 'provider';

/** One thing that was looked at. */
export interface Check {
  readonly name: CheckName;
  /** `open`: nobody could say, for want of a key, a provider or the bundle. */
  readonly state: 'holds' | 'broken' | 'open';
  /** What holds, or is open; of what is broken each difference. */
  readonly words: readonly string[];
}

/** It is as it must be. */
export function holds(name: CheckName, words: string): Check {
  return { name, state: 'holds', words: [words] };
}

/** Nobody could say. */
export function open(name: CheckName, words: string): Check {
  return { name, state: 'open', words: [words] };
}

/** There are differences. */
export function broken(name: CheckName, ...words: readonly string[]): Check {
  return { name, state: 'broken', words };
}

/**
 * What a comparison came to.
 *
 * @param name - what was compared
 * @param differences - empty: there is none
 * @param words - says so
 */
export function compared(name: CheckName, differences: readonly string[], words: string): Check {
  return differences.length === 0 ? holds(name, words) : broken(name, ...differences);
}
