import type { CertifyOptions, OptionName } from './certify-options.js';
import { ConfigurationError } from './configuration-error.js';

/** Two options that can't be given together. */
interface Contradiction {
  readonly options: readonly [OptionName, OptionName];
  /** What the first one was given, where that says no more than its name. */
  readonly value?: string;
  readonly why: string;
  readonly isMet: (options: CertifyOptions) => boolean;
}

const ONE_OF_THEM = 'give one of them';
const WITHOUT_ONE = 'leave one of them out';
const QUICK_SCRIPT = `the quick mode plays one script of its own; ${ONE_OF_THEM}`;
const NO_EVIDENCE = `where nothing is kept there is no evidence; ${WITHOUT_ONE}`;

const CONTRADICTIONS: readonly Contradiction[] = [
  {
    options: ['provider', 'profileFile'],
    why: `each says what is to be certified; ${ONE_OF_THEM}`,
    isMet: ({ provider, profileFile }) => provider !== undefined && profileFile !== undefined,
  },
  {
    options: ['walks', 'script'],
    why: `a script is played in place of random walks; ${ONE_OF_THEM}`,
    isMet: ({ walks, script }) => walks !== undefined && script !== undefined,
  },
  {
    options: ['quick', 'walks'],
    why: QUICK_SCRIPT,
    isMet: ({ quick, walks }) => quick === true && walks !== undefined,
  },
  {
    options: ['quick', 'script'],
    why: QUICK_SCRIPT,
    isMet: ({ quick, script }) => quick === true && script !== undefined,
  },
  {
    options: ['option', 'reg'],
    why: `each says which user option holds; ${ONE_OF_THEM}`,
    isMet: ({ option, reg }) => option !== undefined && reg !== undefined,
  },
  {
    options: ['out', 'keepData'],
    value: 'null',
    why: NO_EVIDENCE,
    isMet: ({ out, keepData }) => out === null && keepData === true,
  },
  {
    options: ['out', 'signKey'],
    value: 'null',
    why: NO_EVIDENCE,
    isMet: ({ out, signKey }) => out === null && signKey !== undefined,
  },
  {
    options: ['mail', 'keepData'],
    why: `the data directories hold your mail, and evidence holds nothing of it; ${WITHOUT_ONE}`,
    isMet: ({ mail, keepData }) => mail !== undefined && keepData === true,
  },
];

/**
 * Looks whether options contradict each other.
 *
 * @throws ConfigurationError for the first two that do, with the reason
 */
export function refuseContradictions(options: CertifyOptions): void {
  const met = CONTRADICTIONS.find(({ isMet }) => isMet(options));
  if (met === undefined) return;
  const { options: two, value, why } = met;
  throw new ConfigurationError((name) => {
    const first = value === undefined ? name(two[0]) : `${name(two[0])} ${value}`;
    return `${first} and ${name(two[1])} contradict each other: ${why}`;
  });
}
