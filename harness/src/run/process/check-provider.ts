// The script of a short-lived process that imports a provider's module and writes down what came of it. It is run only
// when the host could not load the module, to find out why. Arguments: the module's URL, and the file for the answer.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isNativeLibrary } from '../../life/native-library.js';
import { ENTRY_POINTS } from '../input/kinds.js';
import { readLibraryHeader } from '../input/library-header.js';
import type { ImportCheck } from './diagnose-import.js';

const [url = '', answerFile = ''] = process.argv.slice(2);
const write = writeFileSync;
const answer = (check: ImportCheck): void => write(answerFile, JSON.stringify(check));

try {
  const module: Record<string, unknown> = isNativeLibrary(url) ? opened(fileURLToPath(url)) : await import(url);
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

/**
 * Opens a compiled library as Node opens its own, which says what is missing, and so does not run anything of it but what runs
 * when it is loaded.
 */
function opened(file: string): Record<string, unknown> {
  try {
    process.dlopen({ exports: {} }, file, constants.dlopen.RTLD_NOW);
  } catch (error) {
    const missing = isLoaded(error) || process.platform !== 'win32' ? undefined : missingFor(file);
    if (missing !== undefined) throw new Error(`${missing}: DLL not found`);
    if (!isLoaded(error)) throw error;
  }
  return Object.fromEntries(ENTRY_POINTS.map((name) => [name, () => {}]));
}

/** It is none of Node's: then it has been loaded. */
function isLoaded(error: unknown): boolean {
  return String(error).includes('did not self-register');
}

/** The DLL that a DLL needs and that cannot be loaded, which Windows does not name. */
function missingFor(file: string): string | undefined {
  const needs = readLibraryHeader(readFileSync(file))?.needs ?? [];
  return needs.find((name) => {
    const beside = join(dirname(file), name);
    try {
      process.dlopen({ exports: {} }, existsSync(beside) ? beside : name, constants.dlopen.RTLD_NOW);
      return false;
    } catch (error) {
      return !isLoaded(error);
    }
  });
}
