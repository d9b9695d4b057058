import { Buffer } from 'node:buffer';
import type { PropertyValue } from '../contract/property-types.js';

/**
 * Orders two values of one type: numbers and times by size, false before true, bytes and strings by their units,
 * several values by the first that differs.
 *
 * An absent value comes first.
 *
 * @returns a negative number, zero or a positive number
 */
export function compareValues(a: PropertyValue | undefined, b: PropertyValue | undefined): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  if (a instanceof Uint8Array) return b instanceof Uint8Array ? Buffer.compare(a, b) : 0;
  if (Array.isArray(a)) return Array.isArray(b) ? compareLists(a, b) : 0;
  // Both are of one type; null has one value.
  const left = a as number | bigint | string | boolean;
  const right = b as number | bigint | string | boolean;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function compareLists(a: readonly PropertyValue[], b: readonly PropertyValue[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const order = compareValues(a[index], b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
