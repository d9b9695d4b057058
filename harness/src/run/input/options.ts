import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { CertificationReport } from '../../report/report.js';
import type { ClientName } from '../../scenarios/scenario.js';
import type { Walk } from '../../scenarios/walk.js';
import { type CertifyOptions, OPTION_NAMES } from './certify-options.js';
import { closest } from './closest.js';
import { ConfigurationError } from './configuration-error.js';
import { refuseContradictions } from './contradictions.js';
import { DEFAULTS } from './defaults.js';
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
  show,
  wrong,
} from './option-values.js';
import type { ProgressListener } from './progress.js';
import { readShard, type Shard } from './shard.js';

/** A week. */
const LONGEST_MS = 604_800_000;

/** The options, checked, with nothing left open. */
export interface Settings {
  /** Empty when there is a profile file. */
  readonly provider: string;
  /** As it was given. */
  readonly profileFile: string | null;
  /** As it was given. */
  readonly farSide: string | null;
  /** As it was given; null: there is none. */
  readonly mail: string | null;
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
  readonly keepData: boolean;
  /** As it was given; null: the certificate is not signed. */
  readonly signKey: string | null;
  /** As it was given; null: none is. */
  readonly expectedFailures: string | null;
  readonly bail: boolean;
  /** Null: there is no limit. */
  readonly timeLimitMs: number | null;
  /** Null: the whole is played. */
  readonly shard: Shard | null;
  readonly strict: boolean;
  readonly twoThreads: boolean;
  readonly asan: boolean;
  readonly cwd: string;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressListener;
  readonly beforeSealing: (report: CertificationReport) => Promise<void>;
}

/** The requirement that random walks are judged by. */
const WALKS_ID = 'SEQ-13';

/**
 * Checks the options and fills in what was left out.
 *
 * @param options - what the caller gave; from JavaScript it may be anything
 * @returns the settings of the certification
 * @throws ConfigurationError for the first option that is wrong: which, what it is, and what it may be
 */
export function readOptions(options: CertifyOptions): Settings {
  assertNames(options);
  refuseContradictions(options);
  assertCall(options);
  const { provider, profileFile, reg, signal, onProgress, beforeSealing, signKey } = options;
  const cwd = readFolder(options.cwd);
  const script = readScript(options.script);
  const quick = readFlag('quick', options.quick);
  const only = readNames('only', options.only, 'ids or groups of requirements, for example DUR-2 or DUR');
  return {
    provider: provider ?? '',
    profileFile: readPath('profileFile', profileFile, 'the path of a JSON file that lists providers'),
    farSide: readPath('farSide', options.farSide, 'the path of a module that exports start'),
    mail: readPath('mail', options.mail, 'the path of a folder with .msg or .eml files'),
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
    walks: quick ? 0 : (readWhole('walks', options.walks, 0, 1_000_000) ?? DEFAULTS.walks),
    script,
    items: readWhole('items', options.items, 1, 1_000_000) ?? (quick ? DEFAULTS.quickItems : DEFAULTS.items),
    budgetMs: readWhole('budgetMs', options.budgetMs, 1, 600_000, ' milliseconds') ?? DEFAULTS.budgetMs,
    jobs: readWhole('jobs', options.jobs, 1, 1_024) ?? availableParallelism(),
    out: readOut(options.out, cwd, DEFAULTS.out),
    keepData: readFlag('keepData', options.keepData),
    signKey: readPath('signKey', signKey, 'the path of a private key, as mapi-certify keygen writes it'),
    expectedFailures: readPath(
      'expectedFailures',
      options.expectedFailures,
      'the path of a JSON file that lists failures',
    ),
    bail: readFlag('bail', options.bail),
    timeLimitMs: readWhole('timeLimitMs', options.timeLimitMs, 1, LONGEST_MS, ' milliseconds') ?? null,
    shard: readShard(options),
    strict: readFlag('strict', options.strict),
    twoThreads: readFlag('twoThreads', options.twoThreads),
    asan: readFlag('asan', options.asan),
    cwd,
    signal,
    onProgress: onProgress ?? (() => {}),
    beforeSealing: beforeSealing ?? (async () => {}),
  };
}

/** That there are options, and none that nobody knows. */
function assertNames(options: CertifyOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw new ConfigurationError(`the options are ${show(options)}; they must be an object with a provider`);
  }
  for (const name of Object.keys(options)) {
    if (OPTION_NAMES.includes(name)) continue;
    const near = closest(name, OPTION_NAMES);
    throw new ConfigurationError(
      `unknown option ${name}${near === undefined ? '' : `; did you mean ${near}?`} (the options are: ${OPTION_NAMES.join(', ')})`,
    );
  }
}

/** That there is something to be certified, and what only a call can give is of its type. */
function assertCall({ provider, profileFile, signal, onProgress, beforeSealing }: CertifyOptions): void {
  if (profileFile === undefined && (typeof provider !== 'string' || provider.trim() === '')) {
    throw wrong('provider', provider, 'a path, a file URL or the name of a package, for example ./dist/box-store.js');
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw wrong('signal', signal, 'an AbortSignal');
  if (onProgress !== undefined && typeof onProgress !== 'function') throw wrong('onProgress', onProgress, 'a function');
  if (beforeSealing !== undefined && typeof beforeSealing !== 'function') {
    throw wrong('beforeSealing', beforeSealing, 'a function');
  }
}
