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
  propTagFromNumber,
  propTypeName,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { Reader } from '../reader.js';
import type { Writer } from '../writer.js';

/** sizeof(SPropValue), on both platforms. */
export const PROP_BYTES = 24;
const VALUE_AT = 8;

/** How values of a type lie in an array, and in the union of an SPropValue. */
interface Form {
  readonly bytes: number;
  write(writer: Writer, at: number, value: PropertyValue): void;
  read(reader: Reader, at: number): PropertyValue;
}

const integer16: Form = {
  bytes: 2,
  write: (w, at, value) => w.u16(at, Number(value)),
  read: (r, at) => (r.u16(at) << 16) >> 16,
};
const integer64: Form = {
  bytes: 8,
  write: (w, at, value) => w.u64(at, BigInt(value as bigint)),
  read: (r, at) => BigInt.asIntN(64, r.u64(at)),
};
const double: Form = {
  bytes: 8,
  write: (w, at, value) => w.f64(at, Number(value)),
  read: (r, at) => r.f64(at),
};

const FORMS: ReadonlyMap<number, Form> = new Map<number, Form>([
  [PT_I2, integer16],
  [PT_LONG, { bytes: 4, write: (w, at, value) => w.u32(at, Number(value)), read: (r, at) => r.i32(at) }],
  [PT_R4, { bytes: 4, write: (w, at, value) => w.f32(at, Number(value)), read: (r, at) => r.f32(at) }],
  [PT_DOUBLE, double],
  [PT_APPTIME, double],
  [PT_CURRENCY, integer64],
  [PT_I8, integer64],
  [PT_SYSTIME, { bytes: 8, write: (w, at, value) => w.u64(at, BigInt(value as bigint)), read: (r, at) => r.u64(at) }],
  [PT_ERROR, { bytes: 4, write: (w, at, value) => w.u32(at, Number(value)), read: (r, at) => hresult(r.i32(at)) }],
  [
    PT_BOOLEAN,
    { bytes: 2, write: (w, at, value) => w.u16(at, value === true ? 1 : 0), read: (r, at) => r.u16(at) !== 0 },
  ],
  [
    PT_UNICODE,
    {
      bytes: 8,
      write: (w, at, value) => w.pointer(at, w.text(String(value))),
      read: (r, at) => r.text(there(r.pointer(at), 'a text')),
    },
  ],
  [
    PT_STRING8,
    {
      bytes: 8,
      write: (w, at, value) => w.pointer(at, w.ansi(String(value))),
      read: (r, at) => r.ansi(there(r.pointer(at), 'a text')),
    },
  ],
  [
    PT_CLSID,
    {
      bytes: 8,
      write: (w, at, value) => w.pointer(at, w.blob(guidToBytes(value as Guid))),
      read: (r, at) => guidFromBytes(r.bytes(there(r.pointer(at), 'a GUID'), 16, 'a GUID')),
    },
  ],
  [
    PT_BINARY,
    {
      bytes: 16,
      write: (w, at, value) => {
        const bytes = value as Uint8Array;
        w.u32(at, bytes.length);
        w.pointer(at + 8, w.blob(bytes));
      },
      read: (r, at) => r.bytes(r.pointer(at + 8), r.u32(at), 'a binary property'),
    },
  ],
]);

/** GUIDs are pointed to where there is one, and lie in an array where there are several. */
const listedGuid: Form = {
  bytes: 16,
  write: (w, at, value) => w.bytes(at, guidToBytes(value as Guid)),
  read: (r, at) => guidFromBytes(r.slice(at, 16)),
};

function formOf(type: number): Form | undefined {
  return type === (PT_CLSID | MV_FLAG) ? listedGuid : FORMS.get(type & ~MV_FLAG);
}

/** Writes an array of properties into the present block. */
export function writeProperties(writer: Writer, values: readonly SPropValue[]): number {
  const at = writer.reserve(Math.max(1, values.length) * PROP_BYTES);
  values.forEach((value, index) => {
    writeProperty(writer, at + index * PROP_BYTES, value);
  });
  return at;
}

/** Writes one property to a place of the present block. */
export function writeProperty(writer: Writer, at: number, { tag, value }: SPropValue): void {
  writer.u32(at, tag);
  const type = PROP_TYPE(tag);
  const single = formOf(type);
  // What has no value, as PT_NULL and PT_OBJECT have none.
  if (single === undefined || value === null) return;
  if ((type & MV_FLAG) === 0) {
    single.write(writer, at + VALUE_AT, value);
    return;
  }
  const list = value as readonly PropertyValue[];
  const items = writer.reserve(Math.max(1, list.length * single.bytes));
  writer.u32(at + VALUE_AT, list.length);
  writer.pointer(at + VALUE_AT + 8, items);
  list.forEach((item, index) => {
    single.write(writer, items + index * single.bytes, item);
  });
}

/** Reads an array of properties. */
export function readProperties(reader: Reader, address: number, count: number): readonly SPropValue[] {
  if (count === 0) return [];
  there(address, 'an array of properties');
  return reader.reading(() => {
    const at = reader.load(address, count * PROP_BYTES, 'an array of properties');
    return Array.from({ length: count }, (_, index) => readProperty(reader, at + index * PROP_BYTES));
  });
}

/** Reads one property that has been loaded. */
export function readProperty(reader: Reader, at: number): SPropValue {
  const tag = propTagFromNumber(reader.u32(at)) as PropTag;
  const type = PROP_TYPE(tag);
  const single = formOf(type);
  if (single === undefined) return { tag, value: null };
  try {
    if ((type & MV_FLAG) === 0) return { tag, value: single.read(reader, at + VALUE_AT) };
    return { tag, value: readList(reader, at + VALUE_AT, single) };
  } catch (error) {
    const name = (tag >>> 0).toString(16).padStart(8, '0').toUpperCase();
    throw new Error(`property 0x${name} (${propTypeName(type)}): ${(error as Error).message}`);
  }
}

function readList(reader: Reader, at: number, { bytes, read }: Form): PropertyValue {
  const count = reader.u32(at);
  if (count === 0) return [] as unknown as PropertyValue;
  return reader.reading(() => {
    const items = reader.load(there(reader.pointer(at + 8), 'its values'), count * bytes, 'a list of values');
    return Array.from({ length: count }, (_, index) => read(reader, items + index * bytes)) as unknown as PropertyValue;
  });
}

/** @throws Error when there is nothing where something has to be */
export function there(address: number, what: string): number {
  if (address === 0) throw new Error(`${what} is a null pointer`);
  return address;
}
