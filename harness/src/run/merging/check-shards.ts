import { isDeepStrictEqual } from 'node:util';
import { count } from '../../catalogue/rules/words.js';
import type { CertificationReport } from '../../report/report.js';
import { subjectFiles } from '../evidence/manifest.js';
import type { OptionName } from '../input/certify-options.js';
import { ConfigurationError } from '../input/configuration-error.js';
import { show } from '../input/option-values.js';
import type { ReadShard } from './read-shard.js';

/** What each shard may have another one of: nothing that is judged depends on it. */
const OWN: readonly string[] = ['shard', 'jobs', 'timeLimitMs'];

/** What is compared of shards, without the evidence itself. */
export type ComparedShard = Pick<ReadShard, 'given' | 'index' | 'count' | 'report' | 'manifest'>;

/**
 * Makes sure that shards are one certification: each of them is there, once, and they are of the same provider, options,
 * seed and environment.
 *
 * @param shards - in any order
 * @param expectsItself - the list of expected failures is given anew
 * @returns the shards in their order
 * @throws ConfigurationError for the first thing that is otherwise
 */
export function checkShards<Shard extends ComparedShard>(
  shards: readonly Shard[],
  expectsItself: boolean,
): readonly [Shard, ...Shard[]] {
  const [first, ...rest] = [...shards].sort((a, b) => a.index - b.index);
  if (first === undefined) throw new ConfigurationError('there is no shard to merge; give the folder of each');
  for (const other of rest) checkPair(first, other, expectsItself);
  const sorted = [first, ...rest] as const;
  for (const [place, { given, index }] of sorted.entries()) {
    const before = sorted[place - 1];
    if (before?.index !== index) continue;
    throw new ConfigurationError(
      `${before.given} and ${given} are both shard ${index} of ${first.count}; give each shard once`,
    );
  }
  const there = new Set(sorted.map(({ index }) => index));
  const missing = Array.from({ length: first.count }, (_, place) => place + 1).filter((index) => !there.has(index));
  if (missing.length > 0) {
    const which = missing.length === 1 ? `shard ${missing[0]}` : `the shards ${missing.join(', ')}`;
    throw new ConfigurationError(
      `of ${count(first.count)} shards, ${which} ${missing.length === 1 ? 'is' : 'are'} missing; give the folder of each`,
    );
  }
  return [first, ...rest];
}

function checkPair(first: ComparedShard, other: ComparedShard, expectsItself: boolean): void {
  const fail = (why: string): ConfigurationError =>
    new ConfigurationError(`${other.given} does not belong to ${first.given}: ${why}`);
  if (other.count !== first.count) {
    throw fail(`it is one of ${other.count} shards, and that is one of ${first.count}`);
  }
  checkProvider(first, other, fail);
  const { settings, environment, provider } = first.report;
  for (const [name, value] of entriesOf(settings)) {
    const its = other.report.settings[name];
    const isOpen = OWN.includes(name) || (name === 'expectedFailures' && expectsItself);
    if (isOpen || isDeepStrictEqual(value, its)) continue;
    // Each name is that of an option.
    throw new ConfigurationError(
      (nameOf) =>
        `${other.given} does not belong to ${first.given}: ${nameOf(name as OptionName)} is ${shown(its)} there, and here ${shown(value)}`,
    );
  }
  if (!expectsItself && !isDeepStrictEqual(other.report.expectedFailures, first.report.expectedFailures)) {
    throw fail('they were given other expected failures; name one list by --expected-failures');
  }
  if (other.report.mail?.sha256 !== first.report.mail?.sha256)
    throw fail("the mail of the author's own is another one there");
  for (const name of ['node', 'platform', 'arch', 'wine'] as const) {
    if (other.report.environment[name] === environment[name]) continue;
    throw fail(
      `it ran on ${other.report.environment[name] ?? 'no Wine'}, and that on ${environment[name] ?? 'no Wine'}`,
    );
  }
  if (other.report.provider.stance !== provider.stance) {
    throw fail(
      `the provider answered otherwise there (${other.report.provider.stance}, and here ${provider.stance}); certify again`,
    );
  }
}

function entriesOf(
  settings: CertificationReport['settings'],
): readonly [keyof CertificationReport['settings'], unknown][] {
  return Object.entries(settings) as [keyof CertificationReport['settings'], unknown][];
}

function shown(value: unknown): string {
  return value === null ? 'none' : show(value);
}

function checkProvider(first: ComparedShard, other: ComparedShard, fail: (why: string) => ConfigurationError): void {
  if (isDeepStrictEqual(other.manifest.provider, first.manifest.provider)) return;
  const files = new Map(subjectFiles(first.manifest.provider.modules).map(({ name, sha256 }) => [name, sha256]));
  const its = subjectFiles(other.manifest.provider.modules);
  const file = its.find(({ name, sha256 }) => files.get(name) !== sha256)?.name ?? first.manifest.provider.name;
  throw fail(`it is of another provider (${file})`);
}
