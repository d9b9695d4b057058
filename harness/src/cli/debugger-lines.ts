import type { Style } from '../report/style.js';
import type { ProgressEvent } from '../run/input/progress.js';

/** A life whose process waits for a debugger. */
type Waiting = Extract<ProgressEvent, { readonly kind: 'waiting-for-debugger' }>;

/**
 * Where a debugger may attach to the process of a life, and by what.
 *
 * @param waiting - the life
 * @param style - the emphasis
 * @returns two lines, the address as one word so that it can be copied
 */
export function debuggerLines({ run, life, lives, url }: Waiting, style: Style): string {
  const { host } = new URL(url);
  return `${style.bold(`${run}, life ${life + 1} of ${lives}, waits for a debugger:`)} ${url}
  node inspect ${host} attaches in a terminal; the life begins with cont, and ends when it is detached`;
}
