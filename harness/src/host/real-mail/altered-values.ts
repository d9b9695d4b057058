import { PROP_TYPE, type PropertyValue, PT_MV_I2, PT_MV_LONG, PT_MV_SYSTIME, type SPropValue } from '@mapi-kit/sdk';
import { partOf, propertyKey } from '../../recording/parts.js';
import { readProperties } from '../store/read-properties.js';
import { TYPED_TAGS } from '../store/tags.js';
import type { Random } from '../workload/random.js';
import type { OpenedMail } from './property-changes.js';
import { writeProperties } from './write-whole.js';

const WHOLE_NUMBERS: readonly number[] = [PT_MV_I2, PT_MV_LONG];

/** Changes one character, byte or member in the middle of each value of the types that have several: all sizes stay. */
export function alterValues({ message, parts, random }: OpenedMail): void {
  const before = readProperties(message, TYPED_TAGS);
  const altered = before.flatMap(({ tag, value }): SPropValue[] => {
    const other = alter(value, PROP_TYPE(tag), random);
    // What is found otherwise than it was saved the read-back shows.
    const isSaved = parts[propertyKey('', tag)] === partOf(value);
    return other === undefined || !isSaved ? [] : [{ tag, value: other }];
  });
  writeProperties(message, altered, parts, '');
}

/** @returns undefined: there is nothing to be altered */
function alter(value: PropertyValue, type: number, random: Random): PropertyValue | undefined {
  if (typeof value === 'string') return alterText(value);
  if (value instanceof Uint8Array) return alterBytes(value);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const members = [...value];
  const middle = Math.floor(members.length / 2);
  const member = members[middle];
  const isTime = type === PT_MV_SYSTIME && typeof member === 'bigint';
  // The next moment that the store can keep.
  const other = isTime ? member + random.timeUnit : alterMember(member, WHOLE_NUMBERS.includes(type));
  if (other === undefined) return undefined;
  members[middle] = other;
  // A member has become another one of its type.
  return members as PropertyValue;
}

function alterMember(member: unknown, isWhole: boolean): unknown {
  if (typeof member === 'string') return alterText(member);
  if (member instanceof Uint8Array) return alterBytes(member);
  if (typeof member === 'bigint') return member ^ 1n;
  // Another sign may not fit into a whole number.
  return typeof member === 'number' ? (isWhole ? member ^ 1 : -member) : undefined;
}

function alterText(text: string): string | undefined {
  const at = text.search(/[a-z]/);
  if (at < 0) return undefined;
  return text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1);
}

function alterBytes(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length === 0) return undefined;
  const other = new Uint8Array(bytes);
  const middle = Math.floor(other.length / 2);
  other[middle] = (other[middle] ?? 0) ^ 0xff;
  return other;
}
