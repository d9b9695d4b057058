import {
  type Guid,
  guidFromBytes,
  guidToBytes,
  hresult,
  MV_FLAG,
  PROP_TYPE,
  type PropertyValue,
  type PropTag,
  PT_APPTIME,
  PT_BINARY,
  PT_BOOLEAN,
  PT_CLSID,
  PT_CURRENCY,
  PT_DOUBLE,
  PT_ERROR,
  PT_I2,
  PT_I8,
  PT_LONG,
  PT_R4,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
  propTypeName,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { Reader } from '../reader.js';
import type { Writer } from '../writer.js';

/** sizeof(SPropValue), on both platforms. */
export const PROP_BYTES = 24;
const VALUE_AT = 8;

/** A list of GUIDs has them in it; where there is one, it is pointed to. */
const LISTED_GUIDS = PT_CLSID | MV_FLAG;

/** How much of an array a value of a type takes, and of the union of an SPropValue. */
const BYTES: ReadonlyMap<number, number> = new Map([
  [PT_I2, 2],
  [PT_LONG, 4],
  [PT_R4, 4],
  [PT_DOUBLE, 8],
  [PT_APPTIME, 8],
  [PT_CURRENCY, 8],
  [PT_I8, 8],
  [PT_SYSTIME, 8],
  [PT_ERROR, 4],
  [PT_BOOLEAN, 2],
  [PT_UNICODE, 8],
  [PT_STRING8, 8],
  [PT_CLSID, 8],
  [PT_BINARY, 16],
]);

// Each is one function, and not one for each type: a call that may lead to a dozen of them costs as much as the value.

/** Writes a value of a type, by its type in a list of GUIDs; what has no value, as PT_NULL and PT_OBJECT have none, is none. */
function writeValue(w: Writer, at: number, type: number, value: PropertyValue): void {
  switch (type) {
    case PT_LONG:
    case PT_ERROR:
      w.u32(at, Number(value));
      break;
    case PT_UNICODE:
      w.pointer(at, w.text(String(value)));
      break;
    case PT_BOOLEAN:
      w.u16(at, value === true ? 1 : 0);
      break;
    case PT_BINARY: {
      const bytes = value as Uint8Array;
      w.u32(at, bytes.length);
      w.pointer(at + 8, w.blob(bytes));
      break;
    }
    case PT_SYSTIME:
    case PT_CURRENCY:
    case PT_I8:
      w.u64(at, typeof value === 'bigint' ? value : BigInt(value as number));
      break;
    case PT_I2:
      w.u16(at, Number(value));
      break;
    case PT_R4:
      w.f32(at, Number(value));
      break;
    case PT_DOUBLE:
    case PT_APPTIME:
      w.f64(at, Number(value));
      break;
    case PT_STRING8:
      w.pointer(at, w.ansi(String(value)));
      break;
    case PT_CLSID:
      w.pointer(at, w.blob(guidToBytes(value as Guid)));
      break;
    case LISTED_GUIDS:
      w.bytes(at, guidToBytes(value as Guid));
      break;
  }
}

/** Reads what {@link writeValue} writes. */
function readValue(r: Reader, at: number, type: number): PropertyValue | null {
  switch (type) {
    case PT_LONG:
      return r.i32(at);
    case PT_UNICODE:
      return r.text(there(r.pointer(at), 'a text'));
    case PT_BOOLEAN:
      return r.u16(at) !== 0;
    case PT_BINARY:
      return r.bytes(r.pointer(at + 8), r.u32(at), 'a binary property');
    case PT_SYSTIME:
      return r.u64(at);
    case PT_CURRENCY:
    case PT_I8:
      return BigInt.asIntN(64, r.u64(at));
    case PT_ERROR:
      return hresult(r.i32(at));
    case PT_I2:
      return (r.u16(at) << 16) >> 16;
    case PT_R4:
      return r.f32(at);
    case PT_DOUBLE:
    case PT_APPTIME:
      return r.f64(at);
    case PT_STRING8:
      return r.ansi(there(r.pointer(at), 'a text'));
    case PT_CLSID:
      return guidFromBytes(r.bytes(there(r.pointer(at), 'a GUID'), 16, 'a GUID'));
    case LISTED_GUIDS:
      return guidFromBytes(r.slice(at, 16));
    default:
      return null;
  }
}

/** How a type of lists has its items. */
function itemsOf(type: number): { readonly type: number; readonly bytes: number } | undefined {
  if (type === LISTED_GUIDS) return { type, bytes: 16 };
  const single = type & ~MV_FLAG;
  const bytes = BYTES.get(single);
  return bytes === undefined ? undefined : { type: single, bytes };
}

/** Writes an array of properties into the present block. */
export function writeProperties(writer: Writer, values: readonly SPropValue[]): number {
  const at = writer.reserve(Math.max(1, values.length) * PROP_BYTES);
  for (let index = 0; index < values.length; index += 1) {
    writeProperty(writer, at + index * PROP_BYTES, values[index] as SPropValue);
  }
  return at;
}

/** Writes one property to a place of the present block. */
function writeProperty(writer: Writer, at: number, { tag, value }: SPropValue): void {
  writer.u32(at, tag);
  if (value === null) return;
  const type = PROP_TYPE(tag);
  if ((type & MV_FLAG) === 0) writeValue(writer, at + VALUE_AT, type, value);
  else writeList(writer, at + VALUE_AT, type, value as readonly PropertyValue[]);
}

function writeList(writer: Writer, at: number, type: number, list: readonly PropertyValue[]): void {
  const each = itemsOf(type);
  if (each === undefined) return;
  const items = writer.reserve(Math.max(1, list.length * each.bytes));
  writer.u32(at, list.length);
  writer.pointer(at + 8, items);
  list.forEach((item, index) => {
    writeValue(writer, items + index * each.bytes, each.type, item);
  });
}

/**
 * Reads an array of properties.
 *
 * @param blockBytes - how large the block is that it begins; 0: that is not known
 */
export function readProperties(reader: Reader, address: number, count: number, blockBytes = 0): readonly SPropValue[] {
  if (count === 0) return [];
  there(address, 'an array of properties');
  return reader.reading(() => {
    const at = reader.loadWithBlock(address, count * PROP_BYTES, blockBytes, 'an array of properties');
    try {
      const values: SPropValue[] = [];
      for (let index = 0; index < count; index += 1) values.push(readProperty(reader, at + index * PROP_BYTES));
      return values;
    } finally {
      reader.leaveBlock();
    }
  });
}

/** Reads one property that has been loaded. */
export function readProperty(reader: Reader, at: number): SPropValue {
  // 32 bits without a sign are what a tag is: nothing is to be checked.
  const tag = reader.u32(at) as PropTag;
  const type = PROP_TYPE(tag);
  try {
    if ((type & MV_FLAG) === 0) return { tag, value: readValue(reader, at + VALUE_AT, type) };
    return { tag, value: readList(reader, at + VALUE_AT, type) };
  } catch (error) {
    const name = (tag >>> 0).toString(16).padStart(8, '0').toUpperCase();
    throw new Error(`property 0x${name} (${propTypeName(type)}): ${(error as Error).message}`);
  }
}

function readList(reader: Reader, at: number, type: number): PropertyValue | null {
  const each = itemsOf(type);
  if (each === undefined) return null;
  const count = reader.u32(at);
  if (count === 0) return [];
  return reader.reading(() => {
    const items = reader.load(there(reader.pointer(at + 8), 'its values'), count * each.bytes, 'a list of values');
    return Array.from({ length: count }, (_, index) =>
      readValue(reader, items + index * each.bytes, each.type),
    ) as PropertyValue;
  });
}

/** @throws Error when there is nothing where something has to be */
export function there(address: number, what: string): number {
  if (address === 0) throw new Error(`${what} is a null pointer`);
  return address;
}
