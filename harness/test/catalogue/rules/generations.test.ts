import test from 'ava';
import type { Evidence } from '#harness/catalogue/requirement.js';
import { changing, evidenceOf, judged } from '../../support/judging.js';
import { recorded } from '../../support/recorded.js';

test('SEQ-12 breaks when a duplicate is all there is', (t) => {
  const { violations } = judged('SEQ-12', recorded('duplicates-on-fifth-generation'));
  t.true(violations.some(({ seen }) => seen === '2 of them in the sixth life'));
});

function withSizes(...sizes: readonly number[]): Evidence {
  return changing(evidenceOf('in'), 'five-generations', (run) => ({
    ...run,
    lives: run.lives.map((life, index) => ({
      ...life,
      facts: { ...life.facts, dataBytes: sizes[index] ?? sizes.at(-1) ?? 0 },
    })),
  }));
}

const MIB = 1024 * 1024;

test('SEQ-12 breaks when the data doubles with each life', (t) => {
  const { status, violations } = judged('SEQ-12', withSizes(MIB, 2 * MIB, 4 * MIB, 8 * MIB, 32 * MIB));
  t.is(status, 'fail');
  t.regex(violations[0]?.expected ?? '', /twice what the first lives needed$/);
  t.is(violations[0]?.seen, '32 MiB after the fifth life');
  t.is(violations[0]?.because, 'the sizes were 1,024 KiB, 2,048 KiB, 4,096 KiB, 8,192 KiB, 32 MiB');
});

test('SEQ-12 allows linear growth, big steps, a log that stays, and data that shrinks', (t) => {
  t.is(judged('SEQ-12', withSizes(MIB, 2 * MIB, 3 * MIB, 4 * MIB, 5 * MIB)).status, 'pass');
  t.is(judged('SEQ-12', withSizes(4 * MIB, 4 * MIB, 8 * MIB, 8 * MIB, 16 * MIB)).status, 'pass');
  t.is(judged('SEQ-12', withSizes(4096, 8192, 200_000, 200_000, 200_000)).status, 'pass');
  t.is(judged('SEQ-12', withSizes(5 * MIB, 4 * MIB, 3 * MIB, 2 * MIB, MIB)).status, 'pass');
});
