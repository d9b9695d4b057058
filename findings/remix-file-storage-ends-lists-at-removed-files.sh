#!/bin/sh
# @remix-run/file-storage ends a list early when the last file of a page was removed: an outbox that is emptied page by page
# keeps two messages of three. And a file that is replaced is neither the old one nor the new one after a kill.
#
# Version: @remix-run/file-storage 0.13.7 (the newest in November 2026), in a folder; seen with Node 20.20 and 26 on Linux.
#
# What happens: the cursor of a page is the name of its last file. list() goes through the folder until it comes by that name,
# and begins behind it; when it never comes by, it has nothing to give, and no cursor, as at the end of a list. In memory it is
# the same with keys. And set() writes over the bytes that are there, and over the name, type and size afterwards: in between
# the key has half of the new bytes under the old name, after a kill as after a full disk, of which set() does tell.
#
# What was expected: of the cursor its types say that "if it is not `undefined`, there are more files to list"; nothing is said
# of files that are removed meanwhile. A page that begins behind the last key, as SQL has it by `WHERE key > ?`, has no such
# end.
#
#   100 files, each removed when its page was read: 32 read, 68 left, cursor: none
#   100 files, none removed: 100 read
#   in memory, 100 files, each removed when its page was read: 32 read, 68 left, cursor: none
#   draft: old.txt with "old text", replaced by new.bin, killed meanwhile; next life: old.txt with "half "
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "@remix-run/file-storage": "0.13.7" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > killed.mjs <<'JS'
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createFsFileStorage } from '@remix-run/file-storage/fs';

const storage = createFsFileStorage('drafts');
const written = () => readdirSync('drafts', { recursive: true })
  .filter((name) => name.endsWith('.dat'))
  .map((name) => readFileSync(join('drafts', name), 'utf8'));

class Half extends File {
  async *halves() {
    yield new TextEncoder().encode('half ');
    while (!written().includes('half ')) await wait(10);
    process.kill(process.pid, 'SIGKILL');
  }
  stream() {
    return ReadableStream.from(this.halves());
  }
}
await storage.set('draft', new Half(['half of it'], 'new.bin'));
JS
cat > try.mjs <<'JS'
import { spawnSync } from 'node:child_process';
import { createFsFileStorage } from '@remix-run/file-storage/fs';
import { createMemoryFileStorage } from '@remix-run/file-storage/memory';

const COUNT = 100;
async function fill(storage) {
  for (let mail = 0; mail < COUNT; mail += 1) await storage.set(`mail ${mail}`, new File(['hello'], 'mail.eml'));
  return storage;
}

/** Reads page by page; how many files were read, and are left. */
async function walk(storage, after = async () => {}) {
  let read = 0;
  let cursor;
  do {
    const page = await storage.list({ cursor, limit: 32 });
    read += page.files.length;
    for (const { key } of page.files) await after(key);
    cursor = page.cursor;
  } while (cursor !== undefined);
  const left = (await storage.list({ limit: COUNT })).files.length;
  return { read, left };
}

const kept = await fill(createFsFileStorage('kept'));
const memory = await fill(createMemoryFileStorage());
const sent = await fill(createFsFileStorage('sent'));
const told = ({ read, left }) => `each removed when its page was read: ${read} read, ${left} left, cursor: none`;
const emptied = await walk(sent, (key) => sent.remove(key));
console.log(`${COUNT} files, ${told(emptied)}`);
const all = await walk(kept);
console.log(`${COUNT} files, none removed: ${all.read} read`);
const inMemory = await walk(memory, (key) => memory.remove(key));
console.log(`in memory, ${COUNT} files, ${told(inMemory)}`);

await createFsFileStorage('drafts').set('draft', new File(['old text'], 'old.txt'));
const { signal } = spawnSync(process.execPath, ['killed.mjs'], { stdio: 'inherit' });
const draft = await createFsFileStorage('drafts').get('draft');
const text = await draft.text();
const before = 'draft: old.txt with "old text", replaced by new.bin, killed meanwhile';
console.log(`${before}; next life: ${draft.name} with "${text}"`);

const isTried = all.read === COUNT && signal === 'SIGKILL';
if (!isTried) console.log('not all are listed, or nobody was killed: nothing was tried');
const isShort = [emptied, inMemory].every(({ read, left }) => read === 32 && left === COUNT - 32);
process.exitCode = !isTried ? 2 : isShort && draft.name === 'old.txt' && text === 'half ' ? 0 : 1;
JS
node try.mjs
