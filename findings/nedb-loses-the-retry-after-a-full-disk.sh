#!/bin/sh
# @seald-io/nedb loses a record that it has acknowledged, when the attempt before it met a full disk; and until it is closed it
# has that record twice.
#
# Version: @seald-io/nedb 4.1.2 (the newest in November 2026); seen with Node 20.20 on Linux.
#
# What happens: insert() puts the record into memory first and appends a line to the file then. When the disk gets full, half of
# the line is in the file, the promise rejects, and the record stays in memory. There is room again, and the program inserts
# once more: the promise resolves, but the line is appended to the half that is there, and the two together are no JSON. The
# next life drops them without a word, as long as no more than a tenth of the lines is bad; above that the database can't be
# opened.
#
# What was expected: that a rejected insert leaves nothing behind, in memory or in the file, and that a resolved one is kept.
#
# How it is shown: no full disk is needed, and no root. A limit of file sizes makes the same short write (the next one fails
# with EFBIG instead of ENOSPC); prlimit, of util-linux, sets it and takes it back.
#
#   insert on the full disk: EFBIG
#   insert once more, with room: resolved
#   insert of another one: resolved
#   found: the message 2, another 1
#   found when opened again: the message 0, another 1
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

command -v prlimit > /dev/null || { echo 'there is no prlimit: nothing was tried'; exit 2; }
echo '{ "private": true, "dependencies": { "@seald-io/nedb": "4.1.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import Datastore from '@seald-io/nedb';

// Without a listener the signal of the limit would end the process.
process.on('SIGXFSZ', () => {});
const limitFiles = (bytes) => execFileSync('prlimit', ['--pid', `${process.pid}`, `--fsize=${bytes}:`]);

async function opened() {
  const database = new Datastore({ filename: 'mail.db' });
  await database.loadDatabaseAsync();
  return database;
}
async function insert(database, what, record) {
  const outcome = await database.insertAsync(record).then(() => 'resolved', (error) => error.code);
  console.log(`${what}: ${outcome}`);
  return outcome;
}
async function count(database, what) {
  const message = await database.countAsync({ subject: 'hello' });
  const another = await database.countAsync({ subject: 'another' });
  console.log(`${what}: the message ${message}, another ${another}`);
  return [message, another];
}

const database = await opened();
for (let number = 0; number < 40; number += 1) await database.insertAsync({ subject: 'earlier', number });
const message = { subject: 'hello', body: 'x'.repeat(10_000) };

limitFiles(statSync('mail.db').size + 2_000);
const first = await insert(database, 'insert on the full disk', { ...message });
limitFiles('unlimited');
const second = await insert(database, 'insert once more, with room', { ...message });
const third = await insert(database, 'insert of another one', { subject: 'another' });
const [inMemory] = await count(database, 'found');
const [kept, another] = await count(await opened(), 'found when opened again');

if (first === 'resolved') console.log('there was no limit: nothing was tried');
const isSo = second === 'resolved' && third === 'resolved' && inMemory === 2 && kept === 0 && another === 1;
process.exitCode = first === 'resolved' ? 2 : isSo ? 0 : 1;
JS
node try.mjs
