#!/bin/sh
# node-sqlite3-wasm: a process that is killed in a transaction leaves the database locked for good, for readers as well.
#
# Version: node-sqlite3-wasm 0.8.60 (the newest in November 2026); seen with Node 20.20 on Linux.
#
# What happens: locks are a directory beside the file, `mail.db.lock`, which is made when a statement begins and removed when
# the transaction ends. After a kill nobody removes it: each later statement, of every process, fails with "database is locked".
# SQLite's own promise, that the next one who opens the database rolls back what was unfinished, is not kept, and the README
# says nothing of the directory. Once it is removed by hand, all is well.
#
# What was expected: a lock that ends with its process, as SQLite's locks do.
#
#   before the kill: one
#   killed in a transaction: mail.db mail.db-journal mail.db.lock
#   read afterwards: database is locked
#   write afterwards: database is locked
#   without the directory: one
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "node-sqlite3-wasm": "0.8.60" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > life.mjs <<'JS'
import module from 'node-sqlite3-wasm';

const database = new module.Database('mail.db');
database.exec('BEGIN IMMEDIATE');
database.run('INSERT INTO mail VALUES (?)', ['two']);
process.stdout.write('in a transaction');
setInterval(() => {}, 1_000);
JS
cat > try.mjs <<'JS'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import module from 'node-sqlite3-wasm';

function attempt(what, work) {
  const database = new module.Database('mail.db');
  let outcome;
  try {
    outcome = work(database);
  } catch (error) {
    outcome = error.message;
  }
  database.close();
  console.log(`${what}: ${outcome}`);
  return outcome;
}
const read = (database) => database.all('SELECT subject FROM mail').map(({ subject }) => subject).join(', ');
const write = (database) => database.run('INSERT INTO mail VALUES (?)', ['three']).changes;

const before = attempt('before the kill', (database) => {
  database.exec('CREATE TABLE mail (subject TEXT)');
  database.run('INSERT INTO mail VALUES (?)', ['one']);
  return read(database);
});

const life = spawn(process.execPath, ['life.mjs'], { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = once(life, 'exit');
const begun = await Promise.race([once(life.stdout, 'data').then(() => true), ended.then(() => false)]);
life.kill('SIGKILL');
await ended;
const files = readdirSync('.').filter((name) => name.startsWith('mail.db'));
console.log(`killed in a transaction: ${files.join(' ')}`);

const outcomes = [attempt('read afterwards', read), attempt('write afterwards', write)];
if (files.includes('mail.db.lock')) {
  rmSync('mail.db.lock', { recursive: true });
  attempt('without the directory', read);
}
const isTried = before === 'one' && begun;
if (!isTried) console.log('there was no transaction: nothing was tried');
process.exitCode = !isTried ? 2 : outcomes.every((one) => one === 'database is locked') ? 0 : 1;
JS
node try.mjs
