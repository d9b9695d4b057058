#!/bin/sh
# cross-process-lock gives its lock back while the work that it protects goes on, and gives it a second time to the process that
# has it: of two changes to a file one is lost. And a lock that was held at a kill stays for 20 minutes.
#
# Version: cross-process-lock 2.2.0 (the newest in November 2026); seen with Node 20.20 and 26 on Linux.
#
# What happens: withLock() returns the promise of its callback from within `try`, without waiting for it, so that `finally`
# unlocks at the first thing that the callback itself waits for; other processes are let in. lock() takes a lock file with the
# number of the own process for its own, and grants the lock again, and the first unlock() takes it from both. Of a lock whose
# process is gone the next life is told that it "couldn't lock", until `lockTimeout` has passed, which is 20 minutes unless one
# says otherwise: nobody looks whether that process is there.
#
# What was expected: by the README withLock() "executes the callback with locking before and unlocking after the execution", and
# the package is a "locking solution with lock-queue". A user who logs on again after a fast shutdown does so at once.
#
#   while the callback of withLock() works: the lock file is not there
#   four processes add ten each by withLock(): less than 40
#   lock() while this process has the lock: granted, and after one unlock(): the lock file is not there
#   lock() after its holder was killed: LockError
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "cross-process-lock": "2.2.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > adds.mjs <<'JS'
import { readFile, writeFile } from 'node:fs/promises';
import { withLock } from 'cross-process-lock';

for (let turn = 0; turn < 10; turn += 1) {
  await withLock('count', { waitTimeout: 60_000 }, async () => {
    const count = Number(await readFile('count', 'utf8'));
    await new Promise((done) => setTimeout(done, 20));
    await writeFile('count', `${count + 1}`);
  });
}
JS
cat > killed.mjs <<'JS'
import { lock } from 'cross-process-lock';

await lock('store');
process.kill(process.pid, 'SIGKILL');
JS
cat > try.mjs <<'JS'
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { lock, withLock } from 'cross-process-lock';

const state = (file) => `the lock file is ${existsSync(`${file}.lock`) ? '' : 'not '}there`;

writeFileSync('file', '');
let while_ = '';
await withLock('file', async () => {
  await wait(200);
  while_ = state('file');
});
await wait(300);
console.log(`while the callback of withLock() works: ${while_}`);

writeFileSync('count', '0');
const children = Array.from({ length: 4 }, () => spawn(process.execPath, ['adds.mjs'], { stdio: 'inherit' }));
await Promise.all(children.map((child) => once(child, 'exit')));
const count = Number(readFileSync('count', 'utf8'));
console.log(`four processes add ten each by withLock(): ${count < 40 ? 'less than 40' : count}`);

const first = await lock('file');
const isHeld = existsSync('file.lock');
const outcome = await lock('file', { waitTimeout: 1_000 }).then(() => 'granted', ({ constructor }) => constructor.name);
await first();
const left = state('file');
console.log(`lock() while this process has the lock: ${outcome}, and after one unlock(): ${left}`);

writeFileSync('store', '');
const { signal } = spawnSync(process.execPath, ['killed.mjs']);
const next = await lock('store', { waitTimeout: 1_000 }).then(() => 'granted', ({ constructor }) => constructor.name);
console.log(`lock() after its holder was killed: ${next}`);

const isTried = isHeld && signal === 'SIGKILL' && children.every(({ exitCode }) => exitCode === 0);
if (!isTried) console.log('nothing was locked, or nobody was killed: nothing was tried');
const isSo = while_.includes('not') && count < 40 && outcome === 'granted' && left.includes('not') && next === 'LockError';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
