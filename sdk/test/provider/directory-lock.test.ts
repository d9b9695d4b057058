import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs, { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAPI_E_FAILONEPROVIDER, MapiError } from '@mapi-kit/sdk';
import { lockDirectory } from '@mapi-kit/sdk/store';
import test, { type ExecutionContext } from 'ava';

const SDK = import.meta.resolve('@mapi-kit/sdk/store');

function folder(t: ExecutionContext): string {
  const path = mkdtempSync(join(tmpdir(), 'mapi-kit-lock-'));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const lockOf = (path: string): string => join(path, '.mapi-kit.lock');

/** What another process says that tries to have the directory. */
function another(path: string): string {
  const script = `import { lockDirectory } from '${SDK}';
    try { lockDirectory(process.argv[1]); console.log('locked'); } catch (error) { console.log(error.message); }`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script, path], { encoding: 'utf8' }).stdout.trim();
}

test('A second process is refused while the first one lives, and not when it has given the lock back', (t) => {
  const path = folder(t);
  const release = lockDirectory(path);
  t.is(
    another(path),
    `${path} is in use by process ${process.pid} on ${hostname()}; wait until it ends, or remove ${lockOf(path)} if it is none of this program's: MAPI_E_FAILONEPROVIDER (0x8004011D)`,
  );
  release();
  t.false(existsSync(lockOf(path)));
  t.is(another(path), 'locked');
});

test('The failure is MAPI_E_FAILONEPROVIDER', (t) => {
  const path = folder(t);
  writeFileSync(lockOf(path), JSON.stringify({ pid: 1, host: 'another machine', started: null }));
  const error = t.throws(() => lockDirectory(path), { instanceOf: MapiError });
  t.is(error?.hr, MAPI_E_FAILONEPROVIDER);
  t.regex(error?.message ?? '', /^.* is in use by process 1 on another machine; /);
});

test('The lock of a killed process is taken over at once', async (t) => {
  const path = folder(t);
  const script = `import { lockDirectory } from '${SDK}'; lockDirectory(process.argv[1]); process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, path]);
  await once(child, 'exit');
  t.true(existsSync(lockOf(path)));
  lockDirectory(path)();
  t.deepEqual(readdirSync(path), []);
});

test('Whoever takes a dead process’s lock over a moment before keeps it', (t) => {
  const path = folder(t);
  writeFileSync(lockOf(path), JSON.stringify({ pid: process.ppid, host: hostname(), started: '1' }));
  const quicker = JSON.stringify({ pid: 7, host: 'another machine', started: '2' });
  const { renameSync } = fs;
  fs.renameSync = (from, to) => {
    writeFileSync(lockOf(path), quicker);
    renameSync(from, to);
  };
  syncBuiltinESMExports();
  try {
    t.throws(() => lockDirectory(path), { message: /^.* is in use by process 7 on another machine; / });
  } finally {
    fs.renameSync = renameSync;
    syncBuiltinESMExports();
  }
  t.is(readFileSync(lockOf(path), 'utf8'), quicker);
  t.deepEqual(readdirSync(path), ['.mapi-kit.lock']);
});

test('A process that has only got the id of the one that had the lock does not hold it', (t) => {
  const path = folder(t);
  writeFileSync(lockOf(path), JSON.stringify({ pid: process.ppid, host: hostname(), started: '1' }));
  const release = lockDirectory(path);
  t.is((JSON.parse(readFileSync(lockOf(path), 'utf8')) as { pid: number }).pid, process.pid);
  release();
  writeFileSync(lockOf(path), JSON.stringify({ pid: process.pid, host: hostname(), started: '1' }));
  t.notThrows(() => lockDirectory(path)());
});

test('A damaged lock is nobody’s', (t) => {
  const path = folder(t);
  writeFileSync(lockOf(path), '{"pid":');
  lockDirectory(path)();
  t.deepEqual(readdirSync(path), []);
});

test('Within a process several logons may have the directory; the last one that goes frees it', (t) => {
  const path = folder(t);
  const first = lockDirectory(path);
  const second = lockDirectory(join(path, '.'));
  first();
  first();
  t.not(another(path), 'locked');
  second();
  t.is(another(path), 'locked');
});

test('A directory that is not there throws the error of node:fs', (t) => {
  t.throws(() => lockDirectory(join(folder(t), 'nowhere')), { code: 'ENOENT' });
});
