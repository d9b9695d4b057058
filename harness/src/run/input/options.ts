import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { QUICK_ITEMS } from '../../scenarios/quick.js';
import type { ClientName } from '../../scenarios/scenario.js';
import type { Walk } from '../../scenarios/walk.js';
import { DEFAULT_WALKS } from '../../scenarios/walks.js';
import type { ProgressListener } from '../progress.js';
import { closest } from './closest.js';
import { ConfigurationError } from './configuration-error.js';
import {
  readChoice,
  readFlag,
  readFolder,
  readNames,
  readOut,
  readPath,
  readProfile,
  readRegFile,
  readScript,
  readWhole,
  wrong,
} from './option-values.js';

/** What is to be certified, and how. */
export interface CertifyOptions {
  /**
   * The provider's module: a path, a file URL, a folder with a package.json, or the name of a package. Required, unless
   * a profile file is given.
   */
  readonly provider?: string | undefined;
  /** A profile file (JSON) with several providers, which are certified together, in place of one provider. */
  readonly profileFile?: string | undefined;
  /**
   * The module of a far side for transports that do not send by SMTP: it exports `start`, see {@link FarSideModule}. An
   * SMTP server on this machine, unless given.
   */
  readonly farSide?: string | undefined;
  /** Judge these requirements and no others: ids (`DUR-2`) or groups (`DUR`). All, unless given. */
  readonly only?: readonly string[] | undefined;
  /** Leave these requirements out: ids or groups. */
  readonly skip?: readonly string[] | undefined;
  /** Run these scenarios and no others, to repeat one case. All that are needed, unless given. */
  readonly scenario?: readonly string[] | undefined;
  /**
   * Play the fewest lives that still catch most mistakes, for a look after each change: it takes seconds, and certifies
   * nothing.
   */
  readonly quick?: boolean | undefined;
  /** The user option for fast shutdown that the client obeys. 1, Outlook's default, unless given. */
  readonly option?: 1 | 2 | 3 | undefined;
  /** A registry file (.reg) from which the user option is read instead. */
  readonly reg?: string | undefined;
  /** The client that is played. `outlook` unless given. */
  readonly client?: ClientName | undefined;
  /** Properties (`PR_...` or `0x...`) and free settings of the provider's profile section. */
  readonly profile?: Readonly<Record<string, string>> | undefined;
  /** 1 to 2^31: the same seed gives the same items. By chance, unless given; the report names it. */
  readonly seed?: number | undefined;
  /** How many random walks are played (SEQ-13): 20 unless given, thousands to find what is rare; 0: none. */
  readonly walks?: number | undefined;
  /**
   * One script to be played in place of the random walks, for example `logon,work:3,query,notify,do,kill`; several lives
   * are parted by semicolons. Only SEQ-13 is judged then, unless `only` says otherwise.
   */
  readonly script?: string | undefined;
  /** How many items a client saves in each life. 30 unless given, 20 in the quick mode. */
  readonly items?: number | undefined;
  /** The time in which Notify and Do together must return, in milliseconds. 5,000 unless given. */
  readonly budget?: number | undefined;
  /** How many runs go on at once. As many as the machine has processors, unless given. */
  readonly jobs?: number | undefined;
  /** The folder for report.json and the evidence; null: nothing is kept. `mapi-certify-report` unless given. */
  readonly out?: string | null | undefined;
  /** A warning counts as a failure. */
  readonly strict?: boolean | undefined;
  /** The folder from which relative paths and package names are looked for. The process's own, unless given. */
  readonly cwd?: string | undefined;
  /** Ends the certification at once; its report says `interrupted`. */
  readonly signal?: AbortSignal | undefined;
  /** Told how far the certification is. It must not throw. */
  readonly onProgress?: ProgressListener | undefined;
}

/** The options, checked, with nothing left open. */
export interface Settings {
  /** Empty when there is a profile file. */
  readonly provider: string;
  /** As it was given. */
  readonly profileFile: string | null;
  /** As it was given. */
  readonly farSide: string | null;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly scenario: readonly string[];
  readonly quick: boolean;
  readonly option: 1 | 2 | 3;
  /** As it was given. */
  readonly reg: string | null;
  /** The absolute path. */
  readonly regFile: string | null;
  readonly client: ClientName;
  readonly profile: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly walks: number;
  /** A walk for each life; null: none was given. */
  readonly script: readonly Walk[] | null;
  readonly items: number;
  readonly budgetMs: number;
  readonly jobs: number;
  /** The absolute path. */
  readonly out: string | null;
  readonly strict: boolean;
  readonly cwd: string;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressListener;
}

