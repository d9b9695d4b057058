#!/bin/sh
# keyv with keyv-file: a value for which there is no room takes all earlier ones with it, and the next life begins with none.
#
# Versions: keyv 6.1.0 and keyv-file 5.3.5 (the newest in November 2026); seen with Node 20.20 on Linux.
#
# What happens: all values are in one file, which is written in place, from its beginning. When the disk gets full, the file
# ends somewhere in the middle. set() resolves with false (an error comes as an event), and in this process every value can
# still be read, also the one that was refused. The next one can't parse the file, prints that, and goes on with an empty store:
# the next set() replaces what could have been repaired.
#
# What was expected: that values which had been stored stay stored when another one can't be; or at least an error when a file
# that is there can't be read.
#
# How it is shown: no full disk is needed, and no root. A limit of file sizes makes the same short write (the next one fails
# with EFBIG instead of ENOSPC); prlimit, of util-linux, sets it and takes it back.
#
#   set one: true
#   set two: true
#   set three, on the full disk: false
#   in this process: one 5000, two 5000, three 50000 characters
#   in the next one: one none, two none, three none
#   set four, in the next one: true
#   in the file: four
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

command -v prlimit > /dev/null || { echo 'there is no prlimit: nothing was tried'; exit 2; }
echo '{ "private": true, "dependencies": { "keyv": "6.1.0", "keyv-file": "5.3.5" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import Keyv from 'keyv';
import { KeyvFile } from 'keyv-file';

// Without a listener the signal of the limit would end the process.
process.on('SIGXFSZ', () => {});
const limitFiles = (bytes) => execFileSync('prlimit', ['--pid', `${process.pid}`, `--fsize=${bytes}:`]);

const [, , life] = process.argv;
const store = new Keyv({ store: new KeyvFile({ filename: 'mail.json' }) });
store.on('error', () => {});

async function set(key, length, circumstance = '') {
  const outcome = await store.set(key, 'x'.repeat(length));
  console.log(`set ${key}${circumstance}: ${outcome}`);
  return outcome;
}
async function lengths(where) {
  const values = await Promise.all(['one', 'two', 'three'].map((key) => store.get(key)));
  const [one, two, three] = values.map((value) => value?.length ?? 'none');
  console.log(`in ${where}: one ${one}, two ${two}, three ${three}${one === 'none' ? '' : ' characters'}`);
  return { one, two, three };
}

if (life === 'first') {
  const before = [await set('one', 5_000), await set('two', 5_000)];
  limitFiles(16_384);
  const onFull = await set('three', 50_000, ', on the full disk');
  limitFiles('unlimited');
  await lengths('this process');
  if (!before.every(Boolean) || onFull) console.log('there was no limit, or nothing was stored');
  process.exitCode = before.every(Boolean) && !onFull ? 0 : 2;
} else {
  const { one, two, three } = await lengths('the next one');
  const four = await set('four', 1, ', in the next one');
  const keys = JSON.parse(readFileSync('mail.json', 'utf8')).cache.map(([key]) => key.replace(/^.*:/, ''));
  console.log(`in the file: ${keys.join(', ')}`);
  const areGone = [one, two, three].every((length) => length === 'none');
  process.exitCode = areGone && four && keys.join() === 'four' ? 0 : 1;
}
JS
node try.mjs first || exit 2
node try.mjs second 2> complaints
