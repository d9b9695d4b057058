#!/bin/sh
# write-file-atomic says success for half a file, and puts it in the place of the good one.
#
# Versions: write-file-atomic 6.0.0 (what mapi-kit used), 7.0.1 and 8.0.0 (the newest in November 2026), asynchronous and
# `.sync` alike; seen with Node 20.20 on Linux.
#
# What happens: the library calls fs.write once and does not look at how many bytes were written. On a disk that gets full
# write(2) takes what there is room for and says so; only the next call fails, with ENOSPC, and there is none. fsync
# succeeds, and the temporary file, cut short, is renamed over the file that was whole.
#
# What was expected: an error, and the former file as it was, as the name of the library says.
#
# How it is shown: no full disk is needed, and no root. A limit of file sizes makes the same short write (its next write
# fails with EFBIG instead of ENOSPC). 30,000 bytes are written where a file may have 16,384:
#
#   6.0.0 async: success, and 16384 of 30000 bytes in the place of the former file
#   6.0.0 sync: success, and 16384 of 30000 bytes in the place of the former file
#   7.0.1 async: success, and 16384 of 30000 bytes in the place of the former file
#   7.0.1 sync: success, and 16384 of 30000 bytes in the place of the former file
#   8.0.0 async: success, and 16384 of 30000 bytes in the place of the former file
#   8.0.0 sync: success, and 16384 of 30000 bytes in the place of the former file
#   fs.writeFileSync: EFBIG
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

cat > package.json <<'JSON'
{
  "private": true,
  "dependencies": {
    "six": "npm:write-file-atomic@6.0.0",
    "seven": "npm:write-file-atomic@7.0.1",
    "eight": "npm:write-file-atomic@8.0.0"
  }
}
JSON
npm install --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import fs from 'node:fs';
import eight from 'eight';
import seven from 'seven';
import six from 'six';

const LENGTH = 30_000;
// Without a listener the signal of the limit would end the process, and write would not come to return.
process.on('SIGXFSZ', () => {});

async function attempt(name, write) {
  fs.writeFileSync('report.json', 'former');
  try {
    await write('report.json', 'x'.repeat(LENGTH));
  } catch (error) {
    console.log(`${name}: ${error.code}`);
    return 'error';
  }
  const { size } = fs.statSync('report.json');
  console.log(`${name}: success, and ${size} of ${LENGTH} bytes in the place of the former file`);
  return size < LENGTH ? 'half' : 'whole';
}

const library = [
  await attempt('6.0.0 async', six),
  await attempt('6.0.0 sync', six.sync),
  await attempt('7.0.1 async', seven),
  await attempt('7.0.1 sync', seven.sync),
  await attempt('8.0.0 async', eight),
  await attempt('8.0.0 sync', eight.sync),
];
const node = await attempt('fs.writeFileSync', fs.writeFileSync);
if (node !== 'error') console.log('there was no limit: nothing was tried');
process.exitCode = node !== 'error' ? 2 : library.every((outcome) => outcome === 'half') ? 0 : 1;
JS
# In units of 512 bytes, as POSIX has them; bash by that name takes 1,024.
sh -c 'ulimit -f 32 && exec node try.mjs'
