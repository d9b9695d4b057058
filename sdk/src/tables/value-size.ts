import {
  isMultiValued,
  MV_FLAG,
  type PropertyValue,
  PT_BOOLEAN,
  PT_CLSID,
  PT_ERROR,
  PT_I2,
  PT_LONG,
  PT_NULL,
  PT_OBJECT,
  PT_R4,
  PT_STRING8,
  PT_UNICODE,
} from '../contract/property-types.js';
import { encodeString8 } from '../contract/string8.js';

const fixedSizes: ReadonlyMap<number, number> = new Map([
  [PT_NULL, 0],
  [PT_OBJECT, 0],
  [PT_I2, 2],
  [PT_BOOLEAN, 2],
  [PT_LONG, 4],
  [PT_R4, 4],
  [PT_ERROR, 4],
  [PT_CLSID, 16],
]);

/**
 * The size in bytes that a value has in C, the terminator of a string included: what RES_SIZE compares.
 *
 * @param type - the property's type
 * @param value - the property's value
 */
export function valueSize(type: number, value: PropertyValue): number {
  if (isMultiValued(type) && Array.isArray(value)) {
    return value.reduce((sum: number, item: PropertyValue) => sum + valueSize(type & ~MV_FLAG, item), 0);
  }
  if (value instanceof Uint8Array) return value.length;
  if (typeof value === 'string' && type === PT_UNICODE) return (value.length + 1) * 2;
  if (typeof value === 'string' && type === PT_STRING8) return encodeString8(value).length + 1;
  return fixedSizes.get(type) ?? 8;
}
