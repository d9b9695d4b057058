import { types } from 'node:util';
import { errorText } from './error-text.js';
import type { Journal } from './journal.js';

/** A life of the process, and whether its script is at its normal end. */
export interface GuardedLife {
  readonly journal: Journal;
  readonly exit: { readonly expected: boolean };
}

/**
 * Journals how the process ends when it is not by the kill: an exit handler that runs, and an exception or rejection
 * that nobody catches. Neither is prevented: node goes on as it always does.
 *
 * @param lives - of the process, the present one last: its journal gets `uncaught`, and all of them `exit`
 */
export function guardProcess(lives: readonly GuardedLife[]): void {
  // An unhandled rejection comes here as well, with an origin of its own.
  process.on('uncaughtExceptionMonitor', (error: unknown, origin) => {
    const message = types.isNativeError(error) ? errorText(error.stack ?? error.message) : errorText(error);
    lives.at(-1)?.journal.write({ e: 'uncaught', message, origin });
  });
  process.on('exit', (code) => {
    for (const { journal, exit } of lives) journal.write({ e: 'exit', code, expected: exit.expected });
  });
}
