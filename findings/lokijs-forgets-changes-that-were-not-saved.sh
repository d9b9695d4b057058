#!/bin/sh
# lokijs does not try again to save what it could not save, not even when it is closed, and says success then.
#
# Version: lokijs 1.5.12 (the newest in November 2026); seen with Node 20.20 on Linux.
#
# What happens: a save begins by marking all collections as saved. When the disk is full it fails; with `autosave` nobody hears
# of it unless there is an `autosaveCallback`, which the README does not name, and the collections stay marked. There is room
# again, and nothing is written: not by the timer, and not by close(), whose callback comes without an error. Only another
# change brings the next save.
#
# What was expected: that what was not saved counts as not saved, and is written by the next save, at the latest by close().
#
# How it is shown: no full disk is needed, and no root. A limit of file sizes makes writes fail in the same way (EFBIG instead
# of ENOSPC); prlimit, of util-linux, sets it and takes it back.
#
#   saved: 1 message in the file
#   on the full disk: 1 message in the file, to be saved: false
#   with room again: 1 message in the file
#   closed, without an error: 1 message in the file
#   2 messages had been inserted
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

command -v prlimit > /dev/null || { echo 'there is no prlimit: nothing was tried'; exit 2; }
echo '{ "private": true, "dependencies": { "lokijs": "1.5.12" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as passed } from 'node:timers/promises';
import Loki from 'lokijs';

const INTERVAL = 50;
// Without a listener the signal of the limit would end the process.
process.on('SIGXFSZ', () => {});
const limitFiles = (bytes) => execFileSync('prlimit', ['--pid', `${process.pid}`, `--fsize=${bytes}:`]);

const inFile = () => {
  const { collections } = JSON.parse(readFileSync('mail.json', 'utf8'));
  return collections.find(({ name }) => name === 'mail').data.length;
};
const told = (number) => `${number} message${number === 1 ? '' : 's'}`;

const database = new Loki('mail.json', { autosave: true, autosaveInterval: INTERVAL });
const mail = database.addCollection('mail');
mail.insert({ subject: 'one' });
await passed(10 * INTERVAL);
const atFirst = inFile();
console.log(`saved: ${told(atFirst)} in the file`);

limitFiles(4_096);
mail.insert({ subject: 'two', body: 'x'.repeat(8_000) });
await passed(10 * INTERVAL);
let isLimited = false;
try {
  writeFileSync('other', 'x'.repeat(8_000));
} catch {
  isLimited = true;
}
const isToBeSaved = database.autosaveDirty();
console.log(`on the full disk: ${told(inFile())} in the file, to be saved: ${isToBeSaved}`);

limitFiles('unlimited');
await passed(10 * INTERVAL);
const withRoom = inFile();
console.log(`with room again: ${told(withRoom)} in the file`);

const error = await new Promise((done) => database.close(done));
const atLast = inFile();
console.log(`closed, ${error ? 'with' : 'without'} an error: ${told(atLast)} in the file`);
console.log(`${told(mail.count())} had been inserted`);

if (!isLimited || atFirst !== 1) console.log('there was no limit, or nothing was saved: nothing was tried');
const isSo = !isToBeSaved && withRoom === 1 && !error && atLast === 1;
process.exitCode = !isLimited || atFirst !== 1 ? 2 : isSo ? 0 : 1;
JS
node try.mjs
