import test from 'ava';
import type { MailReport } from '#harness/report/report.js';
import type { Manifest } from '#harness/run/evidence/manifest.js';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { type ComparedShard, checkShards } from '#harness/run/merging/check-shards.js';
import { certifiedReport, defaultSettings } from '../../support/certification-report.js';

type Settings = Parameters<typeof defaultSettings>[0];
type Report = Parameters<typeof certifiedReport>[0];

function providerOf(sha256: string): Manifest['provider'] {
  const files = [{ name: 'box-store.js', bytes: 1, sha256 }];
  return { name: 'box-store', profileFile: null, modules: [{ name: 'box-store', files, dependencies: [] }] };
}

function shard(
  index: number,
  count: number,
  settings: Settings = {},
  report: Report = {},
  sha256 = 'a',
): ComparedShard {
  const manifest = { provider: providerOf(sha256) } as Manifest;
  const own = { ...settings, shard: `${index}/${count}` };
  return {
    given: `s${index}`,
    index,
    count,
    manifest,
    report: certifiedReport({ ...report, settings: defaultSettings(own) }),
  };
}

function mailOf(sha256: string): MailReport {
  const numbers = { files: 1, bytes: 9, values: 4, leftOutValues: 0, leftOutFiles: 0 };
  return { folder: 'mail', ...numbers, leftOut: [], sha256 };
}

const refused = test.macro((t, shards: readonly ComparedShard[], message: string) => {
  t.throws(() => checkShards(shards, false), { instanceOf: ConfigurationError, message });
});

test('shards of one certification are put in their order; places and time limits are their own', (t) => {
  const sorted = checkShards([shard(2, 2, { jobs: 8, timeLimitMs: 1 }), shard(1, 2)], false);
  t.deepEqual(
    sorted.map(({ given }) => given),
    ['s1', 's2'],
  );
});

test('a shard is missing', refused, [shard(1, 2)], 'of 2 shards, shard 2 is missing; give the folder of each');
test(
  'several are missing',
  refused,
  [shard(2, 4)],
  'of 4 shards, the shards 1, 3, 4 are missing; give the folder of each',
);
test(
  'one is there twice',
  refused,
  [shard(1, 2), { ...shard(1, 2), given: 'copy' }, shard(2, 2)],
  's1 and copy are both shard 1 of 2; give each shard once',
);
test(
  'of another number of shards',
  refused,
  [shard(1, 2), shard(2, 3)],
  's2 does not belong to s1: it is one of 3 shards, and that is one of 2',
);
test(
  'another seed',
  refused,
  [shard(1, 2), shard(2, 2, { seed: 8 })],
  's2 does not belong to s1: seed is 8 there, and here 7',
);
test(
  'other options',
  refused,
  [shard(1, 2), shard(2, 2, { only: ['DUR'] })],
  's2 does not belong to s1: only is ["DUR"] there, and here []',
);
test(
  'another provider',
  refused,
  [shard(1, 2), shard(2, 2, {}, {}, 'b')],
  's2 does not belong to s1: it is of another provider (box-store.js)',
);
test(
  'another Node',
  refused,
  [shard(1, 2), shard(2, 2, {}, { environment: { ...certifiedReport().environment, node: 'v22.1.0' } })],
  's2 does not belong to s1: it ran on v22.1.0, and that on v20.19.0',
);
test(
  'another answer',
  refused,
  [shard(1, 2), shard(2, 2, {}, { provider: { ...certifiedReport().provider, stance: 'out' } })],
  's2 does not belong to s1: the provider answered otherwise there (out, and here in); certify again',
);

test('other expected failures, unless they are named anew', (t) => {
  const known = [{ id: 'DUR-2', reason: 'r', owner: 'o', expires: '2099-01-01' }];
  const shards = [shard(1, 2), shard(2, 2, {}, { expectedFailures: known })];
  t.throws(() => checkShards(shards, false), {
    message: 's2 does not belong to s1: they were given other expected failures; name one list by --expected-failures',
  });
  t.is(checkShards(shards, true).length, 2);
});
test(
  'with other mail of its own',
  refused,
  [shard(1, 2, {}, { mail: mailOf('a') }), shard(2, 2, {}, { mail: mailOf('b') })],
  "s2 does not belong to s1: the mail of the author's own is another one there",
);
