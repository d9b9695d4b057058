import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_INVALID_PARAMETER, MAPI_E_TOO_COMPLEX, S_OK } from '../com/hresult-codes.js';
import { BMR_EQZ, BMR_NEZ, FL_PREFIX, RELOP_LT, RELOP_NE, RELOP_RE } from '../contract/flags.js';
import {
  isPropertyValue,
  MV_FLAG,
  MV_INSTANCE,
  PROP_TYPE,
  type PropTag,
  PT_BINARY,
  PT_I2,
  PT_LONG,
  PT_OBJECT,
  PT_STRING8,
  PT_UNICODE,
  type SPropValue,
} from '../contract/property-types.js';
import type { SRestriction } from '../contract/structures.js';
import { hasSubobject, NO_SUBOBJECTS, type Subobjects } from './subobjects.js';

/** The types in which RES_CONTENT can search; of PT_STRING8 and PT_UNICODE one stands for the other. */
const searched: ReadonlySet<number> = new Set([PT_UNICODE, PT_BINARY]);

/** The types whose bits RES_BITMASK can look at. */
const masked: ReadonlySet<number> = new Set([PT_LONG, PT_I2]);

/**
 * Checks whether a restriction can be evaluated.
 *
 * @param restriction - the restriction, with all that is in it
 * @param subobjects - the tables inside the rows
 * @returns S_OK; MAPI_E_TOO_COMPLEX for property types that differ or cannot be compared, for a RES_SUBRESTRICTION over
 * anything else, and for RELOP_RE; MAPI_E_INVALID_PARAMETER
 */
export function checkRestriction(restriction: SRestriction, subobjects: Subobjects = NO_SUBOBJECTS): HRESULT {
  switch (restriction.rt) {
    case 0:
    case 1:
      return (
        restriction.restrictions.map((part) => checkRestriction(part, subobjects)).find((hr) => hr !== S_OK) ?? S_OK
      );
    case 2:
      return checkRestriction(restriction.restriction, subobjects);
    case 3:
      if (restriction.fuzzyLevel >>> 0 > 0x7ffff || (restriction.fuzzyLevel & 0xffff) > FL_PREFIX) {
        return MAPI_E_INVALID_PARAMETER;
      }
      if (!searched.has(comparedType(restriction.tag) & ~MV_FLAG)) return MAPI_E_TOO_COMPLEX;
      return checkConstant(restriction.tag, restriction.prop);
    case 4: {
      const checked = checkRelation(restriction.relop);
      return checked === S_OK ? checkConstant(restriction.tag, restriction.prop) : checked;
    }
    case 5: {
      const { relop, tag1, tag2 } = restriction;
      const checked = checkRelation(relop);
      if (checked !== S_OK) return checked;
      return isComparable(tag1) && comparedType(tag1) === comparedType(tag2) ? S_OK : MAPI_E_TOO_COMPLEX;
    }
    case 6:
      if (restriction.relBMR !== BMR_EQZ && restriction.relBMR !== BMR_NEZ) return MAPI_E_INVALID_PARAMETER;
      return masked.has(PROP_TYPE(restriction.tag)) ? S_OK : MAPI_E_TOO_COMPLEX;
    case 7:
      return checkRelation(restriction.relop);
    case 8:
      return S_OK;
    case 9:
      if (!hasSubobject(subobjects, restriction.subobject)) return MAPI_E_TOO_COMPLEX;
      return checkRestriction(restriction.restriction);
    case 10:
      return restriction.restriction === null ? S_OK : checkRestriction(restriction.restriction, subobjects);
    default:
      return MAPI_E_INVALID_PARAMETER;
  }
}

/**
 * Tells whether a property can be compared with a constant: their types are the same, or the property has several values
 * of the constant's type. The two string types stand for each other.
 *
 * @param tag - the property
 * @param constant - the tag of the constant; its id plays no part
 */
export function typesMatch(tag: PropTag, constant: PropTag): boolean {
  const type = comparedType(tag);
  const wanted = comparedType(constant);
  return isComparable(tag) && (type === wanted || type === (wanted | MV_FLAG));
}

function checkConstant(tag: PropTag, { tag: constant, value }: SPropValue): HRESULT {
  if (!typesMatch(tag, constant)) return MAPI_E_TOO_COMPLEX;
  return isPropertyValue(PROP_TYPE(constant), value) ? S_OK : MAPI_E_INVALID_PARAMETER;
}

function checkRelation(relop: number): HRESULT {
  if (relop === RELOP_RE) return MAPI_E_TOO_COMPLEX;
  return relop >= RELOP_LT && relop <= RELOP_NE ? S_OK : MAPI_E_INVALID_PARAMETER;
}

/** There are no instances of several values in our tables, and an object has no value. */
function isComparable(tag: PropTag): boolean {
  return PROP_TYPE(tag) !== PT_OBJECT && (tag & MV_INSTANCE) === 0;
}

/** The type of a property, of the two string types PT_UNICODE. */
function comparedType(tag: PropTag): number {
  const type = PROP_TYPE(tag);
  return (type & ~MV_FLAG) === PT_STRING8 ? (type ^ PT_STRING8) | PT_UNICODE : type;
}
