import { DEFAULT_BUDGET_MS, DEFAULT_ITEMS } from '../scenarios/defaults.js';
import { REAL_MAIL } from '../scenarios/key-scenarios.js';
import { QUICK_ITEMS } from '../scenarios/quick.js';
import type { ClientName } from '../scenarios/scenario.js';
import type { CertificationReport } from './report.js';
import { shellWord } from './shell-word.js';

/** What is to be repeated. */
export interface RepeatedCase {
  /** The requirements that are judged; empty: all that the scenario is played for. */
  readonly only: readonly string[];
  /** Or several, joined by commas. */
  readonly scenario: string;
  readonly seed: number;
  /** Of a random walk: its script, which says more than the scenario. */
  readonly script?: string;
}

/** The options of a certification that repeats one case; what is left out is assumed. */
export interface RepeatOptions {
  readonly provider?: string;
  readonly profileFile?: string;
  readonly quick?: true;
  readonly only?: readonly string[];
  readonly seed: number;
  readonly scenario?: readonly string[];
  readonly script?: string;
  readonly reg?: string;
  readonly option?: 1 | 2 | 3;
  readonly farSide?: string;
  readonly mail?: string;
  readonly client?: ClientName;
  /** A value that the report keeps secret is `***`. */
  readonly profile: Readonly<Record<string, string>>;
  readonly items?: number;
  readonly budgetMs?: number;
  readonly strict?: true;
  readonly twoThreads?: true;
  readonly asan?: true;
}

/**
 * What a certification is told that repeats one case exactly: every setting of the run that changes what happens, when it
 * is not the one that is assumed.
 *
 * @param report - the certification that showed the case
 * @param repeated - the requirement, the scenario and the seed
 */
export function repeatOptions(
  { settings, provider }: Pick<CertificationReport, 'settings' | 'provider'>,
  { only, scenario, seed, script }: RepeatedCase,
): RepeatOptions {
  const { profileFile, quick, reg, option, farSide, mail, client, profile, items, budgetMs, strict, twoThreads, asan } =
    settings;
  const scenarios = scenario.split(',').map((name) => name.trim());
  return {
    ...(profileFile === null ? { provider: provider.given } : { profileFile }),
    // A script is played by no quick mode: it is as short as it can be.
    ...(quick && script === undefined ? { quick: true } : {}),
    ...(only.length === 0 ? {} : { only }),
    seed,
    ...(script === undefined ? { scenario: scenarios } : { script }),
    ...(reg !== null ? { reg } : option === 1 ? {} : { option }),
    ...(farSide === null ? {} : { farSide }),
    // No other scenario looks at it.
    ...(mail === null || !scenarios.includes(REAL_MAIL) ? {} : { mail }),
    ...(client === 'outlook' ? {} : { client }),
    profile,
    ...(items === (quick ? QUICK_ITEMS : DEFAULT_ITEMS) ? {} : { items }),
    ...(budgetMs === DEFAULT_BUDGET_MS ? {} : { budgetMs }),
    ...(strict ? { strict } : {}),
    ...(twoThreads ? { twoThreads } : {}),
    ...(asan ? { asan } : {}),
  };
}

/**
 * The command line that repeats one case exactly. A value of `--profile` that the report keeps secret is `***`, to be
 * filled in.
 *
 * @param report - the certification that showed the case
 * @param repeated - the requirement, the scenario and the seed
 * @returns one line, quoted for the shell of the platform that the certification ran on
 */
export function repeatCommand(report: CertificationReport, repeated: RepeatedCase): string {
  const { environment } = report;
  const options = repeatOptions(report, repeated);
  const given = (flag: string, value: string | number | undefined): readonly string[] => {
    return value === undefined ? [] : [flag, String(value)];
  };
  const words = [
    ...(options.provider === undefined ? given('--profile-file', options.profileFile) : [options.provider]),
    ...(options.quick === true ? ['--quick'] : []),
    ...given('--only', options.only?.join(',')),
    ...given('--seed', options.seed),
    ...given('--scenario', options.scenario?.join(',')),
    ...given('--script', options.script),
    ...given('--reg', options.reg),
    ...given('--option', options.option),
    ...given('--far-side', options.farSide),
    ...given('--mail', options.mail),
    ...given('--client', options.client),
    ...Object.entries(options.profile).flatMap(([key, value]) => ['--profile', `${key}=${value}`]),
    ...given('--items', options.items),
    ...given('--budget', options.budgetMs),
    ...(options.strict === true ? ['--strict'] : []),
    ...(options.twoThreads === true ? ['--two-threads'] : []),
    ...(options.asan === true ? ['--asan'] : []),
  ];
  return [environment.command, ...words.map((word) => shellWord(word, environment.platform))].join(' ');
}
