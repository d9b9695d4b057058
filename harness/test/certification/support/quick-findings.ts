import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '#harness/catalogue/requirement.js';

/** What the quick mode came to. */
export interface QuickFindings {
  readonly findings: readonly Finding[];
}

/**
 * The folder in which the tests leave what the quick mode came to for the detection that follows: both certify every
 * broken provider by it. Undefined: each for itself. Whoever names one answers for it that nothing is built in between.
 */
export const QUICK_FOLDER: string | undefined = process.env['MAPI_KIT_QUICK_FINDINGS'];

/** Leaves what the quick mode came to, if there is a folder for it. */
export function keepQuick(provider: string, { findings }: QuickFindings, folder: string | undefined): void {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(folder, provider), JSON.stringify({ findings }));
}

/** Reads what was left; undefined when there is nothing. */
export function keptQuick(provider: string, folder: string | undefined): QuickFindings | undefined {
  if (folder === undefined || !existsSync(fileOf(folder, provider))) return undefined;
  return JSON.parse(readFileSync(fileOf(folder, provider), 'utf8')) as QuickFindings;
}

function fileOf(folder: string, provider: string): string {
  return join(folder, `${provider.replaceAll('/', '-')}.json`);
}
