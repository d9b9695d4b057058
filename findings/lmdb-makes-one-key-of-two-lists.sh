#!/bin/sh
# lmdb makes one key of two lists: entry ids that have a zero byte, and lists within lists, are taken apart into other lists,
# and what is saved under one of them takes the place of what was saved under the other.
#
# Versions: lmdb 2.9.4 and 3.5.6 (the newest in November 2026), with the default encoding of keys; seen with Node 20.20 and 26
# on Linux.
#
# What happens: the parts of a list are written one after the other, with a zero byte between them. In texts a zero byte is
# escaped; bytes are written as they are, so that a zero byte in them ends the part. A list within a list gets no mark of its
# own either. The key of a folder and a message, as two binary ids, may so be that of another folder and another message.
#
# What was expected: two records, or a refusal. By its types a key is `Key[] | string | symbol | number | boolean | Uint8Array`,
# which has lists of bytes and lists of lists; the README has "an array of primitives, or a Buffer", and of zero bytes, that
# texts can't have them; texts with them are kept apart by now. Nothing is thrown.
#
#   2.9.4: [bytes 41 00, bytes 42] and [bytes 41, bytes 00 42]: one record, second
#   2.9.4: ["inbox", ["a", "b"]] and ["inbox", "a", "b"]: one record, second
#   2.9.4: ["in\0box", "a"] and ["in", "box", "a"]: two records
#   3.5.6: [bytes 41 00, bytes 42] and [bytes 41, bytes 00 42]: one record, second
#   3.5.6: ["inbox", ["a", "b"]] and ["inbox", "a", "b"]: one record, second
#   3.5.6: ["in\0box", "a"] and ["in", "box", "a"]: two records
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "two": "npm:lmdb@2.9.4", "three": "npm:lmdb@3.5.6" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import three from 'three';
import two from 'two';

const PAIRS = {
  '[bytes 41 00, bytes 42] and [bytes 41, bytes 00 42]': [
    [Buffer.of(0x41, 0), Buffer.of(0x42)],
    [Buffer.of(0x41), Buffer.of(0, 0x42)],
  ],
  '["inbox", ["a", "b"]] and ["inbox", "a", "b"]': [
    ['inbox', ['a', 'b']],
    ['inbox', 'a', 'b'],
  ],
  '["in\\0box", "a"] and ["in", "box", "a"]': [
    ['in\0box', 'a'],
    ['in', 'box', 'a'],
  ],
};

/** How many records are there after two were saved, of each pair. */
async function count(version, { open }) {
  const database = open({ path: `store-${version}` });
  const counts = Object.entries(PAIRS).map(([name, [one, other]]) => {
    database.clearSync();
    database.putSync(one, 'first');
    database.putSync(other, 'second');
    const records = database.get(one) === 'first' && database.get(other) === 'second' ? 2 : 1;
    console.log(`${version}: ${name}: ${records === 1 ? `one record, ${database.get(one)}` : 'two records'}`);
    return records;
  });
  await database.close();
  return counts.join();
}

const counts = [await count('2.9.4', two), await count('3.5.6', three)];
const isTried = counts.every((count) => count.endsWith(',2'));
if (!isTried) console.log('texts are not kept apart either: nothing was tried');
process.exitCode = !isTried ? 2 : counts.every((count) => count === '1,1,2') ? 0 : 1;
JS
node try.mjs
