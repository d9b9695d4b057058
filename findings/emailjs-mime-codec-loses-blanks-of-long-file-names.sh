#!/bin/sh
# emailjs-mime-codec reads a long file name without the blanks at which it was divided, its own writing as well.
#
# Versions: emailjs-mime-codec 2.0.9, and mimefuncs 0.3.9, of the same origin (the newest in November 2026); seen with Node
# 20.20 and 26.
#
# What happens: a long name is sent as filename*0, filename*1 and so on. parseHeaderValue() trims each part before it joins
# them, though the blanks are within quotation marks: a name that continuationEncode() has divided at a blank comes back with
# two words in one. emailjs-mime-parser names attachments so.
#
# What was expected: the name. Parts are joined as they are (RFC 2231, 3), and blanks within quotation marks belong to the
# value. The README says that continuationEncode() is by this RFC.
#
#   name:               Minutes of the board.pdf
#   written:            filename="Minutes of the board.pdf"
#   emailjs-mime-codec: Minutes of the board.pdf
#   mimefuncs:          Minutes of the board.pdf
#
#   name:               Minutes of the board.pdf
#   written:            filename*0="Minutes of "; filename*1="the board.p"; filename*2=df
#   emailjs-mime-codec: Minutes ofthe board.pdf
#   mimefuncs:          Minutes ofthe board.pdf
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "emailjs-mime-codec": "2.0.9", "mimefuncs": "0.3.9" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import * as codec from 'emailjs-mime-codec';
import mimefuncs from 'mimefuncs';

const NAME = 'Minutes of the board.pdf';
const libraries = { 'emailjs-mime-codec': codec, mimefuncs };

function attempt(written) {
  console.log(`name:               ${NAME}\nwritten:            ${written}`);
  return Object.entries(libraries).map(([library, { mimeWordsDecode, parseHeaderValue }]) => {
    const read = mimeWordsDecode(parseHeaderValue(`attachment; ${written}`).params.filename);
    console.log(`${`${library}:`.padEnd(19)} ${read}`);
    return read;
  });
}

const whole = attempt(`filename="${NAME}"`);
console.log();
const parts = codec.continuationEncode('filename', NAME, 11).map(({ key, value }) => `${key}=${value}`);
const divided = attempt(parts.join('; '));

const isTried = whole.every((read) => read === NAME) && parts.length > 1;
if (!isTried) console.log('not even a name in one part is read: nothing was tried');
process.exitCode = !isTried ? 2 : divided.every((read) => read === 'Minutes ofthe board.pdf') ? 0 : 1;
JS
node try.mjs
