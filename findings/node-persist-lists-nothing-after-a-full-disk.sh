#!/bin/sh
# node-persist loses the old value of an item when there is no room for the new one, and from then on lists none of the others:
# one item that is not whole takes keys(), values(), length() and forEach() with it, in every life.
#
# Version: node-persist 4.0.4 (the newest in November 2026); seen with Node 20.20 and 26 on Linux.
#
# What happens: an item is a file, which is written in place: its old content is gone when the write begins. setItem() rejects,
# as it should; the half of the new content stays. Whatever lists items reads all files of the folder, and rejects when one is
# no item. init() of the next life says nothing. `forgiveParseErrors`, which is for files of others, gives an empty item for it,
# whose value and key are undefined. Only removing the item by its key, which no list gives, brings the others back.
#
# What was expected: the old value after a write that failed, and all other items.
#
# How it is shown: no full disk is needed, and no root. A limit of file sizes makes the same short write (the next one fails
# with EFBIG instead of ENOSPC); prlimit, of util-linux, sets it and takes it back.
#
#   setItem on the full disk: EFBIG
#   in the next life, init: done, an item by its key: one
#   its list of keys: [node-persist] no valid storage file
#   forgiving, the keys: one, undefined
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

command -v prlimit > /dev/null || { echo 'there is no prlimit: nothing was tried'; exit 2; }
echo '{ "private": true, "dependencies": { "node-persist": "4.0.4" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import storage from 'node-persist';

// Without a listener the signal of the limit would end the process.
process.on('SIGXFSZ', () => {});
const limitFiles = (bytes) => execFileSync('prlimit', ['--pid', `${process.pid}`, `--fsize=${bytes}:`]);
const SHORT = '[node-persist] no valid storage file';
const outcome = (promise, read = () => 'done') => promise.then(read, ({ code, message }) => {
  return code ?? (message.includes('does not look like a valid storage file') ? SHORT : message);
});

async function opened(options) {
  const items = storage.create({ dir: 'items', ...options });
  return { items, init: await outcome(items.init()) };
}

const { items: first } = await opened();
await first.setItem('one', 'one');
await first.setItem('two', 'old');
const before = (await first.keys()).sort().join(', ');
limitFiles(10_000);
const onFull = await outcome(first.setItem('two', 'x'.repeat(20_000)));
limitFiles('unlimited');
console.log(`setItem on the full disk: ${onFull}`);

const { items: second, init } = await opened();
const byKey = await outcome(second.getItem('one'), (value) => value);
console.log(`in the next life, init: ${init}, an item by its key: ${byKey}`);
const keys = await outcome(second.keys(), (list) => list.sort().join(', '));
console.log(`its list of keys: ${keys}`);
const { items: third } = await opened({ forgiveParseErrors: true });
const forgiven = await outcome(third.keys(), (list) => list.map(String).sort().join(', '));
console.log(`forgiving, the keys: ${forgiven}`);

const isTried = before === 'one, two' && onFull === 'EFBIG';
if (!isTried) console.log('there was no limit, or no list before: nothing was tried');
process.exitCode = !isTried ? 2 : init === 'done' && byKey === 'one' && keys === SHORT && forgiven === 'one, undefined' ? 0 : 1;
JS
node try.mjs
