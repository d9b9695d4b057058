import test from 'ava';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { printShard, readShard } from '#harness/run/input/shard.js';

const WHICH = 'it must be which one of how many (up to 100), for example 2/4: the second of four';
const all = { seed: 7, out: 'shard-1' };

const refused = test.macro<[CertifyOptions, string]>({
  exec(t, options, message) {
    t.throws(() => readShard(options), { instanceOf: ConfigurationError, message });
  },
  title: (_, options, message) => `shard ${options.shard}: ${message}`,
});

test('a shard is one of several; without the option the whole is played', (t) => {
  t.deepEqual(readShard({ ...all, shard: '2/4' }), { index: 2, count: 4 });
  t.is(printShard(readShard({ ...all, shard: '1/1' })), '1/1');
  t.is(printShard(readShard({})), null);
});

for (const shard of ['0/4', '5/4', '1', 'one/two', '1/101', '01/4', '']) {
  test(refused, { ...all, shard }, `shard is "${shard}"; ${WHICH}`);
}
test(refused, { out: 'a', shard: '1/2' }, 'shard needs seed, the same for each shard, so that all of them plan alike');
test(
  refused,
  { seed: 7, shard: '1/2' },
  'shard needs out, another folder for each shard, which mapi-certify merge takes',
);
test(
  refused,
  { ...all, quick: true, shard: '1/3' },
  'shard and quick contradict each other: what takes seconds is not shared out; give one of them',
);
test(
  refused,
  { ...all, script: 'logon,kill', shard: '1/4' },
  'shard and script contradict each other: what takes seconds is not shared out; give one of them',
);
