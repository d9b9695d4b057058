#!/bin/sh
# tingodb acknowledges an insert that met a full disk; when it is opened again, nothing of that collection, old or new, can be
# read or written any more.
#
# Version: tingodb 0.6.1 (the newest in November 2026), with `w: 1`; seen with Node 20.20 on Linux.
#
# What happens: the library writes a record by one call and does not look at how many bytes were written. The callback comes
# without an error, and so does that of the next insert. What is read of the new record can't be parsed. While the database is
# open that hurts find() alone; once it is opened again findOne() and insert() fail as well: for one record that is not whole
# all the others can't be had.
#
# What was expected: an error for the record for which there is no room, and all others as they were.
#
# How it is shown: no full disk is needed, and no root. A limit of file sizes makes the same short write (the next one fails
# with EFBIG instead of ENOSPC); prlimit, of util-linux, sets it and takes it back.
#
#   insert on the full disk: acknowledged
#   insert with room: acknowledged
#   opened again, find an old one: Expected ',' or '}' after property value in JSON
#   opened again, insert: Expected ',' or '}' after property value in JSON
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

command -v prlimit > /dev/null || { echo 'there is no prlimit: nothing was tried'; exit 2; }
echo '{ "private": true, "dependencies": { "tingodb": "0.6.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import tingodb from 'tingodb';

const LENGTH = 8_000;
// Without a listener the signal of the limit would end the process.
process.on('SIGXFSZ', () => {});
const limitFiles = (bytes) => execFileSync('prlimit', ['--pid', `${process.pid}`, `--fsize=${bytes}:`]);

const { Db } = tingodb();
function opened() {
  const database = new Db('store', {});
  const mail = database.collection('mail');
  return {
    insert: (record) => promisify(mail.insert.bind(mail))(record, { w: 1 }),
    findOne: promisify(mail.findOne.bind(mail)),
    close: promisify(database.close.bind(database)),
  };
}
async function attempt(what, promise) {
  const outcome = await promise.then(
    (value) => value?.subject ?? 'acknowledged',
    ({ message }) => message.replace(/ at position .*/, ''),
  );
  console.log(`${what}: ${outcome}`);
  return outcome;
}

mkdirSync('store');
const first = opened();
for (let number = 0; number < 5; number += 1) await first.insert({ subject: `old ${number}` });
const before = (await first.findOne({ subject: 'old 1' }))?.subject;

const size = statSync('store/mail').size + 2_000;
limitFiles(size);
const onFull = await attempt('insert on the full disk', first.insert({ subject: 'new', body: 'x'.repeat(LENGTH) }));
let isLimited = false;
try {
  writeFileSync('other', 'x'.repeat(size + LENGTH));
} catch {
  isLimited = true;
}
limitFiles('unlimited');
const withRoom = await attempt('insert with room', first.insert({ subject: 'another' }));
await first.close();

const second = opened();
const after = [
  await attempt('opened again, find an old one', second.findOne({ subject: 'old 1' })),
  await attempt('opened again, insert', second.insert({ subject: 'third' })),
];

const isTried = before === 'old 1' && isLimited;
if (!isTried) console.log('there was no limit, or nothing could be found: nothing was tried');
const isSo = onFull === 'acknowledged' && withRoom === 'acknowledged' && after.every((one) => one.includes('JSON'));
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
