import { MAPI_E_NOT_FOUND } from '../com/hresult-codes.js';
import {
  CHANGE_PROP_TYPE,
  PROP_ID,
  PROP_TYPE,
  type PropertyValue,
  type PropTag,
  PT_ERROR,
  PT_STRING8,
  PT_UNICODE,
  PT_UNSPECIFIED,
  type SPropValue,
} from '../contract/property-types.js';
import type { SPropTagArray, SRow } from '../contract/structures.js';

/** The bit in which PT_STRING8 and PT_UNICODE, single or multi-valued, differ. */
const STRING_FORM = PT_STRING8 ^ PT_UNICODE;

/**
 * Finds the property that a tag asks for: PT_UNSPECIFIED takes any type, and the two string types stand for each other.
 *
 * @returns the property, or undefined when the row has none or only an error
 */
export function valueInRow(row: SRow, tag: PropTag): SPropValue | undefined {
  for (const entry of row) {
    if (entry.tag === tag && PROP_TYPE(tag) !== PT_ERROR) return entry;
    if (PROP_ID(entry.tag) === PROP_ID(tag) && fits(PROP_TYPE(entry.tag), PROP_TYPE(tag))) return entry;
  }
  return undefined;
}

/** The value that a tag asks for, or undefined. */
export function plainValueInRow(row: SRow, tag: PropTag): PropertyValue | undefined {
  return valueInRow(row, tag)?.value;
}

/**
 * Arranges a row in the order of the columns; the row itself where it has that order already.
 *
 * A column that the row lacks comes as PT_ERROR with MAPI_E_NOT_FOUND.
 */
export function arrangeRow(row: SRow, columns: SPropTagArray): SRow {
  if (row.length === columns.length && columns.every((column, index) => row[index]?.tag === column)) return row;
  return columns.map((column) => arrangedValue(row, column));
}

function arrangedValue(row: SRow, column: PropTag): SPropValue {
  const found = valueInRow(row, column);
  if (found === undefined) return { tag: CHANGE_PROP_TYPE(column, PT_ERROR), value: MAPI_E_NOT_FOUND };
  if (found.tag === column || PROP_TYPE(column) === PT_UNSPECIFIED) return found;
  return { tag: column, value: found.value };
}

function fits(type: number, wanted: number): boolean {
  if (type === PT_ERROR) return false;
  return wanted === PT_UNSPECIFIED || (isString(type) && isString(wanted) && (type ^ wanted) === STRING_FORM);
}

function isString(type: number): boolean {
  return (type & 0xfff) === PT_STRING8 || (type & 0xfff) === PT_UNICODE;
}
