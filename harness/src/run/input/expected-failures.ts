import { resolve } from 'node:path';
import type { Requirement } from '../../catalogue/requirement.js';
import type { ExpectedFailure } from '../../report/report.js';
import { closest } from './closest.js';
import { ConfigurationError } from './configuration-error.js';
import { type FileError, parseGivenJson, readGivenFile } from './given-file.js';
import { show } from './option-values.js';

const KEYS = ['id', 'reason', 'owner', 'expires'] as const;
const EXAMPLE = '[{ "id": "DUR-2", "reason": "…", "owner": "store team", "expires": "2027-01-31" }]';

/**
 * Reads the failures that are known: `[{ "id": "DUR-2", "reason": "…", "owner": "…", "expires": "2027-01-31" }]`.
 *
 * @param given - the path of the file as the user named it; null: there is none
 * @param cwd - the folder to which it is relative
 * @param catalogue - all requirements
 * @returns the entries, in their order
 * @throws ConfigurationError naming the file, and the entry and key that is not as it must be
 */
export function readExpectedFailures(
  given: string | null,
  cwd: string,
  catalogue: readonly Requirement[],
): readonly ExpectedFailure[] {
  if (given === null) return [];
  const fail = (why: string): ConfigurationError =>
    new ConfigurationError((name) => `${given} (${name('expectedFailures')})${why}`);
  const list = readList(resolve(cwd, given), fail);
  const entries = list.map((entry, index) =>
    readEntry(entry, catalogue, (why) => fail(`, entry ${index + 1}: ${why}`)),
  );
  for (const [index, { id }] of entries.entries()) {
    if (entries.findIndex((other) => other.id === id) < index) {
      throw fail(`, entry ${index + 1}: ${id} is listed before already; keep one entry for it`);
    }
  }
  return entries;
}

function readList(file: string, fail: FileError): readonly unknown[] {
  const text = readGivenFile(file, (why) => fail(` can't be read: ${why}`));
  const value = parseGivenJson(text, (why) => fail(` is no JSON: ${why}`));
  if (!Array.isArray(value)) throw fail(` is no list; it must be like ${EXAMPLE}`);
  return value;
}

function readEntry(entry: unknown, catalogue: readonly Requirement[], fail: FileError): ExpectedFailure {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    throw fail(`it is ${show(entry)}; it must be an object with ${KEYS.join(', ')}`);
  }
  for (const key of Object.keys(entry)) {
    if (KEYS.some((known) => known === key)) continue;
    const near = closest(key, KEYS);
    throw fail(`there is no ${key}${near === undefined ? '' : `; did you mean ${near}?`} (it has ${KEYS.join(', ')})`);
  }
  const text = (key: (typeof KEYS)[number], wanted: string): string => {
    const value: unknown = Reflect.get(entry, key);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    throw fail(`${key} is ${show(value)}; it must be ${wanted}`);
  };
  const id = text('id', 'the id of a requirement, for example DUR-2').toUpperCase();
  if (!catalogue.some((requirement) => requirement.id === id)) {
    const near = closest(
      id,
      catalogue.map((requirement) => requirement.id),
    );
    const meant = near === undefined ? '' : `; did you mean ${near}?`;
    throw fail(`there is no requirement ${id}${meant} (mapi-certify list shows every id)`);
  }
  const expires = text('expires', 'a date, for example 2027-01-31');
  if (!isDate(expires)) throw fail(`expires is ${show(expires)}; it must be a date, for example 2027-01-31`);
  return {
    id,
    reason: text('reason', 'a text that says why it fails'),
    owner: text('owner', 'a text that says who is going to mend it'),
    expires,
  };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
