import test from 'ava';
import { applyConfig } from '#harness/cli/config.js';
import type { ConfigFile } from '#harness/run/input/config-file.js';

function file(options: ConfigFile['options']): ConfigFile {
  return { shown: 'c.json', options, reports: {} };
}

test('The command line goes before the file, option by option', (t) => {
  const { options } = applyConfig(file({ provider: './a.js', seed: 7, items: 5 }), { items: 9, only: undefined });
  t.deepEqual(options, { provider: './a.js', seed: 7, items: 9 });
});

test('Settings of the profile are put together one by one', (t) => {
  const { options } = applyConfig(file({ profile: { server: 'a', port: '1' } }), { profile: { server: 'b' } });
  t.deepEqual(options, { profile: { server: 'b', port: '1' } });
});

test('What the command line says takes back what contradicts it in the file', (t) => {
  t.deepEqual(applyConfig(file({ profileFile: 'p.json' }), { provider: 'a' }).options, { provider: 'a' });
  t.deepEqual(applyConfig(file({ reg: 'o.reg' }), { option: 2 }).options, { option: 2 });
  t.deepEqual(applyConfig(file({ walks: 50 }), { script: 'logon,kill' }).options, { script: 'logon,kill' });
  t.deepEqual(applyConfig(file({ quick: true }), { walks: 9 }).options, { walks: 9 });
});

test('An option of the file has the name that it has there', (t) => {
  const { nameOf } = applyConfig(file({ seed: 7, items: 5 }), { items: 9 });
  t.is(nameOf('seed'), 'seed in c.json');
  t.is(nameOf('items'), undefined);
  t.is(applyConfig(null, { items: 9 }).nameOf('items'), undefined);
});
