import { MAPI_LOGOFF_SHARED } from '../contract/flags.js';
import type { ClientRules } from './client-rules.js';

/**
 * Reports what a client does wrong when it logs off.
 *
 * @param flags - the flags of IMAPISession::Logoff
 * @param open - what is still open, each in words
 */
export function warnAtLogoff(rules: ClientRules, flags: number, open: readonly string[]): void {
  if ((flags & MAPI_LOGOFF_SHARED) !== 0) {
    rules.warn(
      'logoff-shared',
      'The client passed MAPI_LOGOFF_SHARED to IMAPISession::Logoff. Because of fast shutdown a client never does: it would begin the shutdown of all clients.',
    );
  }
  if (open.length === 0) return;
  rules.warn(
    'logoff-with-open-objects',
    `The client logged off with open objects: ${open.join(', ')}. It releases all objects, and ends all registrations, before IMAPISession::Logoff.`,
  );
}

/** Names a number of things, and nothing for none. */
export function count(number: number, what: string): string[] {
  return number === 0 ? [] : [number === 1 ? `a ${what}` : `${number} ${what}s`];
}
