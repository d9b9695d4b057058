import { Buffer } from 'node:buffer';
import type { PropertyValue } from '@mapi-kit/sdk';

/** A text that no other value has, of this type or another. */
export function canonical(value: PropertyValue): string {
  if (typeof value === 'string') return `s${value.length}:${value}`;
  if (typeof value === 'number') return `n${value};`;
  if (typeof value === 'bigint') return `i${value};`;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Uint8Array) {
    return `b${value.length}:${Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1')}`;
  }
  if (value === null || value === undefined) return 'z';
  let text = `a${value.length}:`;
  for (const part of value) text += canonical(part);
  return text;
}
