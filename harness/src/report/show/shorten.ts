/** A stretch of a list: what is shown, or how many entries are left out. */
export type Stretch<T> = { readonly shown: readonly T[] } | { readonly leftOut: number };

/** How much of a long list is shown. */
export interface Shortening<T> {
  /** From its beginning, and from its end. */
  readonly first: number;
  readonly last: number;
  /** What is shown wherever it stands, as far as there are few. */
  readonly matters?: (entry: T) => boolean;
}

/** So many entries that matter are shown in the middle. */
const MOST_IN_THE_MIDDLE = 12;

/**
 * Shortens a long list in its middle.
 *
 * @param entries - the list
 * @param shortening - how much of it is shown; null: all
 * @returns the stretches in their order; one alone when nothing is left out
 */
export function shorten<T>(entries: readonly T[], shortening: Shortening<T> | null): readonly Stretch<T>[] {
  // A line that says "1 left out" takes as much room as the one that it stands for.
  if (shortening === null || entries.length <= shortening.first + shortening.last + 1) return [{ shown: entries }];
  const { first, last, matters = () => false } = shortening;
  const end = entries.length - last;
  let room = MOST_IN_THE_MIDDLE;
  const stretches: ({ shown: T[] } | { leftOut: number })[] = [];
  for (const [index, entry] of entries.entries()) {
    const before = stretches.at(-1);
    const isShown = index < first || index >= end || (matters(entry) && room-- > 0);
    if (isShown && before !== undefined && 'shown' in before) before.shown.push(entry);
    else if (isShown) stretches.push({ shown: [entry] });
    else if (before !== undefined && 'leftOut' in before) before.leftOut += 1;
    else stretches.push({ leftOut: 1 });
  }
  return stretches;
}
