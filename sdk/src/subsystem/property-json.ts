import { Buffer } from 'node:buffer';
import {
  isMultiValued,
  isPropertyValue,
  MV_FLAG,
  PROP_TYPE,
  type PropertyValue,
  PT_BINARY,
  PT_CURRENCY,
  PT_I8,
  PT_SYSTIME,
  propTagFromNumber,
  propTypeName,
  type SPropValue,
} from '../contract/property-types.js';

/** The form of a property value in a JSON file. */
type JsonValue = string | number | boolean | null | readonly (string | number)[];

/**
 * Writes properties as one JSON object: the tag as eight hexadecimal digits, the value without loss.
 *
 * Bytes are in Base64; 64-bit integers, NaN, the infinities and minus zero are strings.
 */
export function propertiesToJson(values: Iterable<SPropValue>): string {
  const entries = Array.from(values, ({ tag, value }) => [tagText(tag), toJson(value)] as const);
  return JSON.stringify(Object.fromEntries(entries));
}

/**
 * Reads properties from what {@link propertiesToJson} wrote, once parsed.
 *
 * @throws Error when it is no such object
 */
export function propertiesFromJson(json: unknown): SPropValue[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('a section is no object');
  return Object.entries(json).map(([text, value]) => propertyFromJson(text, value));
}

function propertyFromJson(text: string, json: unknown): SPropValue {
  if (!/^[\dA-F]{8}$/.test(text)) throw new Error(`${JSON.stringify(text)} is no property tag`);
  const tag = propTagFromNumber(Number.parseInt(text, 16));
  const type = PROP_TYPE(tag);
  const value =
    isMultiValued(type) && Array.isArray(json)
      ? json.map((item) => fromJson(type & ~MV_FLAG, item))
      : fromJson(type, json);
  if (!isPropertyValue(type, value)) throw new Error(`the value of property ${text} is no ${propTypeName(type)}`);
  return { tag, value: value as PropertyValue };
}

function tagText(tag: number): string {
  return tag.toString(16).toUpperCase().padStart(8, '0');
}

function toJson(value: PropertyValue): JsonValue {
  if (value instanceof Uint8Array) return base64(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return numberToJson(value);
  if (Array.isArray(value)) return value.map((item) => toJson(item) as string | number);
  return value as string | boolean | null;
}

function numberToJson(value: number): string | number {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : String(value);
}

function fromJson(type: number, json: unknown): unknown {
  if (type === PT_BINARY) return typeof json === 'string' ? new Uint8Array(Buffer.from(json, 'base64')) : undefined;
  if (type === PT_I8 || type === PT_CURRENCY || type === PT_SYSTIME) {
    return typeof json === 'string' && /^-?\d+$/.test(json) ? BigInt(json) : undefined;
  }
  if (json === 'NaN' || json === 'Infinity' || json === '-Infinity' || json === '-0') {
    return isPropertyValue(type, '') ? json : Number(json);
  }
  return json;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
