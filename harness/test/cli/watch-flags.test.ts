import test from 'ava';
import type { CertifyFlags } from '#harness/cli/certify-flags.js';
import { listenForKeys } from '#harness/cli/keys.js';
import { forWatching } from '#harness/cli/watch-flags.js';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { FakeKeys } from './fake-keys.js';

const flags = (more: Partial<CertifyFlags>): CertifyFlags => ({ reports: {}, color: true, watch: true, ...more });

const refused = test.macro<[Partial<CertifyFlags>, string]>({
  exec(t, given, message) {
    t.throws(() => forWatching(null, flags(given)), { instanceOf: ConfigurationError, message });
  },
  title: (_, given) => `--watch is refused with ${JSON.stringify(given)}`,
});

const contradicts = (flag: string, why: string): string =>
  `--watch and ${flag} contradict each other: ${why}; leave one of them out`;
test(refused, { out: 'x' }, contradicts('--out', 'it keeps no evidence'));
test(refused, { keepData: true }, contradicts('--keep-data', 'it keeps no evidence'));
test(refused, { signKey: 'k' }, contradicts('--sign-key', 'it certifies nothing'));
test(refused, { shard: '1/2' }, contradicts('--shard', 'it plays the quick mode, which is not shared out'));
test(refused, { walks: 9 }, contradicts('--walks', 'it plays the quick mode, which has one walk of its own'));
test(
  refused,
  { script: 'logon,kill' },
  contradicts('--script', 'it plays the quick mode, which has one walk of its own'),
);
test(refused, { reports: { html: 'x.html' } }, contradicts('--html', 'it shows each result in the terminal'));

test('of a configuration file a watch leaves out what it has no use for', (t) => {
  const options = { provider: './x.js', out: 'x', signKey: 'k', shard: '1/2', walks: 3, strict: true };
  const file = { shown: 'c.json', options, reports: { html: 'x.html' } };
  t.deepEqual(forWatching(file, flags({})), {
    shown: 'c.json',
    options: { provider: './x.js', strict: true },
    reports: {},
  });
  t.is(forWatching(null, flags({ only: ['DUR'] })), null);
});

test('keys are listened for on a terminal, which is given back', (t) => {
  const told: string[] = [];
  const tell = (what: string) => () => void told.push(what);
  const actions = { again: tell('again'), quit: tell('quit'), interrupt: tell('interrupt') };
  const keys = new FakeKeys();
  const stop = listenForKeys(keys, actions);
  t.true(keys.isRaw);
  for (const key of ['\r', 'r', 'x', 'q', '\u0003']) keys.press(key);
  t.deepEqual(told, ['again', 'again', 'quit', 'interrupt']);
  stop?.();
  t.false(keys.isRaw);
  keys.press('q');
  t.is(told.length, 4);
  keys.isTTY = false;
  t.is(listenForKeys(keys, actions), null);
  t.is(listenForKeys(undefined, actions), null);
});
