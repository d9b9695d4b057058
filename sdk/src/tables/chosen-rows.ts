import { TABLE_SORT_DESCEND } from '../contract/flags.js';
import type { SRestriction, SRow, SSortOrderSet } from '../contract/structures.js';
import { compareValues } from './compare-values.js';
import { satisfies } from './restriction.js';
import { plainValueInRow } from './row-values.js';
import type { Subobjects } from './subobjects.js';

/**
 * The rows that a table shows, in the order in which it shows them.
 *
 * @param rows - all that there are
 * @param restriction - which are shown; null: all
 * @param order - by what they are sorted; rows that it does not tell apart keep their order
 * @param subobjects - the tables inside the rows
 */
export function chosenRows(
  rows: readonly SRow[],
  restriction: SRestriction | null,
  { sorts }: SSortOrderSet,
  subobjects: Subobjects,
): readonly SRow[] {
  const kept = restriction === null ? rows : rows.filter((row) => satisfies(row, restriction, subobjects));
  if (sorts.length === 0) return kept;
  const keyed = kept.map((row) => ({ row, keys: sorts.map(({ tag }) => plainValueInRow(row, tag)) }));
  keyed.sort((a, b) => {
    for (const [index, { order }] of sorts.entries()) {
      const result = compareValues(a.keys[index], b.keys[index]);
      if (result !== 0) return order === TABLE_SORT_DESCEND ? -result : result;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}
