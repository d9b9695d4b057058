import type { SRestriction, SRow, SRowSet } from '../contract/structures.js';
import { satisfies } from './restriction.js';
import { NO_SUBOBJECTS, type Subobjects } from './subobjects.js';

const EMPTY: SRow = [];

/**
 * Finds the first row that satisfies a restriction.
 *
 * @param rows - the rows of a table, with the properties that the restriction looks at
 * @param restriction - null is satisfied by every row
 * @param from - the first row to try
 * @param backwards - search towards the beginning
 * @param subobjects - the tables inside the rows
 * @returns the index of the row, or -1
 */
export function findRow(
  rows: SRowSet,
  restriction: SRestriction | null,
  from: number,
  backwards: boolean,
  subobjects: Subobjects = NO_SUBOBJECTS,
): number {
  const step = backwards ? -1 : 1;
  let index = backwards ? Math.min(from, rows.length - 1) : from;
  for (; index >= 0 && index < rows.length; index += step) {
    if (restriction === null || satisfies(rows[index] ?? EMPTY, restriction, subobjects)) return index;
  }
  return -1;
}
