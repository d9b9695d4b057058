#!/bin/sh
# file-queue forgets an item that was being worked on when its process was killed: it is on the disk for good, and nobody is
# given it again.
#
# Version: file-queue 0.3.0 (the newest in November 2026); seen with Node 20.20 and 26 on Linux.
#
# What happens: pop() and tpop() move the file of the item from the folder `new` to `cur` before they give it away. commit()
# removes it from there, rollback() moves it back, and nobody else looks into that folder: neither the next life, which is
# opened without a word, nor length(). An outbox in such a queue loses a message with each kill in the middle of sending.
#
# What was expected: that the item is given again, as it was not committed. The README has that an item taken "will not be
# removed until commit is called", and that the queue "supports transactions".
#
#   pushed: mail 1, mail 2
#   taken, and killed before the commit: mail 1
#   next life: length 1, given: mail 2
#   then: length 0, files in new: 0, in cur: 1
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "file-queue": "0.3.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > open.mjs <<'JS'
import { mkdirSync } from 'node:fs';
import { promisify } from 'node:util';
import files from 'file-queue';

/** The queue in the folder `outbox`, with promises. */
export async function open() {
  mkdirSync('outbox', { recursive: true });
  const queue = await new Promise((done) => {
    // The folder is not watched, so that the process may end.
    const made = new files.Queue({ path: 'outbox', persistent: false }, () => done(made));
  });
  const [push, pop, length] = ['push', 'pop', 'length'].map((name) => promisify(queue[name].bind(queue)));
  return { push, pop, length, take: (callback) => queue.tpop(callback) };
}
JS
cat > killed.mjs <<'JS'
import { writeSync } from 'node:fs';
import { open } from './open.mjs';

const queue = await open();
queue.take((error, item) => {
  writeSync(1, item);
  process.kill(process.pid, 'SIGKILL');
});
JS
cat > try.mjs <<'JS'
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { open } from './open.mjs';

const first = await open();
await first.push('mail 1');
await first.push('mail 2');
console.log('pushed: mail 1, mail 2');

const { signal, stdout: taken } = spawnSync(process.execPath, ['killed.mjs'], { encoding: 'utf8' });
console.log(`taken, and killed before the commit: ${taken}`);

const next = await open();
const length = await next.length();
const given = await next.pop();
console.log(`next life: length ${length}, given: ${given}`);
const left = await next.length();
const [fresh, current] = ['new', 'cur'].map((folder) => readdirSync(`outbox/${folder}`).length);
console.log(`then: length ${left}, files in new: ${fresh}, in cur: ${current}`);

const isTried = signal === 'SIGKILL' && taken.startsWith('mail');
if (!isTried) console.log('nothing was taken, or nobody was killed: nothing was tried');
process.exitCode = !isTried ? 2 : length === 1 && given !== taken && left === 0 && current === 1 ? 0 : 1;
JS
node try.mjs
