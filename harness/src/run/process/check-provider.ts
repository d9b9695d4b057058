// The script of a short-lived process that imports a provider's module and writes down what came of it. It is run only
// when the host could not load the module, to find out why. Arguments: the module's URL, and the file for the answer.
import { writeFileSync } from 'node:fs';
import type { ImportCheck } from './diagnose-import.js';

const [url = '', answerFile = ''] = process.argv.slice(2);
const write = writeFileSync;
const answer = (check: ImportCheck): void => write(answerFile, JSON.stringify(check));

try {
  const module: Record<string, unknown> = await import(url);
  const exports = Object.keys(module);
  answer({ kind: 'imported', exports, functions: exports.filter((name) => typeof module[name] === 'function') });
} catch (error) {
  const isError = error instanceof Error;
  answer({
    kind: 'threw',
    name: isError ? error.name : typeof error,
    message: isError ? error.message : String(error),
    stack: isError ? (error.stack ?? '') : '',
  });
  // Uncaught, so that node prints the file and line of a syntax error: no property of the error has them.
  throw error;
}
process.exit(0);
