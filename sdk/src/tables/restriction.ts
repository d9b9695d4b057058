import { Buffer } from 'node:buffer';
import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_INVALID_PARAMETER, MAPI_E_TOO_COMPLEX, S_OK } from '../com/hresult-codes.js';
import {
  BMR_EQZ,
  BMR_NEZ,
  FL_FULLSTRING,
  FL_IGNORECASE,
  FL_IGNORENONSPACE,
  FL_LOOSE,
  FL_PREFIX,
  FL_SUBSTRING,
  RELOP_EQ,
  RELOP_GE,
  RELOP_GT,
  RELOP_LE,
  RELOP_LT,
  RELOP_NE,
  RELOP_RE,
  RES_AND,
} from '../contract/flags.js';
import { PROP_TYPE, type PropertyValue, type PropTag } from '../contract/property-types.js';
import type { SRestriction, SRow } from '../contract/structures.js';
import { compareValues } from './compare-values.js';
import { plainValueInRow, valueInRow } from './row-values.js';
import { valueSize } from './value-size.js';

type ContentRestriction = Extract<SRestriction, { rt: 3 }>;
type PropertyRestriction = Extract<SRestriction, { rt: 4 }>;

/**
 * Checks whether a restriction can be evaluated.
 *
 * @returns S_OK; MAPI_E_TOO_COMPLEX for RES_SUBRESTRICTION and RELOP_RE; MAPI_E_INVALID_PARAMETER
 */
export function checkRestriction(restriction: SRestriction): HRESULT {
  switch (restriction.rt) {
    case 0:
    case 1:
      return firstFailure(restriction.restrictions);
    case 2:
      return checkRestriction(restriction.restriction);
    case 3:
      return restriction.fuzzyLevel >>> 0 > 0x7ffff || (restriction.fuzzyLevel & 0xffff) > FL_PREFIX
        ? MAPI_E_INVALID_PARAMETER
        : S_OK;
    case 4:
    case 5:
    case 7:
      if (restriction.relop === RELOP_RE) return MAPI_E_TOO_COMPLEX;
      return restriction.relop >= RELOP_LT && restriction.relop <= RELOP_NE ? S_OK : MAPI_E_INVALID_PARAMETER;
    case 6:
      return restriction.relBMR === BMR_EQZ || restriction.relBMR === BMR_NEZ ? S_OK : MAPI_E_INVALID_PARAMETER;
    case 8:
      return S_OK;
    case 9:
      return MAPI_E_TOO_COMPLEX;
    case 10:
      return restriction.restriction === null ? S_OK : checkRestriction(restriction.restriction);
    default:
      return MAPI_E_INVALID_PARAMETER;
  }
}

/**
 * Tells whether a row satisfies a restriction that {@link checkRestriction} has passed.
 *
 * A comparison with a property that the row lacks is false. Strings compare by their code units; RES_CONTENT alone has
 * looser forms. A single value compared with a multi-valued property is compared with each of its values.
 */
export function satisfies(row: SRow, restriction: SRestriction): boolean {
  switch (restriction.rt) {
    case 0:
    case 1:
      return restriction.rt === RES_AND
        ? restriction.restrictions.every((part) => satisfies(row, part))
        : restriction.restrictions.some((part) => satisfies(row, part));
    case 2:
      return !satisfies(row, restriction.restriction);
    case 3:
      return contentMatches(row, restriction);
    case 4:
      return propertyMatches(row, restriction);
    case 5: {
      const left = plainValueInRow(row, restriction.tag1);
      const right = plainValueInRow(row, restriction.tag2);
      return left !== undefined && right !== undefined && holds(restriction.relop, compareValues(left, right));
    }
    case 6: {
      const value = plainValueInRow(row, restriction.tag);
      if (typeof value !== 'number') return false;
      return ((value & restriction.mask) === 0) === (restriction.relBMR === BMR_EQZ);
    }
    case 7: {
      const found = valueInRow(row, restriction.tag);
      return (
        found !== undefined && holds(restriction.relop, valueSize(PROP_TYPE(found.tag), found.value) - restriction.size)
      );
    }
    case 8:
      return valueInRow(row, restriction.tag) !== undefined;
    case 10:
      return restriction.restriction === null || satisfies(row, restriction.restriction);
    default:
      return false;
  }
}

/** The properties that a restriction looks at. */
export function tagsOfRestriction(restriction: SRestriction): readonly PropTag[] {
  switch (restriction.rt) {
    case 0:
    case 1:
      return restriction.restrictions.flatMap(tagsOfRestriction);
    case 2:
      return tagsOfRestriction(restriction.restriction);
    case 5:
      return [restriction.tag1, restriction.tag2];
    case 9:
      return [];
    case 10:
      return restriction.restriction === null ? [] : tagsOfRestriction(restriction.restriction);
    default:
      return [restriction.tag];
  }
}

function firstFailure(restrictions: readonly SRestriction[]): HRESULT {
  return restrictions.map(checkRestriction).find((hr) => hr !== S_OK) ?? S_OK;
}

function holds(relop: number, order: number): boolean {
  switch (relop) {
    case RELOP_LT:
      return order < 0;
    case RELOP_LE:
      return order <= 0;
    case RELOP_GT:
      return order > 0;
    case RELOP_GE:
      return order >= 0;
    case RELOP_EQ:
      return order === 0;
    default:
      return order !== 0;
  }
}

function propertyMatches(row: SRow, { tag, relop, prop }: PropertyRestriction): boolean {
  return anyValue(plainValueInRow(row, tag), prop.value, (value) => holds(relop, compareValues(value, prop.value)));
}

function contentMatches(row: SRow, { tag, fuzzyLevel, prop }: ContentRestriction): boolean {
  return anyValue(plainValueInRow(row, tag), prop.value, (value) => contains(value, prop.value, fuzzyLevel));
}

/** Tests the value, or, where several stand against one, each of them. */
function anyValue(
  value: PropertyValue | undefined,
  wanted: PropertyValue,
  test: (value: PropertyValue) => boolean,
): boolean {
  if (value === undefined) return false;
  if (Array.isArray(value) && !Array.isArray(wanted)) return value.some(test);
  return test(value);
}

function contains(value: PropertyValue, wanted: PropertyValue, fuzzyLevel: number): boolean {
  if (typeof value === 'string' && typeof wanted === 'string') {
    return containsAt(loosen(value, fuzzyLevel), loosen(wanted, fuzzyLevel), fuzzyLevel);
  }
  if (!(value instanceof Uint8Array) || !(wanted instanceof Uint8Array)) return false;
  return containsAt(Buffer.from(value).toString('latin1'), Buffer.from(wanted).toString('latin1'), fuzzyLevel);
}

function containsAt(text: string, wanted: string, fuzzyLevel: number): boolean {
  switch (fuzzyLevel & 0xffff) {
    case FL_SUBSTRING:
      return text.includes(wanted);
    case FL_PREFIX:
      return text.startsWith(wanted);
    case FL_FULLSTRING:
      return text === wanted;
    default:
      return false;
  }
}

function loosen(text: string, fuzzyLevel: number): string {
  let result = text;
  if ((fuzzyLevel & (FL_IGNORENONSPACE | FL_LOOSE)) !== 0) result = result.normalize('NFD').replace(/\p{Mn}/gu, '');
  if ((fuzzyLevel & (FL_IGNORECASE | FL_LOOSE)) !== 0) result = result.toLowerCase();
  return result;
}
