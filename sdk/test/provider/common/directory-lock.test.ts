import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs, {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MAPI_E_FAILONEPROVIDER, MapiError } from '@mapi-kit/sdk';
import { lockDirectory } from '@mapi-kit/sdk/store';
import test, { type ExecutionContext } from 'ava';

const SDK = import.meta.resolve('@mapi-kit/sdk/store');

function folder(t: ExecutionContext): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'mapi-kit-lock-')));
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

/** Does something before and after a lock is moved away. */
function whileRenaming(instead: (move: () => void) => void, work: () => void): void {
  const { renameSync } = fs;
  fs.renameSync = (from, to) => instead(() => renameSync(from, to));
  syncBuiltinESMExports();
  try {
    work();
  } finally {
    fs.renameSync = renameSync;
    syncBuiltinESMExports();
  }
}

test('Whoever takes a dead process’s lock over a moment before keeps it', (t) => {
  const path = folder(t);
  writeFileSync(lockOf(path), JSON.stringify({ pid: process.ppid, host: hostname(), started: '1' }));
  const quicker = JSON.stringify({ pid: 7, host: 'another machine', started: '2' });
  whileRenaming(
    (move) => {
      writeFileSync(lockOf(path), quicker);
      move();
    },
    () => t.throws(() => lockDirectory(path), { message: /^.* is in use by process 7 on another machine; / }),
  );
  t.is(readFileSync(lockOf(path), 'utf8'), quicker);
  t.deepEqual(readdirSync(path), ['.mapi-kit.lock']);
});

test('Of two that take a dead process’s lock over a moment before, the last one keeps it, and nobody else gets it', (t) => {
  const path = folder(t);
  writeFileSync(lockOf(path), JSON.stringify({ pid: process.ppid, host: hostname(), started: '1' }));
  const last = JSON.stringify({ pid: 8, host: 'another machine', started: '2' });
  whileRenaming(
    (move) => {
      writeFileSync(lockOf(path), JSON.stringify({ pid: 7, host: 'another machine', started: '2' }));
      move();
      writeFileSync(lockOf(path), last);
    },
    () => {
      const error = t.throws(() => lockDirectory(path), { instanceOf: MapiError });
      t.is(error?.hr, MAPI_E_FAILONEPROVIDER);
      t.regex(error?.message ?? '', /^.* is in use by process 8 on another machine; /);
    },
  );
  t.is(readFileSync(lockOf(path), 'utf8'), last);
  t.deepEqual(readdirSync(path), ['.mapi-kit.lock']);
});

test('Who gives a lock back that somebody else has now leaves it', (t) => {
  const path = folder(t);
  const release = lockDirectory(path);
  const other = JSON.stringify({ pid: 7, host: 'another machine', started: '2' });
  writeFileSync(lockOf(path), other);
  release();
  t.is(readFileSync(lockOf(path), 'utf8'), other);
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

test('A lock that cannot be read may be anybody’s, and is left', (t) => {
  const path = folder(t);
  const other = JSON.stringify({ pid: process.ppid, host: hostname(), started: '1' });
  writeFileSync(lockOf(path), other);
  const { readFileSync: read } = fs;
  fs.readFileSync = ((file: string, ...rest: [BufferEncoding]) => {
    if (file === lockOf(path)) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    return read(file, ...rest);
  }) as typeof fs.readFileSync;
  syncBuiltinESMExports();
  try {
    t.throws(() => lockDirectory(path), { code: 'EACCES' });
  } finally {
    fs.readFileSync = read;
    syncBuiltinESMExports();
  }
  t.is(readFileSync(lockOf(path), 'utf8'), other);
});

test('A lock for which there is no room throws the error of node:fs, and nothing of it stays', (t) => {
  const path = folder(t);
  const { writeFileSync: write } = fs;
  fs.writeFileSync = ((file: string, content: string) => {
    write(file, content.slice(0, 5));
    throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  }) as typeof fs.writeFileSync;
  syncBuiltinESMExports();
  try {
    t.throws(() => lockDirectory(path), { code: 'ENOSPC' });
  } finally {
    fs.writeFileSync = write;
    syncBuiltinESMExports();
  }
  t.deepEqual(readdirSync(path), []);
  t.notThrows(() => lockDirectory(path)());
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

test('A directory by another name is the same directory', (t) => {
  const path = folder(t);
  const link = join(folder(t), 'link');
  symlinkSync(path, link, 'junction');
  const first = lockDirectory(path);
  lockDirectory(link)();
  t.not(another(path), 'locked');
  first();
  t.deepEqual(readdirSync(path), []);
});

test('All copies of the SDK in a process count as one', async (t) => {
  const path = folder(t);
  const copy = (await import(`${import.meta.resolve('#src/provider/common/directory-lock.js')}?copy`)) as {
    readonly lockDirectory: typeof lockDirectory;
  };
  t.not(copy.lockDirectory, lockDirectory);
  const first = lockDirectory(path);
  const second = copy.lockDirectory(path);
  first();
  t.not(another(path), 'locked');
  second();
  t.is(another(path), 'locked');
});

test('A worker thread may have what its process has, and takes it away from nobody', async (t) => {
  const path = folder(t);
  const release = lockDirectory(path);
  const script = `import('${SDK}').then(({ lockDirectory }) => lockDirectory(${JSON.stringify(path)})());`;
  const [code] = (await once(new Worker(script, { eval: true }), 'exit')) as [number];
  t.is(code, 0);
  t.not(another(path), 'locked');
  release();
  t.is(another(path), 'locked');
});

test('A directory that is not there throws the error of node:fs', (t) => {
  t.throws(() => lockDirectory(join(folder(t), 'nowhere')), { code: 'ENOENT' });
});
