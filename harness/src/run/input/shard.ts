import type { CertifyOptions } from './certify-options.js';
import { ConfigurationError } from './configuration-error.js';
import { wrong } from './option-values.js';

/** Which part of a certification is played: one of several that are merged afterwards. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** More are not worth the starts of their processes. */
const MOST_SHARDS = 100;

/**
 * Reads the option, and makes sure that all shards are going to plan alike.
 *
 * @param options - all that was given
 * @returns null: the whole is played
 * @throws ConfigurationError when it is no such part, or something that it needs is missing
 */
export function readShard(options: CertifyOptions): Shard | null {
  const { shard, seed, out, quick, script } = options;
  if (shard === undefined) return null;
  const { index = '', count = '' } =
    /^(?<index>[1-9]\d{0,2})\/(?<count>[1-9]\d{0,2})$/u.exec(String(shard))?.groups ?? {};
  if (index === '' || Number(count) > MOST_SHARDS || Number(index) > Number(count)) {
    throw wrong('shard', shard, `which one of how many (up to ${MOST_SHARDS}), for example 2/4: the second of four`);
  }
  if (quick === true || (script !== undefined && script !== null)) {
    throw new ConfigurationError(
      (name) =>
        `${name('shard')} and ${name(quick === true ? 'quick' : 'script')} contradict each other: what takes seconds is not shared out; give one of them`,
    );
  }
  if (seed === undefined) {
    throw new ConfigurationError(
      (name) => `${name('shard')} needs ${name('seed')}, the same for each shard, so that all of them plan alike`,
    );
  }
  if (out === undefined || out === null) {
    throw new ConfigurationError(
      (name) => `${name('shard')} needs ${name('out')}, another folder for each shard, which mapi-certify merge takes`,
    );
  }
  return { index: Number(index), count: Number(count) };
}

/**
 * A shard as the option has it.
 *
 * @param shard - null: there is none
 */
export function printShard(shard: Shard | null): string | null {
  return shard === null ? null : `${shard.index}/${shard.count}`;
}
