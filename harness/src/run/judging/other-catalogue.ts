import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CATALOGUE_VERSION } from '../../catalogue/catalogue.js';
import type { CertificationReport } from '../../report/report.js';
import { JSON_REPORTER } from '../../report/reporters.js';
import { STATUSES } from '../../report/statuses.js';
import { ConfigurationError, messageOf } from '../input/configuration-error.js';

const STATUS_NAMES: readonly string[] = Object.keys(STATUSES);
/** What a comparison reads of a result; the findings besides. */
const NEEDED = ['tool', 'provider', 'settings', 'environment', 'totals', 'summary', 'verdict', 'completion'] as const;

/**
 * The result of a certification by another version of the catalogue, as its own version has told it: whoever has no such
 * judges can compare it all the same.
 *
 * @param folder - its output folder
 * @param cwd - what the folder is relative to
 * @returns the result; null: it is of this catalogue, or there is none, and evidence has to be judged
 * @throws ConfigurationError when what is there is no result
 */
export function reportOfOtherCatalogue(folder: string, cwd: string): CertificationReport | null {
  const file = join(resolve(cwd, folder), JSON_REPORTER.file);
  if (!existsSync(file)) return null;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigurationError(`${folder}/${JSON_REPORTER.file} can't be read: ${messageOf(error)}`);
  }
  if (!isReport(value)) {
    throw new ConfigurationError(`${folder}/${JSON_REPORTER.file} is not the result of a certification`);
  }
  return value.catalogue === CATALOGUE_VERSION ? null : { ...value, evidence: folder };
}

function isReport(value: unknown): value is CertificationReport {
  if (typeof value !== 'object' || value === null) return false;
  if (Reflect.get(value, 'format') !== 1 || typeof Reflect.get(value, 'catalogue') !== 'number') return false;
  const findings: unknown = Reflect.get(value, 'findings');
  return NEEDED.every((name) => Reflect.has(value, name)) && Array.isArray(findings) && findings.every(isFinding);
}

function isFinding(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const isKnown = STATUS_NAMES.includes(String(Reflect.get(value, 'status')));
  const areTexts = ['id', 'group', 'title', 'strength', 'message'].every(
    (name) => typeof Reflect.get(value, name) === 'string',
  );
  return isKnown && areTexts && Array.isArray(Reflect.get(value, 'violations'));
}
