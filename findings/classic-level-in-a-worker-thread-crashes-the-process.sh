#!/bin/sh
# classic-level, closed properly in a worker thread that then ends, takes the whole process along now and then: SIGSEGV.
#
# Versions: classic-level 3.0.0, Node 20.20, Linux (glibc). The database is closed, and its promise has resolved, before the
# thread ends; it does not matter whether the thread ends by itself, by process.exit() or by terminate().
#
# What happens: Node unloads a native add-on (dlclose) with the last thread that has loaded it. LevelDB has a thread of its own
# for compaction, which is never joined: it waits in code that is no longer there. Any add-on with threads of its own may do
# the same. It is seen when there was a compaction, so after a few megabytes, and more often on a busy machine: as a store
# whose process ends by a signal at logoff, once in hundreds of lives.
#
# What was expected: that a database which is closed leaves nothing running.
#
# What helps: to load the add-on in the main thread too (import 'classic-level'), or with RTLD_NODELETE, as SyncWorker of
# @mapi-kit/sdk does. Both are tried here:
#
#   in the thread alone: 4 of 5 processes ended by a signal; unloaded afterwards
#   in the main thread too: 0 of 5 processes ended by a signal; in memory afterwards
#   with RTLD_NODELETE: 0 of 5 processes ended by a signal; in memory afterwards
#
# Exits with 0 while the add-on is unloaded under the thread of LevelDB, with 1 when that has changed, with 2 when it could not
# be tried. Needs npm and its registry, and Linux, which tells what is loaded.
set -u

[ -r /proc/self/maps ] || exit 2
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "classic-level": "3.0.0" } }' > package.json
npm install --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > thread.mjs <<'JS'
import { parentPort, workerData } from 'node:worker_threads';

const RTLD_NODELETE = 0x1000;
const { dlopen } = process;
if (workerData.how === 'with RTLD_NODELETE') process.dlopen = (module, file, flags = 1) => dlopen(module, file, flags | RTLD_NODELETE);

const { ClassicLevel } = await import('classic-level');
const database = new ClassicLevel(workerData.path, { valueEncoding: 'view' });
await database.open();
for (let batch = 0; batch < 16; batch++) {
  const keys = Array.from({ length: 256 }, (_, index) => `${batch}-${index}`);
  await database.batch(keys.map((key) => ({ type: 'put', key, value: new Uint8Array(3000) })));
}
await database.close();
parentPort.postMessage('closed');
process.exit(0);
JS

cat > process.mjs <<'JS'
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

const [how] = process.argv.slice(2);
if (how === 'in the main thread too') await import('classic-level');
for (let round = 0; round < 12; round++) {
  const path = `database-${process.pid}`;
  await once(new Worker('./thread.mjs', { workerData: { how, path } }), 'exit');
  rmSync(path, { recursive: true });
}
const isLoaded = readFileSync('/proc/self/maps', 'utf8').includes('/classic-level/');
console.log(isLoaded ? 'in memory' : 'unloaded');
process.exit(0);
JS

cat > try.mjs <<'JS'
import { spawnSync } from 'node:child_process';

function attempt(how) {
  const ran = Array.from({ length: 5 }, () => spawnSync(process.execPath, ['process.mjs', how], { encoding: 'utf8' }));
  const crashed = ran.filter(({ signal }) => signal !== null).length;
  const after = [...new Set(ran.flatMap(({ stdout }) => stdout.trim() || []))].join(', ') || 'nobody was left to look';
  console.log(`${how}: ${crashed} of ${ran.length} processes ended by a signal; ${after} afterwards`);
  return crashed > 0 || after.includes('unloaded');
}

const alone = attempt('in the thread alone');
const helped = [attempt('in the main thread too'), attempt('with RTLD_NODELETE')];
process.exitCode = helped.includes(true) ? 2 : alone ? 0 : 1;
JS
node try.mjs
