import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_INVALID_PARAMETER, MAPI_E_TOO_COMPLEX, S_OK } from '../com/hresult-codes.js';
import { TABLE_SORT_ASCEND, TABLE_SORT_DESCEND } from '../contract/flags.js';
import { MV_INSTANCE, PROP_TYPE, PT_OBJECT } from '../contract/property-types.js';
import type { SSortOrderSet } from '../contract/structures.js';

/**
 * Whether rows can be sorted so: S_OK, MAPI_E_TOO_COMPLEX for columns and orders that cannot be, among them combined
 * categories, or MAPI_E_INVALID_PARAMETER where the numbers do not fit one another.
 */
export function checkSortOrder({ sorts, categories = 0, expanded = 0 }: SSortOrderSet): HRESULT {
  const isCount = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most;
  if (!isCount(categories, sorts.length) || !isCount(expanded, categories)) return MAPI_E_INVALID_PARAMETER;
  const isSimple = sorts.every(
    ({ tag, order }) =>
      PROP_TYPE(tag) !== PT_OBJECT &&
      (tag & MV_INSTANCE) === 0 &&
      (order === TABLE_SORT_ASCEND || order === TABLE_SORT_DESCEND),
  );
  return isSimple ? S_OK : MAPI_E_TOO_COMPLEX;
}
