import type { Guid } from '../com/guid.js';
import type { HRESULT } from '../com/hresult.js';
import type {
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
  PT_MV_APPTIME,
  PT_MV_BINARY,
  PT_MV_CLSID,
  PT_MV_CURRENCY,
  PT_MV_DOUBLE,
  PT_MV_I2,
  PT_MV_I8,
  PT_MV_LONG,
  PT_MV_R4,
  PT_MV_STRING8,
  PT_MV_SYSTIME,
  PT_MV_UNICODE,
  PT_NULL,
  PT_OBJECT,
  PT_R4,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
} from './property-type-codes.js';

/** What a property can hold: each property type has one form of value, see {@link PropertyValueByType}. */
export type PropertyValue =
  | number
  | bigint
  | boolean
  | string
  | Uint8Array
  | null
  | readonly number[]
  | readonly bigint[]
  | readonly string[]
  | readonly Uint8Array[];

/** The form of the value for each property type. */
export interface PropertyValueByType {
  /** Nothing but the fact that the property is there. */
  [PT_NULL]: null;
  /** A whole number. */
  [PT_I2]: number;
  /** A whole number, signed: write flags that include the top bit with `| 0`. */
  [PT_LONG]: number;
  /** A number that 32 bits hold exactly, see `Math.fround`. */
  [PT_R4]: number;
  /** Any number. */
  [PT_DOUBLE]: number;
  /** Ten-thousandths of the currency's unit. */
  [PT_CURRENCY]: bigint;
  /** Days, the time of day as their fraction. */
  [PT_APPTIME]: number;
  /** Why the property is not there. */
  [PT_ERROR]: HRESULT;
  /** True or false. */
  [PT_BOOLEAN]: boolean;
  /** No value: open the property with OpenProperty. */
  [PT_OBJECT]: never;
  /** A whole number. */
  [PT_I8]: bigint;
  /** Text without NUL characters. */
  [PT_STRING8]: string;
  /** Text without NUL characters. */
  [PT_UNICODE]: string;
  /** Units of 100 nanoseconds since 1601-01-01 UTC, see {@link fileTimeFromDate}. */
  [PT_SYSTIME]: bigint;
  /** A GUID. */
  [PT_CLSID]: Guid;
  /** Bytes. */
  [PT_BINARY]: Uint8Array;
  /** As PT_I2, several. */
  [PT_MV_I2]: readonly number[];
  /** As PT_LONG, several. */
  [PT_MV_LONG]: readonly number[];
  /** As PT_R4, several. */
  [PT_MV_R4]: readonly number[];
  /** As PT_DOUBLE, several. */
  [PT_MV_DOUBLE]: readonly number[];
  /** As PT_CURRENCY, several. */
  [PT_MV_CURRENCY]: readonly bigint[];
  /** As PT_APPTIME, several. */
  [PT_MV_APPTIME]: readonly number[];
  /** As PT_I8, several. */
  [PT_MV_I8]: readonly bigint[];
  /** As PT_STRING8, several. */
  [PT_MV_STRING8]: readonly string[];
  /** As PT_UNICODE, several. */
  [PT_MV_UNICODE]: readonly string[];
  /** As PT_SYSTIME, several. */
  [PT_MV_SYSTIME]: readonly bigint[];
  /** As PT_CLSID, several. */
  [PT_MV_CLSID]: readonly Guid[];
  /** As PT_BINARY, several. */
  [PT_MV_BINARY]: readonly Uint8Array[];
}

/** The form of the value for one property type; any form, where the type is not known beforehand. */
export type PropertyValueOf<Type extends number> = Type extends keyof PropertyValueByType
  ? PropertyValueByType[Type]
  : PropertyValue;

declare const propTagValue: unique symbol;

/**
 * A property tag: the property's id in the high word and its type in the low word, unsigned.
 *
 * It carries the form of the property's value as a type. At run time it is a plain number, so it serves as a Map key
 * and in bit operations.
 */
export type PropTag<T = PropertyValue> = number & { readonly [propTagValue]: T };

/**
 * Makes a tag from an id and a type.
 *
 * @param id - the property's id, 0 to 0xFFFF
 * @param type - the property's type, one of the PT_ constants
 * @returns the tag, typed by the values that the type allows
 * @throws TypeError when either is not an unsigned integer of 16 bits
 */
export function propTag<Type extends number>(id: number, type: Type): PropTag<PropertyValueOf<Type>> {
  return (((word(id, 'id') << 16) | word(type, 'type')) >>> 0) as PropTag<PropertyValueOf<Type>>;
}

/**
 * Makes a tag from a number that is already one, for example one read from a file or handed over by native code.
 *
 * @param value - the tag in unsigned or signed form
 * @throws TypeError when `value` is not an integer of 32 bits
 */
export function propTagFromNumber(value: number): PropTag {
  if (!Number.isInteger(value) || value < -0x80000000 || value > 0xffffffff) {
    throw new TypeError(`A property tag is an integer of 32 bits, such as 0x0037001F; got ${String(value)}`);
  }
  return (value >>> 0) as PropTag;
}

/**
 * Makes a tag from a type and an id, in the order of Microsoft's macro; {@link propTag} has them the other way round.
 *
 * @param type - the property's type (`ulPropType`)
 * @param id - the property's id (`ulPropID`)
 * @throws TypeError when either is not an unsigned integer of 16 bits
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/prop_tag
 */
export function PROP_TAG<Type extends number>(type: Type, id: number): PropTag<PropertyValueOf<Type>> {
  return propTag(id, type);
}

/**
 * Takes the id, the high word, out of a tag.
 *
 * @param tag - the tag (`ulPropTag`)
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/prop_id
 */
export function PROP_ID(tag: number): number {
  return tag >>> 16;
}

/**
 * Takes the type, the low word, out of a tag.
 *
 * @param tag - the tag (`ulPropTag`)
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/prop_type
 */
export function PROP_TYPE(tag: number): number {
  return tag & 0xffff;
}

/**
 * Makes the tag with the same id and another type.
 *
 * @param tag - the tag whose id is kept (`ulPropTag`)
 * @param type - the new type (`ulPropType`)
 * @throws TypeError when the type is not an unsigned integer of 16 bits
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/change_prop_type
 */
export function CHANGE_PROP_TYPE<Type extends number>(tag: number, type: Type): PropTag<PropertyValueOf<Type>> {
  return propTag(PROP_ID(tag), type);
}

/**
 * Tells whether a property travels with a message, which only its id decides.
 *
 * @param tag - the tag
 */
export function isTransmittable(tag: number): boolean {
  const id = PROP_ID(tag);
  return id < 0x0e00 || (id >= 0x1000 && id <= 0x5fff) || (id >= 0x6800 && id <= 0x7bff) || id >= 0x8000;
}

function word(value: number, what: string): number {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff) {
    throw new TypeError(`The ${what} of a property is an unsigned integer of 16 bits; got ${String(value)}`);
  }
  return value;
}
