import { subscribe } from 'node:diagnostics_channel';
import { types } from 'node:util';
import { HOOK_FAILURE_CHANNEL, type HookFailure } from '@mapi-kit/sdk';
import { codePlace } from './activity/code-place.js';
import { errorText } from './error-text.js';
import type { Journal } from './journal.js';
import type { ThrownLog } from './thrown.js';

/** A life of the process, and whether its script is at its normal end. */
export interface GuardedLife {
  readonly journal: Journal;
  readonly thrown: ThrownLog;
  readonly exit: { readonly expected: boolean };
}

/**
 * Journals how the process ends when it is not by the kill: an exit handler that runs, and an exception or rejection
 * that nobody catches. Neither is prevented: node goes on as it always does. What the hooks of authors throw is journalled
 * too: of that the client sees no more than an HRESULT.
 *
 * @param lives - of the process, the present one last: its journal gets `uncaught` and `thrown`, and all of them `exit`
 */
export function guardProcess(lives: readonly GuardedLife[]): void {
  // An unhandled rejection comes here as well, with an origin of its own.
  process.on('uncaughtExceptionMonitor', (error: unknown, origin) => {
    const message = types.isNativeError(error) ? errorText(error.stack ?? error.message) : errorText(error);
    lives.at(-1)?.journal.write({ e: 'uncaught', message, origin });
  });
  subscribe(HOOK_FAILURE_CHANNEL, (message) => {
    // Anybody may publish there.
    const { where, error } = message as Partial<HookFailure>;
    lives.at(-1)?.thrown.add(String(where), error);
  });
  process.on('exit', (code) => {
    const at = codePlace();
    for (const { journal, exit } of lives) {
      journal.write({ e: 'exit', code, expected: exit.expected, ...(at === undefined || exit.expected ? {} : { at }) });
    }
  });
}
