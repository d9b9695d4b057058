import { join, resolve } from 'node:path';
import test from 'ava';
import { closest } from '#harness/run/input/closest.js';
import { displayPath } from '#harness/run/input/display-path.js';
import { isSecret, redactProfile, redactText } from '#harness/run/input/redact.js';
import { childEnvironment } from '#harness/run/process/child-environment.js';

test('a child gets the environment of its parent, without what would change its start and end', (t) => {
  const parent = {
    PATH: '/bin',
    NODE_ENV: 'test',
    NODE_CHANNEL_FD: '3',
    NODE_V8_COVERAGE: '/tmp/c',
    VSCODE_INSPECTOR_OPTIONS: '{}',
    NODE_OPTIONS: '--inspect-brk=0 --experimental-sqlite --require "/a b/x.cjs" --cpu-prof',
  };
  t.deepEqual(childEnvironment(parent), {
    PATH: '/bin',
    NODE_ENV: 'test',
    NODE_OPTIONS: '--experimental-sqlite --require "/a b/x.cjs"',
  });
  t.deepEqual(childEnvironment({ NODE_OPTIONS: '--inspect' }), {});
});

test('a child never learns the key that signs, however its name is written', (t) => {
  const parent = { PATH: '/bin', MAPI_CERTIFY_SIGN_KEY: 'key', mapi_certify_sign_key: 'key', MAPI_CERTIFY: 'other' };
  t.deepEqual(childEnvironment(parent), { PATH: '/bin', MAPI_CERTIFY: 'other' });
});

test('compiled code is kept where the parent says, unless the user has said where', (t) => {
  t.deepEqual(childEnvironment({}, '/cache'), { NODE_COMPILE_CACHE: '/cache' });
  t.deepEqual(childEnvironment({ NODE_COMPILE_CACHE: '/own' }, '/cache'), { NODE_COMPILE_CACHE: '/own' });
});

test('the nearest name is found, and none when none is near', (t) => {
  t.is(closest('itmes', ['items', 'jobs']), 'items');
  t.is(closest('QUITE', ['QUIET', 'TIME']), 'QUIET');
  t.is(closest('DUR-99', ['DUR-1', 'DUR-9']), 'DUR-9');
  t.is(closest('verbose', ['items', 'jobs']), undefined);
});

test('paths are shown relative only inside the folder', (t) => {
  const cwd = resolve('/home/project');
  t.is(displayPath(join(cwd, 'dist', 'a.js'), cwd), 'dist/a.js');
  t.is(displayPath(resolve('/home/other/a.js'), cwd), resolve('/home/other/a.js'));
  t.is(displayPath(join(cwd, '..x.js'), cwd), '..x.js');
});

test('secrets are known by their names', (t) => {
  for (const key of [
    'password',
    'Passwd',
    'clientSecret',
    'API_KEY',
    'api-key',
    'authToken',
    'PR_PROFILE_PASSWORD',
    'key',
    'accessKey',
  ]) {
    t.true(isSecret(key), key);
  }
  for (const key of ['server', 'port', 'keyboard', 'monkey', 'path', 'mapping']) t.false(isSecret(key), key);
});

test('secrets are hidden in settings and in what was printed', (t) => {
  const profile = { server: 'mail.example.org', password: 'open sesame', pin: '12' };
  t.deepEqual(redactProfile(profile), { server: 'mail.example.org', password: '***', pin: '***' });
  t.is(redactText('12 logins at mail.example.org with open sesame', profile), '12 logins at mail.example.org with ***');
});
