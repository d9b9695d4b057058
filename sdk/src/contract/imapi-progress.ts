import type { HRESULT } from '../com/hresult.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';

/**
 * A display of progress that the caller of a long operation passes in.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiprogressiunknown
 */
export interface IMAPIProgress extends IUnknown {
  /** Reports: `value` between the limits, `count` objects of `total`. */
  Progress(value: number, count: number, total: number): HRESULT;
  /** MAPI_TOP_LEVEL or 0. */
  GetFlags(): Result<number>;
  /** The value at the end. */
  GetMax(): Result<number>;
  /** The value at the beginning. */
  GetMin(): Result<number>;
  /** Sets the limits and flags; null leaves one as it is. */
  SetLimits(min: number | null, max: number | null, flags: number | null): HRESULT;
}
