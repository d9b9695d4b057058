#!/bin/sh
# unstorage cuts a key at its first question mark, so that what is stored by one key takes the place of what was stored by
# another.
#
# Version: unstorage 1.17.6 (the newest in November 2026), whichever driver is below; seen with Node 20.20.
#
# What happens: before a driver sees a key, it is put into one form. That slashes and colons are the same there is known; but
# the question mark and all that follows it is thrown away, as if the key were an address of the web. The call resolves. Message
# ids and addresses may have question marks (RFC 5322, 3.2.3).
#
# What was expected: two keys, two values; or an error, as there is for a key that begins with a question mark.
#
#   memory: 2 stored, keys: mail; by the first key: two
#   fs: 2 stored, keys: mail; by the first key: two
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "unstorage": "1.17.6" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { createStorage } from 'unstorage';
import fs from 'unstorage/drivers/fs';
import memory from 'unstorage/drivers/memory';

async function attempt(name, driver) {
  const storage = createStorage({ driver });
  await storage.setItem('mail?1@example.org', 'one');
  await storage.setItem('mail?2@example.org', 'two');
  const keys = await storage.getKeys();
  const first = await storage.getItem('mail?1@example.org');
  console.log(`${name}: 2 stored, keys: ${keys.join(', ')}; by the first key: ${first}`);
  return keys.length === 1 && first === 'two';
}

const outcomes = [await attempt('memory', memory()), await attempt('fs', fs({ base: 'store' }))];
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
JS
node try.mjs
