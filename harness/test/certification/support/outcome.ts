import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FindingStatus } from '#harness/catalogue/requirement.js';
import type { CertificationReport } from '#harness/report/report.js';
import type { Expectation } from './expectation.js';

/** What the certification of one fixture came to, as far as the detection matrix needs it. */
export interface Outcome {
  /** As the tables name it, for example `broken/slow-do`. */
  readonly provider: string;
  /** By the id of a requirement. */
  readonly findings: Readonly<Record<string, { readonly status: FindingStatus; readonly message: string }>>;
}

/** The outcome that a report shows. */
export function outcomeOf({ provider }: Pick<Expectation, 'provider'>, { findings }: CertificationReport): Outcome {
  return {
    provider,
    findings: Object.fromEntries(findings.map(({ id, status, message }) => [id, { status, message }])),
  };
}

/**
 * Leaves an outcome in a folder, for `npm run detection`.
 *
 * @param folder - where; the one that MAPI_KIT_OUTCOMES names, unless given; nowhere when there is none
 */
export function keepOutcome(outcome: Outcome, folder: string | undefined = process.env['MAPI_KIT_OUTCOMES']): void {
  if (folder === undefined || folder === '') return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(folder, outcome.provider), JSON.stringify(outcome));
}

/** Reads an outcome that was left in a folder; undefined when there is none. */
export function keptOutcome(folder: string, provider: string): Outcome | undefined {
  const file = fileOf(folder, provider);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Outcome) : undefined;
}

function fileOf(folder: string, provider: string): string {
  return join(folder, `${provider.replaceAll('/', '-')}.json`);
}
