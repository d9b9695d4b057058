#!/bin/sh
# classic-level acknowledges writes that are gone when the database is opened again, once one write has failed for want of room.
#
# Version: classic-level 3.0.0 (the newest in November 2026), with `sync: true`; seen with Node 20.20 on Linux.
#
# What happens: the write that meets the full disk fails, and leaves half a record in the log. LevelDB writes the next ones
# behind it, at places that do not count any more: whoever reads the log stops at the half record, takes it for the end of a
# life that was cut off, and drops the rest. Until the database is closed all of them can be read, since they are in memory as
# well. Nothing is said when it is opened again. (google/leveldb, pull request 578 of 2018, is about the same, and open; the
# README has that a write with `sync` does not complete until the data is on disk.)
#
# What was expected: that every write fails until the database is opened again, or that what was acknowledged is there.
#
# How it is shown: no full disk is needed, and no root. A limit of file sizes makes the same short write (the next one fails
# with EFBIG instead of ENOSPC); prlimit, of util-linux, sets it and takes it back.
#
#   put one: resolved
#   put two, on the full disk: LEVEL_IO_ERROR
#   put two, with room: resolved
#   put three: resolved
#   keys: one, three, two
#   keys when opened again: one
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

command -v prlimit > /dev/null || { echo 'there is no prlimit: nothing was tried'; exit 2; }
echo '{ "private": true, "dependencies": { "classic-level": "3.0.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { ClassicLevel } from 'classic-level';

// Without a listener the signal of the limit would end the process.
process.on('SIGXFSZ', () => {});
const limitFiles = (bytes) => execFileSync('prlimit', ['--pid', `${process.pid}`, `--fsize=${bytes}:`]);

const message = 'x'.repeat(50_000);
async function put(database, key, circumstance = '') {
  const outcome = await database.put(key, message, { sync: true }).then(
    () => 'resolved',
    (error) => error.code,
  );
  console.log(`put ${key}${circumstance}: ${outcome}`);
  return outcome;
}
async function keys(database, circumstance = '') {
  const found = (await database.keys().all()).sort().join(', ');
  console.log(`keys${circumstance}: ${found}`);
  return found;
}

const database = new ClassicLevel('mail');
await database.open();
const before = await put(database, 'one');
limitFiles(80_000);
const onFull = await put(database, 'two', ', on the full disk');
limitFiles('unlimited');
const after = [await put(database, 'two', ', with room'), await put(database, 'three')];
await keys(database);
await database.close();

const again = new ClassicLevel('mail');
await again.open();
const kept = await keys(again, ' when opened again');
await again.close();

const isTried = before === 'resolved' && onFull !== 'resolved';
if (!isTried) console.log('there was no limit, or nothing could be written: nothing was tried');
process.exitCode = !isTried ? 2 : after.every((outcome) => outcome === 'resolved') && kept === 'one' ? 0 : 1;
JS
node try.mjs
