#!/bin/sh
# vcard cuts each value at its first colon: of the address of a web page `http` is left; and of several telephones, addresses of
# mail and postal addresses it keeps the first.
#
# Version: vcard 0.1.0 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: a line is divided at all of its colons, also at those of the value or of a quoted parameter, and the second part
# is taken for the value. What is found is put under the name of its property, from the last line to the first, so that each one
# takes the place of the one below it. Texts stay as the file has them, backslashes and all, and what is in the parts of an
# address is joined by blanks, so that nobody can tell the town from the state.
#
# What was expected: RFC 2426: a content line has the value behind the first colon that is not in quotation marks, with all that
# is in it (section 4), and TEL, EMAIL and ADR may be there several times. The README has "nice JSON", and as known limitation
# lines that are folded.
#
#   URL http://example.com/: http
#   NOTE Tel.: ask Bob: Tel.
#   three telephones: 1 (1)
#   two addresses of mail: 1 (ann@example.com)
#   address ;;Main St;Town;State;123;Land:   Main St Town State 123 Land
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "vcard": "0.1.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { promisify } from 'node:util';
import VCard from 'vcard';

// It prints each card that it reads.
console.info = () => {};

async function read(...lines) {
  const card = ['BEGIN:VCARD', 'VERSION:3.0', 'N:Smith;Ann;;;', 'FN:Ann Smith', ...lines, 'END:VCARD', ''].join('\r\n');
  const reader = new VCard();
  return promisify(reader.readData).call(reader, card);
}

const telephones = ['1', '2', '3'].map((number) => `TEL:${number}`);
const mail = ['ann', 'smith'].map((name) => `EMAIL:${name}@example.com`);
const lines = ['URL:http://example.com/', 'NOTE:Tel.: ask Bob', 'ADR:;;Main St;Town;State;123;Land'];
const { FN, URL, NOTE, TEL, EMAIL, ADR } = await read(...lines, ...telephones, ...mail);
console.log(`URL http://example.com/: ${URL}`);
console.log(`NOTE Tel.: ask Bob: ${NOTE}`);
console.log(`three telephones: ${[TEL].flat().length} (${TEL})`);
console.log(`two addresses of mail: ${[EMAIL].flat().length} (${EMAIL})`);
console.log(`address ;;Main St;Town;State;123;Land: ${ADR}`);

const isTried = FN === 'Ann Smith';
if (!isTried) console.log('a plain name is not read: nothing was tried');
const isFirst = TEL === '1' && EMAIL === 'ann@example.com';
const isSo = URL === 'http' && NOTE === 'Tel.' && isFirst && ADR.endsWith('Town State 123 Land');
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
