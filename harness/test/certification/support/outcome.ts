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
  /** What is otherwise than the table says, one sentence each. */
  readonly mismatches: readonly string[];
  /** The ids of the requirements whose breach the quick mode shows. */
  readonly quick: readonly string[];
}

/** The outcome of a certification as a whole, and of one by the quick mode. */
export function outcomeOf(
  { provider }: Pick<Expectation, 'provider'>,
  { findings }: Pick<CertificationReport, 'findings'>,
  mismatches: readonly string[],
  quick: Pick<CertificationReport, 'findings'>,
): Outcome {
  return {
    provider,
    findings: Object.fromEntries(findings.map(({ id, status, message }) => [id, { status, message }])),
    mismatches,
    quick: quick.findings.filter(({ status }) => status === 'fail' || status === 'warn').map(({ id }) => id),
  };
}

/** Leaves an outcome in a folder, from where a detection that was interrupted goes on. */
export function keepOutcome(outcome: Outcome, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(folder, outcome.provider), JSON.stringify(outcome));
}

/** Reads an outcome that was left in a folder; undefined when there is none that is whole. */
export function keptOutcome(folder: string, provider: string): Outcome | undefined {
  const file = fileOf(folder, provider);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Outcome;
  } catch {
    // Cut off in the middle.
    return undefined;
  }
}

function fileOf(folder: string, provider: string): string {
  return join(folder, `${provider.replaceAll('/', '-')}.json`);
}
