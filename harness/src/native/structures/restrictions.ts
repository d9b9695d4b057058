import { type PropTag, propTagFromNumber, type SRestriction, type SSortOrderSet } from '@mapi-kit/sdk';
import type { Reader } from '../reader.js';
import type { Writer } from '../writer.js';
import { readProperties, there, writeProperties } from './properties.js';

/** sizeof(SRestriction). */
const RESTRICTION_BYTES = 32;
const MOST_DEPTH = 64;

/** Writes a restriction, and all in it, into the present block. */
export function writeRestriction(writer: Writer, restriction: SRestriction): number {
  const at = writer.reserve(RESTRICTION_BYTES);
  fill(writer, at, restriction);
  return at;
}

function fill(writer: Writer, at: number, restriction: SRestriction): void {
  writer.u32(at, restriction.rt);
  const res = at + 8;
  switch (restriction.rt) {
    case 0:
    case 1: {
      const list = writer.reserve(Math.max(1, restriction.restrictions.length) * RESTRICTION_BYTES);
      writer.u32(res, restriction.restrictions.length);
      writer.pointer(res + 8, list);
      restriction.restrictions.forEach((each, index) => {
        fill(writer, list + index * RESTRICTION_BYTES, each);
      });
      return;
    }
    case 2:
      // ulReserved, then the restriction.
      writer.pointer(res + 8, writeRestriction(writer, restriction.restriction));
      return;
    case 3:
    case 4:
      writer.u32(res, restriction.rt === 3 ? restriction.fuzzyLevel : restriction.relop);
      writer.u32(res + 4, restriction.tag);
      writer.pointer(res + 8, writeProperties(writer, [restriction.prop]));
      return;
    case 5:
      writer.u32(res, restriction.relop);
      writer.u32(res + 4, restriction.tag1);
      writer.u32(res + 8, restriction.tag2);
      return;
    case 6:
    case 7:
      writer.u32(res, restriction.rt === 6 ? restriction.relBMR : restriction.relop);
      writer.u32(res + 4, restriction.tag);
      writer.u32(res + 8, restriction.rt === 6 ? restriction.mask : restriction.size);
      return;
    case 8:
      writer.u32(res + 4, restriction.tag);
      return;
    case 9:
      writer.u32(res, restriction.subobject);
      writer.pointer(res + 8, writeRestriction(writer, restriction.restriction));
      return;
    case 10:
      writer.u32(res, restriction.props.length);
      if (restriction.restriction !== null) writer.pointer(res + 8, writeRestriction(writer, restriction.restriction));
      writer.pointer(res + 16, writeProperties(writer, restriction.props));
  }
}

/** Reads a restriction, and all in it. */
export function readRestriction(reader: Reader, address: number, depth = 0): SRestriction {
  if (depth > MOST_DEPTH) throw new Error(`a restriction is nested more than ${MOST_DEPTH} times`);
  return reader.reading(() => {
    const at = reader.load(there(address, 'a restriction'), RESTRICTION_BYTES, 'a restriction');
    return readAt(reader, at, depth);
  });
}

function readAt(reader: Reader, at: number, depth: number): SRestriction {
  const rt = reader.u32(at);
  const res = at + 8;
  const first = reader.u32(res);
  const tag = (place: number): PropTag => propTagFromNumber(reader.u32(place));
  const inner = (place: number): SRestriction => readRestriction(reader, reader.pointer(place), depth + 1);
  switch (rt) {
    case 0:
    case 1: {
      const list = reader.pointer(res + 8);
      return {
        rt,
        restrictions: Array.from({ length: first }, (_, index) =>
          readRestriction(reader, list + index * RESTRICTION_BYTES, depth + 1),
        ),
      };
    }
    case 2:
      return { rt, restriction: inner(res + 8) };
    case 3:
    case 4: {
      const [prop] = readProperties(reader, reader.pointer(res + 8), 1);
      if (prop === undefined) throw new Error('a restriction has no property');
      return rt === 3
        ? { rt, fuzzyLevel: first, tag: tag(res + 4), prop }
        : { rt, relop: first, tag: tag(res + 4), prop };
    }
    case 5:
      return { rt, relop: first, tag1: tag(res + 4), tag2: tag(res + 8) };
    case 6:
      return { rt, relBMR: first, tag: tag(res + 4), mask: reader.u32(res + 8) };
    case 7:
      return { rt, relop: first, tag: tag(res + 4), size: reader.u32(res + 8) };
    case 8:
      return { rt, tag: tag(res + 4) };
    case 9:
      return { rt, subobject: propTagFromNumber(first), restriction: inner(res + 8) };
    case 10:
      return {
        rt,
        props: readProperties(reader, reader.pointer(res + 16), first),
        restriction: reader.pointer(res + 8) === 0 ? null : inner(res + 8),
      };
    default:
      throw new Error(`a restriction is of type ${rt}, which there is none of`);
  }
}

/** Writes a sort order into the present block: no categories. */
export function writeSortOrder(writer: Writer, { sorts }: SSortOrderSet): number {
  const at = writer.reserve(12 + 8 * sorts.length);
  writer.u32(at, sorts.length);
  sorts.forEach(({ tag, order }, index) => {
    writer.u32(at + 12 + 8 * index, tag);
    writer.u32(at + 16 + 8 * index, order);
  });
  return at;
}

/** Reads a sort order. */
export function readSortOrder(reader: Reader, address: number): SSortOrderSet {
  return reader.reading(() => {
    const head = reader.load(there(address, 'a sort order'), 12, 'a sort order');
    const count = reader.u32(head);
    const at = reader.load(address + 12, 8 * count, 'a sort order');
    return {
      sorts: Array.from({ length: count }, (_, index) => ({
        tag: propTagFromNumber(reader.u32(at + 8 * index)),
        order: reader.u32(at + 8 * index + 4) === 0 ? 0 : 1,
      })),
    };
  });
}
