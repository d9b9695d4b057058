import { Buffer } from 'node:buffer';
import { demand, demandValue } from '../com/demand.js';
import { isCode } from '../com/hresult.js';
import { MAPI_E_NOT_ENOUGH_MEMORY } from '../com/hresult-codes.js';
import { MAPI_UNICODE, TBL_ALL_COLUMNS } from '../contract/flags.js';
import type { IMAPIProp } from '../contract/imapi-prop.js';
import type { IMAPITable } from '../contract/imapi-table.js';
import { IID_IStream } from '../contract/interface-ids.js';
import {
  PROP_ID,
  PROP_TYPE,
  type PropertyValue,
  type PropTag,
  PT_ERROR,
  PT_OBJECT,
  type SPropValue,
} from '../contract/property-types.js';
import type { SRow } from '../contract/structures.js';
import { decodeStream, isStreamable } from './stream-encoding.js';

const ROWS_AT_A_TIME = 256;
const BYTES_AT_A_TIME = 0x10000;

/** Reads a table to its end and releases it. */
export function readTable(table: IMAPITable): SRow[] {
  try {
    const columns = demandValue(table.QueryColumns(TBL_ALL_COLUMNS), 'QueryColumns');
    demand(table.SetColumns(columns, 0), 'SetColumns');
    const rows: SRow[] = [];
    for (;;) {
      const some = demandValue(table.QueryRows(ROWS_AT_A_TIME, 0), 'QueryRows');
      if (some.length === 0) return rows;
      for (const row of some) rows.push(row.filter(({ tag }) => PROP_TYPE(tag) !== PT_ERROR));
    }
  } finally {
    table.Release();
  }
}

/** Reads all properties of an object that have a value, large ones too. */
export function readAllProperties(object: IMAPIProp): SPropValue[] {
  const values = demandValue(object.GetProps(null, MAPI_UNICODE), 'GetProps');
  const plain = values.filter(({ tag }) => PROP_TYPE(tag) !== PT_ERROR && PROP_TYPE(tag) !== PT_OBJECT);
  const large = values.filter(isTooLarge).map(({ tag }) => PROP_ID(tag));
  return large.length === 0 ? plain : [...plain, ...readLarge(object, large)];
}

/** Reads what is too large for GetProps, which comes without its type there; the list of properties has it. */
export function* readLarge(object: IMAPIProp, ids: readonly number[]): Iterable<SPropValue> {
  for (const tag of demandValue(object.GetPropList(MAPI_UNICODE), 'GetPropList')) {
    if (!ids.includes(PROP_ID(tag)) || !isStreamable(PROP_TYPE(tag))) continue;
    yield { tag, value: decodeStream(tag, readStream(object, tag)) };
  }
}

/** Tells whether GetProps has left a value out because it is too large. */
export function isTooLarge({ tag, value }: SPropValue): boolean {
  return PROP_TYPE(tag) === PT_ERROR && isCode(value, MAPI_E_NOT_ENOUGH_MEMORY);
}

/** Reads one property; undefined when the object has none. One that is too large for GetProps is read as a stream. */
export function readProperty<T extends PropertyValue>(object: IMAPIProp, tag: PropTag<T>): T | undefined {
  const [found] = demandValue(object.GetProps([tag as PropTag], MAPI_UNICODE), 'GetProps');
  if (found === undefined) return undefined;
  if (PROP_TYPE(found.tag) !== PT_ERROR) return PROP_ID(found.tag) === PROP_ID(tag) ? (found.value as T) : undefined;
  return isTooLarge(found) && isStreamable(PROP_TYPE(tag))
    ? (decodeStream(tag, readStream(object, tag)) as T)
    : undefined;
}

function readStream(object: IMAPIProp, tag: number): Uint8Array {
  const stream = demandValue(object.OpenProperty(tag as PropTag, IID_IStream, 0, 0), 'OpenProperty');
  try {
    const parts: Uint8Array[] = [];
    for (;;) {
      const part = demandValue(stream.Read(BYTES_AT_A_TIME), 'Read');
      if (part.length === 0) return Buffer.concat(parts);
      parts.push(new Uint8Array(part));
    }
  } finally {
    stream.Release();
  }
}