/** Every option. */
const KNOWN: Readonly<Record<keyof CertifyOptions, true>> = {
  provider: true,
  profileFile: true,
  farSide: true,
  only: true,
  skip: true,
  scenario: true,
  quick: true,
  option: true,
  reg: true,
  client: true,
  profile: true,
  seed: true,
  walks: true,
  script: true,
  items: true,
  budget: true,
  jobs: true,
  out: true,
  strict: true,
  cwd: true,
  signal: true,
  onProgress: true,
};

/** The requirement that random walks are judged by. */
const WALKS_ID = 'SEQ-13';

/** The folder of the report, unless another one is given. */
export const DEFAULT_OUT = 'mapi-certify-report';
/** How many items a client saves in each life, unless told otherwise. */
export const DEFAULT_ITEMS = 30;
/** The time in which Notify and Do together must return, in milliseconds, unless told otherwise. */
export const DEFAULT_BUDGET_MS = 5_000;

/**
 * Checks the options and fills in what was left out.
 *
 * @param options - what the caller gave; from JavaScript it may be anything
 * @returns the settings of the certification
 * @throws ConfigurationError for the first option that is wrong: which, what it is, and what it may be
 */
export function readOptions(options: CertifyOptions): Settings {
  if (typeof options !== 'object' || options === null) throw wrong('the options', options, 'an object with a provider');
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(KNOWN, name)) continue;
    const near = closest(name, Object.keys(KNOWN));
    throw new ConfigurationError(
      `unknown option ${name}${near === undefined ? '' : `; did you mean ${near}?`} (the options are: ${Object.keys(KNOWN).join(', ')})`,
    );
  }
  const { provider, profileFile, reg, signal, onProgress } = options;
  if (profileFile !== undefined && provider !== undefined) {
    throw new ConfigurationError(
      'provider and profileFile contradict each other: each says what is to be certified; give one of them',
    );
  }
  if (profileFile === undefined && (typeof provider !== 'string' || provider.trim() === '')) {
    throw wrong('provider', provider, 'a path, a file URL or the name of a package, for example ./dist/box-store.js');
  }
  const cwd = readFolder(options.cwd);
  const script = readScript(options.script);
  if (script !== null && options.walks !== undefined) {
    throw new ConfigurationError(
      'walks and script contradict each other: a script is played in place of random walks; give one of them',
    );
  }
  const quick = readFlag('quick', options.quick);
  if (quick && (script !== null || options.walks !== undefined)) {
    throw new ConfigurationError(
      `quick and ${script === null ? 'walks' : 'script'} contradict each other: the quick mode plays one script of its own; give one of them`,
    );
  }
  const only = readNames('only', options.only, 'ids or groups of requirements, for example DUR-2 or DUR');
  if (reg !== undefined && options.option !== undefined) {
    throw new ConfigurationError(
      'option and reg contradict each other: each says which user option holds; give one of them',
    );
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw wrong('signal', signal, 'an AbortSignal');
  if (onProgress !== undefined && typeof onProgress !== 'function') throw wrong('onProgress', onProgress, 'a function');
  return {
    provider: provider ?? '',
    profileFile: readPath('profileFile', profileFile, 'the path of a JSON file that lists providers'),
    farSide: readPath('farSide', options.farSide, 'the path of a module that exports start'),
    only: script !== null && only.length === 0 ? [WALKS_ID] : only,
    skip: readNames('skip', options.skip, 'ids or groups of requirements, for example DUR-2 or DUR'),
    scenario: readNames('scenario', options.scenario, 'names of scenarios, for example outlook-exit'),
    quick,
    option: readChoice('option', options.option, [1, 2, 3], 1),
    reg: reg ?? null,
    regFile: readRegFile(reg, cwd),
    client: readChoice('client', options.client, ['outlook', 'mfcmapi'], 'outlook'),
    profile: readProfile(options.profile),
    seed: readWhole('seed', options.seed, 1, 2 ** 31) ?? randomInt(1, 2 ** 31),
    walks: quick ? 0 : (readWhole('walks', options.walks, 0, 1_000_000) ?? DEFAULT_WALKS),
    script,
    items: readWhole('items', options.items, 1, 1_000_000) ?? (quick ? QUICK_ITEMS : DEFAULT_ITEMS),
    budgetMs: readWhole('budget', options.budget, 1, 600_000, ' milliseconds') ?? DEFAULT_BUDGET_MS,
    jobs: readWhole('jobs', options.jobs, 1, 1_024) ?? availableParallelism(),
    out: readOut(options.out, cwd, DEFAULT_OUT),
    strict: readFlag('strict', options.strict),
    cwd,
    signal,
    onProgress: onProgress ?? (() => {}),
  };
}
