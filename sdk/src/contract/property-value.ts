import { Buffer } from 'node:buffer';
import { isGuid } from '../com/guid.js';
import { isHresult } from '../com/hresult.js';
import { PROP_ID, PROP_TYPE, type PropertyValue, type PropTag } from './property-tag.js';
import { propTagName } from './property-tag-name.js';
import {
  MV_FLAG,
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
  PT_NULL,
  PT_R4,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
  PT_UNSPECIFIED,
} from './property-type-codes.js';
import { isMultiValued, propTypeName } from './property-type-name.js';

/**
 * One property: its tag and its value.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/spropvalue
 */
export interface SPropValue {
  /** Which property it is, and of which type (`ulPropTag`). */
  readonly tag: PropTag;
  /** The value in the form that the tag's type demands (`Value`). */
  readonly value: PropertyValue;
}

/** The types that have a multi-valued form. */
const repeatable: ReadonlySet<number> = new Set<number>([
  PT_I2,
  PT_LONG,
  PT_R4,
  PT_DOUBLE,
  PT_CURRENCY,
  PT_APPTIME,
  PT_I8,
  PT_STRING8,
  PT_UNICODE,
  PT_SYSTIME,
  PT_CLSID,
  PT_BINARY,
]);

/**
 * Makes a property.
 *
 * @param tag - which property (`ulPropTag`)
 * @param value - its value, in the form that the tag's type demands
 * @throws TypeError when the value is not well formed for the type, see {@link isPropertyValue}
 * @example
 * ```ts
 * folder.SetProps([propValue(PR_DISPLAY_NAME, 'Drafts'), propValue(PR_SUBFOLDERS, false)]);
 * ```
 */
export function propValue<T extends PropertyValue>(tag: PropTag<T>, value: NoInfer<T>): SPropValue {
  if (!isPropertyValue(PROP_TYPE(tag), value)) {
    throw new TypeError(`${propTagName(tag)} holds a ${propTypeName(PROP_TYPE(tag))}, which ${describe(value)} is not`);
  }
  return { tag, value };
}

/**
 * Tells whether a value is well formed for a property type.
 *
 * Numbers must be in range (PT_LONG signed; PT_R4 exact in 32 bits; PT_APPTIME finite), strings free of NUL
 * characters, a GUID in the form that `guid` writes, an error code in signed form, and a multi-valued property an array
 * of well-formed values. No value fits PT_UNSPECIFIED, PT_OBJECT, PT_PTR, a type with MV_INSTANCE, the multi-valued form
 * of PT_NULL, PT_ERROR or PT_BOOLEAN, or an unknown type.
 *
 * @param type - the property type, the low word of the tag
 * @param value - anything
 */
export function isPropertyValue(type: number, value: unknown): boolean {
  if (!isMultiValued(type)) return isSingleValue(type, value);
  const single = type & ~MV_FLAG;
  return (
    repeatable.has(single) && Array.isArray(value) && Array.from(value).every((item) => isSingleValue(single, item))
  );
}

function isSingleValue(type: number, value: unknown): boolean {
  // Asked for with each property that is set or read: no table of functions is as quick.
  switch (type) {
    case PT_UNICODE:
    case PT_STRING8:
      return typeof value === 'string' && !value.includes('\0');
    case PT_LONG:
      return isInteger(value, -0x80000000, 0x7fffffff);
    case PT_BINARY:
      return value instanceof Uint8Array;
    case PT_BOOLEAN:
      return typeof value === 'boolean';
    case PT_SYSTIME:
      return typeof value === 'bigint' && BigInt.asUintN(64, value) === value;
    case PT_I8:
    case PT_CURRENCY:
      return typeof value === 'bigint' && BigInt.asIntN(64, value) === value;
    case PT_I2:
      return isInteger(value, -0x8000, 0x7fff);
    case PT_R4:
      return typeof value === 'number' && Object.is(Math.fround(value), value);
    case PT_DOUBLE:
      return typeof value === 'number';
    case PT_APPTIME:
      return Number.isFinite(value);
    case PT_CLSID:
      return isGuid(value);
    case PT_ERROR:
      return isHresult(value) && value <= 0x7fffffff;
    case PT_NULL:
      return value === null;
    default:
      return false;
  }
}

/**
 * Tells whether two values are the same: bytes by content, arrays value by value, a NaN equal to a NaN.
 *
 * @param a - one value
 * @param b - the other value
 */
export function propertyValuesEqual(a: PropertyValue, b: PropertyValue): boolean {
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
  if (!isList(a)) return a === b || (Number.isNaN(a) && Number.isNaN(b));
  return isList(b) && a.length === b.length && a.every((item, index) => propertyValuesEqual(item, b[index] ?? null));
}

/**
 * Finds a property's value in a list.
 *
 * @param values - the properties to search, such as a row of a table or the answer of GetProps
 * @param tag - which property, with its type; with PT_UNSPECIFIED, whatever type it has
 * @returns the value, or undefined when the property is absent, of another type, or there only as an error
 */
export function findValue<T extends PropertyValue>(values: readonly SPropValue[], tag: PropTag<T>): T | undefined {
  const found = values.find((entry) => matches(entry.tag, tag));
  return found?.value as T | undefined;
}

function matches(tag: number, wanted: number): boolean {
  if (PROP_TYPE(wanted) !== PT_UNSPECIFIED) return tag === wanted && PROP_TYPE(tag) !== PT_ERROR;
  return PROP_ID(tag) === PROP_ID(wanted) && PROP_TYPE(tag) !== PT_ERROR;
}

function isInteger(value: unknown, least: number, greatest: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= greatest;
}

function isList(value: PropertyValue): value is Extract<PropertyValue, readonly unknown[]> {
  return Array.isArray(value);
}

function describe(value: PropertyValue): string {
  if (value instanceof Uint8Array) return `a block of ${value.length} bytes`;
  if (isList(value)) return `the array [${value.map((item) => describe(item)).join(', ')}]`;
  if (typeof value === 'bigint') return `${value}n`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
