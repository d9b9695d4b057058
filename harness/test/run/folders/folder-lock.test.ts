import fs, { existsSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { hostname } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { FolderLock, LOCK_FILE } from '#harness/run/folders/folder-lock.js';
import type { WriteBytes } from '#harness/run/folders/write-whole-file.js';
import { ConfigurationError, ReportError } from '#harness/run/input/configuration-error.js';
import { Leftovers } from '#harness/run/process/leftovers.js';
import { temporaryFolder } from '../temporary-folder.js';

const DEAD = JSON.stringify({ pid: 2 ** 22 + 12_345, host: hostname() });
const ELSEWHERE = JSON.stringify({ pid: 7, host: 'elsewhere' });
const OURS = JSON.stringify({ pid: process.pid, host: hostname() });

function leftoversOf(t: ExecutionContext): Leftovers {
  const leftovers = new Leftovers();
  t.teardown(() => leftovers.dispose());
  return leftovers;
}

/** Takes the place of some functions of `fs` meanwhile. */
function withFs(changes: Partial<typeof fs>, work: () => void): void {
  const before = Object.fromEntries(Object.keys(changes).map((name) => [name, fs[name as keyof typeof fs]]));
  Object.assign(fs, changes);
  syncBuiltinESMExports();
  try {
    work();
  } finally {
    Object.assign(fs, before);
    syncBuiltinESMExports();
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: as the test wants it`), { code });
}

const full: WriteBytes = (descriptor, bytes, offset) => {
  if (offset > 0) throw systemError('ENOSPC');
  return writeSync(descriptor, bytes, 0, 5);
};

test('a lock for which there is no room is an error with exit code 3, and nothing of it stays', (t) => {
  const folder = temporaryFolder(t);
  const error = t.throws(() => FolderLock.acquire(folder, leftoversOf(t), full), { instanceOf: ReportError });
  t.is(error?.exitCode, 3);
  t.regex(
    error?.message ?? '',
    /^the lock .*\.mapi-certify\.lock can't be written: ENOSPC: .*; choose another folder$/,
  );
  t.deepEqual(readdirSync(folder), []);
  FolderLock.acquire(folder, leftoversOf(t)).release();
  t.deepEqual(readdirSync(folder), []);
});

test('where there are no hard links the lock is written all the same, and nothing of half a one stays', (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, LOCK_FILE);
  const linkSync = (): never => {
    throw systemError('EPERM');
  };
  withFs({ linkSync }, () => {
    const lock = FolderLock.acquire(folder, leftoversOf(t));
    t.is(readFileSync(file, 'utf8'), OURS);
    t.deepEqual(readdirSync(folder), [LOCK_FILE]);
    t.throws(() => FolderLock.acquire(folder, leftoversOf(t)), { message: /^another certification is writing to / });
    lock.release();
    let calls = 0;
    const fullLater: WriteBytes = (descriptor, bytes, offset) => {
      calls += 1;
      return calls === 1 ? writeSync(descriptor, bytes) : full(descriptor, bytes, offset);
    };
    t.throws(() => FolderLock.acquire(folder, leftoversOf(t), fullLater), { instanceOf: ReportError });
  });
  t.deepEqual(readdirSync(folder), []);
});

for (const half of ['', '{"pid":123,"host":"some', '{"pid":123}', 'null']) {
  test(`half a lock is nobody's: ${half === '' ? 'an empty file' : half}`, (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, LOCK_FILE), half);
    const lock = FolderLock.acquire(folder, leftoversOf(t));
    t.is(readFileSync(join(folder, LOCK_FILE), 'utf8'), OURS);
    lock.release();
    t.deepEqual(readdirSync(folder), []);
  });
}

test('nobody sees half a lock while it is written', (t) => {
  const folder = temporaryFolder(t);
  const seen: boolean[] = [];
  const slow: WriteBytes = (descriptor, bytes, offset) => {
    seen.push(existsSync(join(folder, LOCK_FILE)));
    return writeSync(descriptor, bytes, offset, 1);
  };
  FolderLock.acquire(folder, leftoversOf(t), slow).release();
  t.is(seen.length, Buffer.byteLength(OURS));
  t.false(seen.includes(true));
});

test('a lock that cannot be read may be anybody’s, and is left', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, LOCK_FILE), DEAD);
  const readFileSync = (): never => {
    throw systemError('EACCES');
  };
  withFs({ readFileSync: readFileSync as typeof fs.readFileSync }, () => {
    t.throws(() => FolderLock.acquire(folder, leftoversOf(t)), { instanceOf: ConfigurationError, message: /EACCES/ });
  });
  t.is(fs.readFileSync(join(folder, LOCK_FILE), 'utf8'), DEAD);
});

test('whoever takes a dead process’s lock over a moment before keeps it', (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, LOCK_FILE);
  writeFileSync(file, DEAD);
  const { renameSync } = fs;
  const quicker: typeof fs.renameSync = (from, to) => {
    writeFileSync(file, ELSEWHERE);
    renameSync(from, to);
  };
  withFs({ renameSync: quicker }, () => {
    t.throws(() => FolderLock.acquire(folder, leftoversOf(t)), { message: /process 7 on elsewhere/ });
  });
  t.is(readFileSync(file, 'utf8'), ELSEWHERE);
  t.deepEqual(readdirSync(folder), [LOCK_FILE]);
});
