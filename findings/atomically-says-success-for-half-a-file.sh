#!/bin/sh
# atomically puts half a file in the place of a good one when the disk gets full, and says success; conf and node-json-db, which
# write with it, can't be opened again, and all that they had is lost.
#
# Versions: atomically 2.1.1 and node-json-db 3.0.0 (the newest in November 2026), and conf 15.1.0 (conf 16.0.0, which Node 20
# does not get, was not tried); seen with Node 20.20 and 26 on Linux.
#
# What happens: the new file is written beside the old one by one call, which returns how many bytes it took. On a disk that
# gets full these are fewer than asked for, without an error, which only the next call would bring. Nobody looks at the number,
# or calls again; the half file is flushed and takes the place of the old one. conf (below electron-store, where programs keep
# their settings) and node-json-db have one file of JSON.
#
# What was expected: an error, and the old file as it was: of write() POSIX says that "only as many bytes as there is room for
# shall be written", so that it has to be called again; and the package promises to write "atomically and reliably".
#
# How it is shown: no full disk is needed, and no root. A limit of file sizes makes the same short write (the next one fails
# with EFBIG instead of ENOSPC); prlimit, of util-linux, sets it and takes it back.
#
#   writeFile: success, 10000 bytes of 20002; writeFileSync: success, 10000 bytes of 20002
#   conf: success; the old setting in the next life: SyntaxError
#   node-json-db: success; the old value in the next life: DatabaseError
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

command -v prlimit > /dev/null || { echo 'there is no prlimit: nothing was tried'; exit 2; }
echo '{ "private": true, "dependencies": { "atomically": "2.1.1", "conf": "15.1.0", "node-json-db": "3.0.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync as plainWriteFileSync } from 'node:fs';
import { writeFile, writeFileSync } from 'atomically';
import Conf from 'conf';
import { Config, JsonDB } from 'node-json-db';

// Without a listener the signal of the limit would end the process.
process.on('SIGXFSZ', () => {});
const ROOM = 10_000;
const limitFiles = (bytes) => execFileSync('prlimit', ['--pid', `${process.pid}`, `--fsize=${bytes}:`]);
async function outcome(action) {
  try {
    await action();
    return 'success';
  } catch (error) {
    return error.code ?? error.name;
  }
}
async function onFullDisk(action) {
  limitFiles(ROOM);
  const result = await outcome(action);
  limitFiles('unlimited');
  return result;
}

const large = 'x'.repeat(20_000);
const text = JSON.stringify(large);
const isTried = (await onFullDisk(() => plainWriteFileSync('other', text))) === 'EFBIG';

const files = [];
for (const [file, write] of [['a.json', writeFile], ['b.json', writeFileSync]]) {
  await write(file, '"good"');
  const result = await onFullDisk(() => write(file, text));
  files.push(`${write.name}: ${result}, ${statSync(file).size} bytes of ${text.length}`);
}
console.log(files.join('; '));

const settings = () => new Conf({ cwd: '.', configName: 'settings', projectName: 'test' });
const conf = settings();
conf.set('old', 'good');
const confResult = await onFullDisk(() => conf.set('new', large));
const confLater = await outcome(() => settings().get('old'));
console.log(`conf: ${confResult}; the old setting in the next life: ${confLater}`);

const database = () => new JsonDB(new Config('database', true, false, '/'));
const json = database();
await json.push('/old', 'good');
const jsonResult = await onFullDisk(() => json.push('/new', large));
const jsonLater = await outcome(() => database().getData('/old'));
console.log(`node-json-db: ${jsonResult}; the old value in the next life: ${jsonLater}`);

if (!isTried) console.log('there was no limit: nothing was tried');
const isSo = files.every((one) => one.includes(`success, ${ROOM} bytes`)) && confResult === 'success' && confLater !== 'success'
  && jsonResult === 'success' && jsonLater !== 'success';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
