import type { Guid } from '../com/guid.js';
import { IID_IUnknown } from '../com/iunknown.js';

/** Whether a caller asked for one of some interfaces; null and IID_IUnknown mean any. */
export function isOneOf(iid: Guid | null, known: readonly Guid[]): boolean {
  return iid === null || iid === IID_IUnknown || known.includes(iid);
}
