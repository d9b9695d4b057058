import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
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
import { areClose, startByPs } from '#src/provider/common/process-start.js';

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

/** Does something at the moment at which the right of succession has been taken. */
function whileSucceeding(meanwhile: () => void, work: () => void): void {
  const { linkSync } = fs;
  fs.linkSync = (from, to) => {
    linkSync(from, to);
    if (String(to).endsWith('.next')) meanwhile();
  };
  syncBuiltinESMExports();
  try {
    work();
  } finally {
    fs.linkSync = linkSync;
    syncBuiltinESMExports();
  }
}

const dead = (): string => JSON.stringify({ pid: process.ppid, host: hostname(), started: '1' });

test('Whoever takes a dead process’s lock over a moment before keeps it', (t) => {
  const path = folder(t);
  writeFileSync(lockOf(path), dead());
  const quicker = JSON.stringify({ pid: 7, host: 'another machine', started: '2' });
  whileSucceeding(
    () => writeFileSync(lockOf(path), quicker),
    () => t.throws(() => lockDirectory(path), { message: /^.* is in use by process 7 on another machine; / }),
  );
  t.is(readFileSync(lockOf(path), 'utf8'), quicker);
  t.deepEqual(readdirSync(path), ['.mapi-kit.lock']);
});

test('A lock that is given back while it is being taken over is made anew', (t) => {
  const path = folder(t);
  writeFileSync(lockOf(path), dead());
  whileSucceeding(
    () => rmSync(lockOf(path)),
    () => t.notThrows(() => lockDirectory(path)()),
  );
  t.deepEqual(readdirSync(path), []);
});

test('While a living process is taking the lock over, nobody else gets it, and what it has stays', (t) => {
  const path = folder(t);
  writeFileSync(lockOf(path), dead());
  const successor = JSON.stringify({ pid: 8, host: 'another machine', started: '2' });
  writeFileSync(`${lockOf(path)}.next`, successor);
  const error = t.throws(() => lockDirectory(path), { instanceOf: MapiError });
  t.is(error?.hr, MAPI_E_FAILONEPROVIDER);
  t.regex(error?.message ?? '', /^.* is in use by process 8 on another machine; /);
  t.is(readFileSync(lockOf(path), 'utf8'), dead());
  t.is(readFileSync(`${lockOf(path)}.next`, 'utf8'), successor);
  t.is(readdirSync(path).length, 2);
});

test('A process that died while it took the lock over is succeeded as well', (t) => {
  const path = folder(t);
  for (const suffix of ['', '.next', '.next.next']) writeFileSync(lockOf(path) + suffix, dead());
  const release = lockDirectory(path);
  t.deepEqual(readdirSync(path), ['.mapi-kit.lock']);
  t.not(another(path), 'locked');
  release();
  t.deepEqual(readdirSync(path), []);
});

test('Of many processes that take a dead one’s lock over at the same time one gets it, and keeps it', async (t) => {
  const path = folder(t);
  const script = `import { lockDirectory } from '${SDK}';
    import { readFileSync } from 'node:fs';
    process.stdin.once('data', () => {
      try {
        lockDirectory(process.argv[1]);
        setTimeout(() => console.log(JSON.parse(readFileSync(process.argv[2], 'utf8')).pid === process.pid ? 'kept' : 'lost'), 500);
      } catch (error) { console.log('refused'); }
    });
    console.log('ready');`;
  writeFileSync(lockOf(path), dead());
  const args = ['--input-type=module', '-e', script, path, lockOf(path)];
  const children = Array.from({ length: 6 }, () => spawn(process.execPath, args));
  t.teardown(() => children.forEach((child) => void child.kill('SIGKILL')));
  const lines = async ({ stdout }: ChildProcessWithoutNullStreams): Promise<string> => {
    const [data] = (await once(stdout, 'data')) as [Buffer];
    return data.toString().trim();
  };
  await Promise.all(children.map(lines));
  const outcomes = Promise.all(children.map(lines));
  for (const child of children) child.stdin.write('go');
  t.deepEqual((await outcomes).sort(), ['kept', 'refused', 'refused', 'refused', 'refused', 'refused']);
});

/** Does something as on a system that tells nothing of processes but by `ps`. */
function offLinux(work: () => void): void {
  const { platform } = process;
  Object.defineProperty(process, 'platform', { value: 'darwin' });
  try {
    work();
  } finally {
    Object.defineProperty(process, 'platform', { value: platform });
  }
}

const startByPsOf = (pid: number): string =>
  String(Date.parse(spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout));

test.serial(
  'Off Linux a process that has only got the id, for example after a restart, does not hold the lock',
  (t) => {
    const path = folder(t);
    for (const pid of [process.ppid, process.pid]) {
      writeFileSync(lockOf(path), JSON.stringify({ pid, host: hostname(), started: '1700000000000' }));
      offLinux(() => t.notThrows(() => lockDirectory(path)()));
    }
    t.deepEqual(readdirSync(path), []);
  },
);

test.serial(
  'Off Linux the process that has made the lock holds it, and one of which nobody knows when it began',
  (t) => {
    const path = folder(t);
    for (const started of [startByPsOf(process.ppid), null]) {
      const other = JSON.stringify({ pid: process.ppid, host: hostname(), started });
      writeFileSync(lockOf(path), other);
      offLinux(() => t.throws(() => lockDirectory(path), { instanceOf: MapiError }));
      t.is(readFileSync(lockOf(path), 'utf8'), other);
    }
  },
);

test('What ps says of this process is when Node says that it began', (t) => {
  const byPs = startByPs(process.pid);
  t.true(byPs !== null && areClose(byPs, String(performance.timeOrigin)), `${byPs} ${performance.timeOrigin}`);
  t.false(areClose('1700000000000', '1700000006000'));
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
