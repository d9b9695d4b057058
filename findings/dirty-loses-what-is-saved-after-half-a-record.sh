#!/bin/sh
# dirty says of a record that it is written to disk, and the next life does not have it: the first record that is saved after a
# full disk is joined to the half of one that is there, and can't be read.
#
# Version: dirty 1.1.3 (the newest in November 2026); seen with Node 20.20 and 26 on Linux.
#
# What happens: a record is a line at the end of a file. When the disk gets full, half a line is left without an end. The next
# life tells of it by an `error` event, has the records before it, and goes on; but it writes its first record behind the half
# one, into the same line. The callback comes without an error, the record can be read until the end of this life, and the next
# one leaves out the whole line. Later records are kept.
#
# What was expected: that the half record is cut off or ended, and that the next one is kept. Of set() the README says that its
# callback "is fired when the record was written to disk"; of the `error` event it says nothing.
#
# How it is shown: no full disk is needed, and no root. A limit of file sizes makes the same short write (the next one fails
# with EFBIG instead of ENOSPC); prlimit, of util-linux, sets it.
#
#   first life: one saved; two, on the full disk: EFBIG
#   second life: one there, two not there; told: Corrupted row at the end of the db
#   second life: three saved, four saved
#   third life: one there, two not there, three not there, four there
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

command -v prlimit > /dev/null || { echo 'there is no prlimit: nothing was tried'; exit 2; }
echo '{ "private": true, "dependencies": { "dirty": "1.1.3" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import dirty from 'dirty';

const KEYS = ['one', 'two', 'three', 'four'];
const [, , life] = process.argv;
const complaints = [];
const database = dirty('mail.db');
database.on('error', ({ message }) => complaints.push(message.split(':')[0]));
await new Promise((done) => database.once('load', done));

/** Which of the keys are there. */
const there = () => KEYS.filter((key) => database.get(key) !== undefined);
const toldOf = (count) => KEYS.slice(0, count).map((key) => `${key} ${there().includes(key) ? '' : 'not '}there`).join(', ');
const save = (key, length) =>
  new Promise((done) => database.set(key, 'x'.repeat(length), (error) => done(error?.code ?? 'saved')));

if (life === 'first') {
  const one = await save('one', 100);
  // Without listeners the signal of the limit, or the error of the stream, would end the process.
  process.on('SIGXFSZ', () => {});
  process.on('uncaughtException', () => {});
  execFileSync('prlimit', ['--pid', `${process.pid}`, '--fsize=1000:']);
  const two = await save('two', 2_000);
  console.log(`first life: one ${one}; two, on the full disk: ${two}`);
  process.exit(one === 'saved' && two === 'EFBIG' ? 0 : 2);
} else if (life === 'second') {
  console.log(`second life: ${toldOf(2)}; told: ${complaints.join()}`);
  const isTried = there().join() === 'one';
  const outcomes = [await save('three', 1), await save('four', 1)];
  console.log(`second life: three ${outcomes[0]}, four ${outcomes[1]}`);
  const areThere = outcomes.every((outcome) => outcome === 'saved') && there().join() === 'one,three,four';
  process.exit(!isTried ? 2 : areThere ? 0 : 1);
} else {
  console.log(`third life: ${toldOf(4)}`);
  process.exit(there().join() === 'one,four' ? 0 : 1);
}
JS
node try.mjs first || exit 2
node try.mjs second || exit
node try.mjs third
