import { types } from 'node:util';
import { errorText } from './error-text.js';
import type { Journal } from './journal.js';

/**
 * Journals how the process ends when it is not by the kill: an exit handler that runs, and an exception or rejection
 * that nobody catches. Neither is prevented: node goes on as it always does.
 *
 * @param journal - gets `exit` and `uncaught`
 * @param isExpected - whether the script is at its normal end
 */
export function guardProcess(journal: Journal, isExpected: () => boolean): void {
  // An unhandled rejection comes here as well, with an origin of its own.
  process.on('uncaughtExceptionMonitor', (error: unknown, origin) => {
    const message = types.isNativeError(error) ? errorText(error.stack ?? error.message) : errorText(error);
    journal.write({ e: 'uncaught', message, origin });
  });
  process.on('exit', (code) => {
    journal.write({ e: 'exit', code, expected: isExpected() });
  });
}
