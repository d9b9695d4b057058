import {
  MV_FLAG,
  MV_INSTANCE,
  PT_ACTIONS,
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
  PT_OBJECT,
  PT_PTR,
  PT_R4,
  PT_SRESTRICT,
  PT_STRING8,
  PT_SVREID,
  PT_SYSTIME,
  PT_UNICODE,
  PT_UNSPECIFIED,
} from './property-type-codes.js';

const singleValuedNames: ReadonlyMap<number, string> = new Map([
  [PT_UNSPECIFIED, 'UNSPECIFIED'],
  [PT_NULL, 'NULL'],
  [PT_I2, 'I2'],
  [PT_LONG, 'LONG'],
  [PT_R4, 'R4'],
  [PT_DOUBLE, 'DOUBLE'],
  [PT_CURRENCY, 'CURRENCY'],
  [PT_APPTIME, 'APPTIME'],
  [PT_ERROR, 'ERROR'],
  [PT_BOOLEAN, 'BOOLEAN'],
  [PT_OBJECT, 'OBJECT'],
  [PT_I8, 'I8'],
  [PT_STRING8, 'STRING8'],
  [PT_UNICODE, 'UNICODE'],
  [PT_SYSTIME, 'SYSTIME'],
  [PT_CLSID, 'CLSID'],
  [PT_SVREID, 'SVREID'],
  [PT_SRESTRICT, 'SRESTRICT'],
  [PT_ACTIONS, 'ACTIONS'],
  [PT_BINARY, 'BINARY'],
  [PT_PTR, 'PTR'],
]);

const neverMultiValued: ReadonlySet<number> = new Set([
  PT_UNSPECIFIED,
  PT_NULL,
  PT_ERROR,
  PT_BOOLEAN,
  PT_OBJECT,
  PT_SVREID,
  PT_SRESTRICT,
  PT_ACTIONS,
  PT_PTR,
]);

/**
 * Tells whether a type, or the type of a tag, is multi-valued.
 *
 * @param tagOrType - a property tag or a property type
 */
export function isMultiValued(tagOrType: number): boolean {
  return (tagOrType & MV_FLAG) !== 0;
}

/**
 * Finds the name of a property type.
 *
 * @param type - the type, the low word of a tag
 * @returns for example `PT_MV_UNICODE`, with ` | MV_INSTANCE` where that bit is set; `0x1234` for an unknown type
 */
export function propTypeName(type: number): string {
  const base = type & ~(MV_FLAG | MV_INSTANCE);
  const name = singleValuedNames.get(base);
  if (name === undefined || (isMultiValued(type) && neverMultiValued.has(base))) {
    return `0x${(type >>> 0).toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return `PT_${isMultiValued(type) ? 'MV_' : ''}${name}${(type & MV_INSTANCE) === 0 ? '' : ' | MV_INSTANCE'}`;
}
