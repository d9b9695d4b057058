import { DEFAULT_BUDGET_MS, DEFAULT_ITEMS } from '../scenarios/defaults.js';
import { QUICK_ITEMS } from '../scenarios/quick.js';
import type { CertificationReport } from './report.js';
import { shellWord } from './shell-word.js';

/** What is to be repeated. */
export interface RepeatedCase {
  readonly id: string;
  readonly scenario: string;
  readonly seed: number;
  /** Of a random walk: its script, which says more than the scenario. */
  readonly script?: string;
}

/**
 * The command line that repeats one case exactly.
 *
 * Every setting of the run that changes what happens is in it when it is not the one the command assumes. A value of
 * `--profile` that the report keeps secret is `***`, to be filled in.
 *
 * @param report - the certification that showed the case
 * @param repeated - the requirement, the scenario and the seed
 * @returns one line, quoted for the shell of the platform that the certification ran on
 */
export function repeatCommand(report: CertificationReport, repeated: RepeatedCase): string {
  const { settings, provider, environment } = report;
  // A script is played by no quick mode: it is as short as it can be.
  const what = settings.profileFile === null ? [provider.given] : ['--profile-file', settings.profileFile];
  const words = [
    ...what,
    ...(settings.quick && repeated.script === undefined ? ['--quick'] : []),
    '--only',
    repeated.id,
    '--seed',
    String(repeated.seed),
  ];
  if (repeated.script === undefined) words.push('--scenario', repeated.scenario);
  else words.push('--script', repeated.script);
  if (settings.reg !== null) words.push('--reg', settings.reg);
  else if (settings.option !== 1) words.push('--option', String(settings.option));
  if (settings.farSide !== null) words.push('--far-side', settings.farSide);
  if (settings.client !== 'outlook') words.push('--client', settings.client);
  for (const [key, value] of Object.entries(settings.profile)) words.push('--profile', `${key}=${value}`);
  if (settings.items !== (settings.quick ? QUICK_ITEMS : DEFAULT_ITEMS)) words.push('--items', String(settings.items));
  if (settings.budgetMs !== DEFAULT_BUDGET_MS) words.push('--budget', String(settings.budgetMs));
  if (settings.strict) words.push('--strict');
  return [environment.command, ...words.map((word) => shellWord(word, environment.platform))].join(' ');
}
