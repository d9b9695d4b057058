import { dirname, resolve } from 'node:path';
import { closest } from './closest.js';
import { ConfigurationError } from './configuration-error.js';
import { parseGivenJson, readGivenFile } from './given-file.js';

/** One provider as a profile file lists it. */
export interface ListedProvider {
  /** A path, relative to the file, a file URL, or the name of a package. */
  readonly module: string;
  /** How it is called; by its module, unless given. */
  readonly name: string | null;
  /** Properties and free settings of its section. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The providers that are to be certified together. */
export interface ProfileFile {
  readonly file: string;
  readonly providers: readonly ListedProvider[];
  /** The folder from which the modules are looked for. */
  readonly folder: string;
}

const KEYS = ['module', 'name', 'settings'] as const;

/**
 * Reads a profile file: `{ "providers": [{ "module": "./dist/box-store.js", "settings": { "key": "text" } }] }`.
 *
 * @param given - as the user named it
 * @param cwd - the folder to which that is relative
 * @throws ConfigurationError naming the file, and the entry that is not as it must be
 */
export function readProfileFile(given: string, cwd: string): ProfileFile {
  const file = resolve(cwd, given);
  const wrong = (why: string): ConfigurationError => new ConfigurationError(`the profile file ${given} ${why}`);
  const text = readGivenFile(file, (why) => wrong(`can't be read: ${why}`));
  const value = parseGivenJson(text, (why) => wrong(`is no JSON: ${why}`));
  const list = isObject(value) ? value['providers'] : undefined;
  if (!Array.isArray(list) || list.length === 0) {
    throw wrong(`lists no providers; it must be { "providers": [{ "module": "./dist/box-store.js" }] }`);
  }
  return { file, folder: dirname(file), providers: list.map((entry, index) => readEntry(entry, index, given)) };
}

function readEntry(entry: unknown, index: number, given: string): ListedProvider {
  const where = `the profile file ${given}, provider ${index + 1}:`;
  if (!isObject(entry)) throw new ConfigurationError(`${where} it must be an object with a module`);
  for (const key of Object.keys(entry)) {
    if (KEYS.some((known) => known === key)) continue;
    const near = closest(key, KEYS);
    throw new ConfigurationError(
      `${where} there is no ${key}${near === undefined ? '' : `; did you mean ${near}?`} (an entry has ${KEYS.join(', ')})`,
    );
  }
  const { module, name, settings = {} } = entry as Record<string, unknown>;
  if (typeof module !== 'string' || module.trim() === '') {
    throw new ConfigurationError(`${where} module must be a path, a file URL or the name of a package`);
  }
  if (name !== undefined && (typeof name !== 'string' || !/^[^\s]+$/.test(name))) {
    throw new ConfigurationError(`${where} name must be a text without blanks`);
  }
  if (!isObject(settings) || Object.values(settings).some((text) => typeof text !== 'string')) {
    throw new ConfigurationError(`${where} settings must be an object whose values are texts`);
  }
  return { module, name: name ?? null, settings: settings as Record<string, string> };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
