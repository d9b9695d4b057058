import { MAPI_E_NOT_FOUND } from '@mapi-kit/sdk';
import { Refusal, refusalOf } from '../store/refusal.js';
import { NotThere } from '../workload/not-there.js';
import type { Reporter } from '../workload/reporter.js';

/**
 * Does something with an item; what the address book refuses is reported, but for what it says that it never does.
 *
 * @param life - in which life, counted from 0
 */
export function attemptItem(reporter: Reporter, life: number, item: string, act: () => void): void {
  reporter.doing(item);
  try {
    act();
  } catch (error) {
    // What an earlier life saved and this one does not find is lost: the read-back shows it.
    const isLost = life > 0 && error instanceof Refusal && error.hr === MAPI_E_NOT_FOUND;
    if (!isLost && !(error instanceof NotThere)) reporter.refused(item, refusalOf(error));
  }
}
