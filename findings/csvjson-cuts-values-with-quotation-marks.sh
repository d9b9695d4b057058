#!/bin/sh
# csvjson leaves out what is in quotation marks within a value, and all that stands before it, when it reads an address book.
#
# Version: csvjson 5.1.0 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: a quotation mark within a quoted value is doubled. With the option `quote`, without which commas in values are
# not read, such a value begins anew after each pair: what is after the last one is kept, the rest is gone, and where nothing
# follows the value is empty. Nicknames and notes have such signs, and Outlook exports them so.
#
# What was expected: the value. RFC 4180, 2.7: "a double-quote appearing inside a field must be escaped by preceding it with
# another double quote". Of `quote` the README says that it may be a sign or true, and names no limit.
#
#   "Doe, Ann"                  is read as Doe, Ann
#   "Ann ""Annie"" Doe"         is read as Doe
#   "says ""hi"" to Bob"        is read as to Bob
#   "works at ""The Office"""   is read as nothing
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "csvjson": "5.1.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import csvjson from 'csvjson';

const VALUES = ['Doe, Ann', 'Ann "Annie" Doe', 'says "hi" to Bob', 'works at "The Office"'];
const quoted = VALUES.map((value) => `"${value.replaceAll('"', '""')}"`);
const book = ['name,phone', ...quoted.map((value) => `${value},007`), ''].join('\r\n');

const people = csvjson.toObject(book, { delimiter: ',', quote: true });
const names = people.map(({ name }) => name);
for (const [index, value] of quoted.entries()) console.log(`${value.padEnd(27)} is read as ${names[index] || 'nothing'}`);

const isTried = names[0] === VALUES[0] && people.every(({ phone }) => phone === '007');
if (!isTried) console.log('not even a comma is read: nothing was tried');
process.exitCode = !isTried ? 2 : names.join('|') === 'Doe, Ann|Doe|to Bob|' ? 0 : 1;
JS
node try.mjs
