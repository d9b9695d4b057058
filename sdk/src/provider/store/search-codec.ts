import { MAPI_E_CORRUPT_DATA } from '../../com/hresult-codes.js';
import { MapiError } from '../../com/mapi-error.js';
import { isPropertyValue, PROP_TYPE, type PropTag, type SPropValue } from '../../contract/property-types.js';
import type { SRestriction } from '../../contract/structures.js';
import { ByteReader } from '../objects/byte-reader.js';
import { ByteWriter } from '../objects/byte-writer.js';
import type { Search } from '../objects/search.js';

const FORMAT = 1;

const writer: ByteWriter = new ByteWriter();

/** Makes bytes of a search, for a property of its folder. */
export function encodeSearch({ restriction, containers, recursive, foreground, running }: Search): Uint8Array {
  writer.byte(FORMAT);
  try {
    writer.value([listOf(restriction), containers, recursive, foreground, running]);
  } catch (error) {
    writer.drop();
    throw error;
  }
  // What is written next takes the place of what the writer gives.
  return new Uint8Array(writer.take());
}

/**
 * Makes a search of its bytes, the reverse of {@link encodeSearch}.
 *
 * @throws MapiError with MAPI_E_CORRUPT_DATA when they are none
 */
export function decodeSearch(bytes: Uint8Array): Search {
  try {
    const reader = new ByteReader(bytes);
    if (reader.byte() !== FORMAT) throw new RangeError('the format is not known');
    const [restriction, containers, recursive, foreground, running] = items(reader.value());
    reader.end();
    return {
      restriction: restrictionOf(items(restriction)),
      containers: items(containers).map(text),
      recursive: recursive === true,
      foreground: foreground === true,
      running: running === true,
    };
  } catch (cause) {
    throw new MapiError(MAPI_E_CORRUPT_DATA, 'the criteria of a search folder cannot be read', { cause });
  }
}

function listOf(restriction: SRestriction): readonly unknown[] {
  const { rt } = restriction;
  switch (restriction.rt) {
    case 0:
    case 1:
      return [rt, restriction.restrictions.map(listOf)];
    case 2:
      return [rt, listOf(restriction.restriction)];
    case 3:
      return [rt, restriction.fuzzyLevel, restriction.tag, pair(restriction.prop)];
    case 4:
      return [rt, restriction.relop, restriction.tag, pair(restriction.prop)];
    case 5:
      return [rt, restriction.relop, restriction.tag1, restriction.tag2];
    case 6:
      return [rt, restriction.relBMR, restriction.tag, restriction.mask];
    case 7:
      return [rt, restriction.relop, restriction.tag, restriction.size];
    case 8:
      return [rt, restriction.tag];
    case 9:
      return [rt, restriction.subobject, listOf(restriction.restriction)];
    case 10: {
      const { props, restriction: inner } = restriction;
      return [rt, props.map(pair), inner === null ? null : listOf(inner)];
    }
  }
}

function restrictionOf([rt, first, second, third]: readonly unknown[]): SRestriction {
  switch (rt) {
    case 0:
    case 1:
      return { rt, restrictions: items(first).map((one) => restrictionOf(items(one))) };
    case 2:
      return { rt, restriction: restrictionOf(items(first)) };
    case 3:
      return { rt, fuzzyLevel: integer(first), tag: tagOf(second), prop: property(third) };
    case 4:
      return { rt, relop: integer(first), tag: tagOf(second), prop: property(third) };
    case 5:
      return { rt, relop: integer(first), tag1: tagOf(second), tag2: tagOf(third) };
    case 6:
      return { rt, relBMR: integer(first), tag: tagOf(second), mask: integer(third) };
    case 7:
      return { rt, relop: integer(first), tag: tagOf(second), size: integer(third) };
    case 8:
      return { rt, tag: tagOf(first) };
    case 9:
      return { rt, subobject: tagOf(first), restriction: restrictionOf(items(second)) };
    case 10:
      return {
        rt,
        props: items(first).map(property),
        restriction: second === null ? null : restrictionOf(items(second)),
      };
    default:
      throw new RangeError('there is no such restriction');
  }
}

function pair({ tag, value }: SPropValue): readonly unknown[] {
  return [tag, value];
}

function property(value: unknown): SPropValue {
  const [tag, content] = items(value);
  const read = { tag: tagOf(tag), value: content };
  if (!isProperty(read)) throw new RangeError('a value is not of the type of its property');
  return read;
}

function isProperty(value: { readonly tag: PropTag; readonly value: unknown }): value is SPropValue {
  return isPropertyValue(PROP_TYPE(value.tag), value.value);
}

function items(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new RangeError('there is no list');
  return value;
}

function integer(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('there is no number');
  return value as number;
}

function tagOf(value: unknown): PropTag {
  return integer(value) as PropTag;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new RangeError('there is no text');
  return value;
}
