import { demand } from '../com/demand.js';
import { isCode } from '../com/hresult.js';
import { MAPI_E_COMPUTED } from '../com/hresult-codes.js';
import { MapiError } from '../com/mapi-error.js';
import type { Result } from '../com/result.js';
import { propTagName } from '../contract/property-tag-name.js';
import type { SPropProblemArray } from '../contract/structures.js';

/**
 * Lets a copy pass that lacks nothing but what the destination computes itself.
 *
 * @param copied - what CopyTo gave
 * @param what - the call, for the message of the error
 * @throws MapiError with the code of a failure, or of the first property that could not be copied
 */
export function demandComplete(copied: Result<SPropProblemArray>, what: string): void {
  demand(copied.hr, what);
  const problem = copied.value?.find(({ scode }) => !isCode(scode, MAPI_E_COMPUTED));
  if (problem !== undefined) throw new MapiError(problem.scode, `${what} left ${propTagName(problem.tag)} out`);
}
