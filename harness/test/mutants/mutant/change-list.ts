import type { Operator, Picked } from './mutant.js';

/** The positions that are meant, in a list of so many. */
export function picked(count: number, pick: Picked): readonly number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (pick === 'all') return all;
  if (pick === 'first') return all.slice(0, 1);
  return pick === 'last' ? all.slice(-1) : all.slice(10);
}

/**
 * What a mutant does to the order and number of a list.
 *
 * @param before - the list as it was before this change; undefined where there was none
 * @param renamed - makes a second one of one
 */
export function changeList<T>(
  list: readonly T[],
  before: readonly T[] | undefined,
  { operator, pick }: { readonly operator: Operator; readonly pick: Picked },
  renamed: (item: T) => T,
): readonly T[] {
  const positions = new Set(picked(list.length, pick));
  switch (operator) {
    case 'drop':
      return list.filter((_, index) => !positions.has(index));
    case 'truncate':
      return list.slice(0, pick === 'beyond-ten' ? 10 : list.length >> 1);
    case 'reorder':
      return list.toReversed();
    case 'swap':
      return list.length < 2 ? list : [list[1] as T, list[0] as T, ...list.slice(2)];
    case 'duplicate':
      return list.flatMap((item, index) => (positions.has(index) ? [item, renamed(item)] : [item]));
    case 'stale':
    case 'delay':
      return before ?? [];
    default:
      return list;
  }
}
