import { isCode, MAPI_E_NOT_FOUND, MAPI_E_STRING_TOO_LONG, MAPI_E_TOO_BIG } from '@mapi-kit/sdk';
import { Refusal, refusalOf } from '../store/refusal.js';
import { NotThere } from '../workload/not-there.js';
import type { WorkContext } from '../workload/work-context.js';

/**
 * Does something to an item; what the store refuses is reported.
 *
 * @param context - the session
 * @param life - 0-based
 * @param item - its name
 * @param perform - does it
 */
export function attemptRealMail({ reporter }: WorkContext, life: number, item: string, perform: () => void): void {
  reporter.doing(item);
  try {
    perform();
  } catch (error) {
    // What an earlier life saved and this one does not find is lost: the read-back shows it.
    const isLost = life > 0 && error instanceof Refusal && error.hr === MAPI_E_NOT_FOUND;
    // A store may have limits; of what is beyond them nothing was promised.
    const isTooBig = error instanceof Refusal && isCode(error.hr, MAPI_E_TOO_BIG, MAPI_E_STRING_TOO_LONG);
    if (!isLost && !isTooBig && !(error instanceof NotThere)) reporter.refused(item, refusalOf(error));
  }
}
