import { PROP_ID, type PropTag } from '../contract/property-types.js';
import type { SPropTagArray, SRow, SRowSet } from '../contract/structures.js';

/** The tables inside the rows of a table, which RES_SUBRESTRICTION looks into: recipients and attachments of messages. */
export interface Subobjects {
  /** Which there are in each row: properties of type PT_OBJECT. */
  readonly tags: SPropTagArray;
  /** The properties of a row with which its tables are found. */
  readonly keys: SPropTagArray;
  /**
   * Reads a table inside a row.
   *
   * @param row - the row, with its keys
   * @param tag - one of the tags
   */
  rows(row: SRow, tag: PropTag): SRowSet;
}

/** For tables whose rows have no tables inside. */
export const NO_SUBOBJECTS: Subobjects = { tags: [], keys: [], rows: () => [] };

/** Whether the rows of a table have a table inside under this tag. */
export function hasSubobject({ tags }: Subobjects, tag: PropTag): boolean {
  return tags.some((one) => PROP_ID(one) === PROP_ID(tag));
}
