import { Buffer } from 'node:buffer';
import { demandValue } from '../com/demand.js';
import { isCode } from '../com/hresult.js';
import { MAPI_E_NOT_ENOUGH_MEMORY } from '../com/hresult-codes.js';
import { MAPI_UNICODE } from '../contract/flags.js';
import type { IMAPIProp } from '../contract/imapi-prop.js';
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
import { decodeStream, isStreamable } from './stream-encoding.js';

const BYTES_AT_A_TIME = 0x10000;

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
      if (part.length === 0) return new Uint8Array(Buffer.concat(parts));
      parts.push(new Uint8Array(part));
    }
  } finally {
    stream.Release();
  }
}
