import { Buffer } from 'node:buffer';
import {
  BMR_EQZ,
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
  RES_AND,
} from '../contract/flags.js';
import { PROP_TYPE, type PropertyValue, type PropTag } from '../contract/property-types.js';
import type { SRestriction, SRow } from '../contract/structures.js';
import { compareValues } from './compare-values.js';
import { plainValueInRow, valueInRow } from './row-values.js';
import { hasSubobject, NO_SUBOBJECTS, type Subobjects } from './subobjects.js';
import { valueSize } from './value-size.js';

type ContentRestriction = Extract<SRestriction, { rt: 3 }>;
type PropertyRestriction = Extract<SRestriction, { rt: 4 }>;

/**
 * Tells whether a row satisfies a restriction that {@link checkRestriction} has passed.
 *
 * A comparison with a property that the row lacks is false. Strings compare by their code units; RES_CONTENT alone has
 * looser forms. A single value compared with a multi-valued property is compared with each of its values. An object, as a
 * table inside the row, has the size 0.
 *
 * @param subobjects - the tables inside the row
 */
export function satisfies(row: SRow, restriction: SRestriction, subobjects: Subobjects = NO_SUBOBJECTS): boolean {
  switch (restriction.rt) {
    case 0:
    case 1:
      return restriction.rt === RES_AND
        ? restriction.restrictions.every((part) => satisfies(row, part, subobjects))
        : restriction.restrictions.some((part) => satisfies(row, part, subobjects));
    case 2:
      return !satisfies(row, restriction.restriction, subobjects);
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
      const size = sizeInRow(row, restriction.tag, subobjects);
      return size !== undefined && holds(restriction.relop, size - restriction.size);
    }
    case 8:
      return hasSubobject(subobjects, restriction.tag) || valueInRow(row, restriction.tag) !== undefined;
    case 9: {
      const { subobject, restriction: inside } = restriction;
      return subobjects.rows(row, subobject).some((one) => satisfies(one, inside));
    }
    case 10:
      return restriction.restriction === null || satisfies(row, restriction.restriction, subobjects);
    default:
      return false;
  }
}

/** The properties that a restriction looks at. */
export function tagsOfRestriction(
  restriction: SRestriction,
  subobjects: Subobjects = NO_SUBOBJECTS,
): readonly PropTag[] {
  switch (restriction.rt) {
    case 0:
    case 1:
      return restriction.restrictions.flatMap((part) => tagsOfRestriction(part, subobjects));
    case 2:
      return tagsOfRestriction(restriction.restriction, subobjects);
    case 5:
      return [restriction.tag1, restriction.tag2];
    case 9:
      return subobjects.keys;
    case 10:
      return restriction.restriction === null ? [] : tagsOfRestriction(restriction.restriction, subobjects);
    default:
      return [restriction.tag];
  }
}

/** The size that RES_SIZE compares; undefined where the row has no such property. */
function sizeInRow(row: SRow, tag: PropTag, subobjects: Subobjects): number | undefined {
  if (hasSubobject(subobjects, tag)) return 0;
  const found = valueInRow(row, tag);
  return found === undefined ? undefined : valueSize(PROP_TYPE(found.tag), found.value);
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
