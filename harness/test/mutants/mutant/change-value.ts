import { Buffer } from 'node:buffer';
import type { PropertyValue } from '@mapi-kit/sdk';

/** The operators that make one value of another. */
export type ValueOperator = 'truncate' | 'duplicate' | 'round' | 'reorder';

const TICKS_OF_A_SECOND = 10_000_000n;

/**
 * What a careless writer makes of a value.
 *
 * @returns the same value where the operator means nothing for its type
 */
export function changeValue(value: PropertyValue, operator: ValueOperator): PropertyValue {
  if (Array.isArray(value)) return changeList(value, operator) as unknown as PropertyValue;
  if (typeof value === 'string') return changeText(value, operator);
  if (value instanceof Uint8Array) return changeBytes(value, operator);
  if (operator === 'duplicate' || operator === 'reorder') return value;
  if (typeof value === 'number') {
    if (operator === 'truncate') return Number.isInteger(value) ? value & 0xff : Math.trunc(value);
    return Number.isInteger(value) ? Math.round(value / 10) * 10 : Math.fround(Math.round(value * 10) / 10);
  }
  if (typeof value === 'bigint') {
    return operator === 'truncate' ? BigInt.asIntN(32, value) : value - (value % TICKS_OF_A_SECOND);
  }
  if (typeof value === 'boolean') return true;
  return value;
}

function changeList(list: readonly PropertyValue[], operator: ValueOperator): readonly PropertyValue[] {
  if (operator === 'truncate') return list.slice(0, Math.max(1, list.length - 1));
  if (operator === 'duplicate') return [...list, ...list.slice(-1)];
  if (operator === 'reorder') return list.toReversed();
  return list.map((value) => changeValue(value, operator));
}

function changeText(text: string, operator: ValueOperator): string {
  if (operator === 'truncate') return text.slice(0, Math.min(255, text.length >> 1));
  if (operator === 'duplicate') return text + text;
  if (operator === 'reorder') return [...text].reverse().join('');
  // What a column of single bytes makes of it.
  return Buffer.from(text, 'latin1').toString('latin1').trimEnd();
}

function changeBytes(bytes: Uint8Array, operator: ValueOperator): Uint8Array {
  if (operator === 'truncate') return bytes.slice(0, Math.min(65_536, bytes.length >> 1));
  if (operator === 'duplicate') return new Uint8Array(Buffer.concat([bytes, bytes]));
  if (operator === 'reorder') return new Uint8Array(bytes).reverse();
  // What is taken for text ends at its zeros.
  const text = Buffer.from(Buffer.from(bytes).toString('utf8'), 'utf8');
  return new Uint8Array(text);
}
