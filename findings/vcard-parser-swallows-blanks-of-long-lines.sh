#!/bin/sh
# vcard-parser swallows blanks where a long line of a vCard was folded: two words become one, in what other libraries write and
# in what it writes itself.
#
# Version: vcard-parser 1.0.0 (the newest in November 2026); seen with Node 20.20 and 26. Compared with ical.js 2.2.1.
#
# What happens: a line is folded by a line break and one blank, and unfolded by taking out just these (RFC 6350, 3.2: "the CRLF
# and single white space character are removed"; RFC 2425, 5.8.1 for version 3.0). vcard-parser takes out all white space at the
# place, so that a blank of the text goes as well when the line was folded in front of one.
#
# What was expected: the note as it was before it was folded.
#
#   by hand: read as "This is the first line of a longtext", by ical.js as "This is the first line of a long text"
#   written by ical.js: 59 blanks, read by ical.js 59, by vcard-parser 56
#   written by vcard-parser: 59 blanks, read by itself 58
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical.js": "2.2.1", "vcard-parser": "1.0.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import ICAL from 'ical.js';
import parser from 'vcard-parser';

const card = (note) => `BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jane;;;\r\nFN:Jane Doe\r\nNOTE:${note}\r\nEND:VCARD\r\n`;
const byParser = (text) => parser.parse(text).note[0].value;
const byIcalJs = (text) => new ICAL.Component(ICAL.parse(text)).getFirstPropertyValue('note');
const blanks = (text) => text.split(' ').length - 1;

const short = card('This is the first line of a long\r\n  text');
console.log(`by hand: read as ${JSON.stringify(byParser(short))}, by ical.js as ${JSON.stringify(byIcalJs(short))}`);

const note = 'word '.repeat(60).trim();
const long = new ICAL.Component(ICAL.parse(card(note))).toString();
const [other, read] = [byIcalJs(long), byParser(long)].map(blanks);
console.log(`written by ical.js: ${blanks(note)} blanks, read by ical.js ${other}, by vcard-parser ${read}`);
const own = parser.generate(parser.parse(card(note)));
console.log(`written by vcard-parser: ${blanks(note)} blanks, read by itself ${blanks(byParser(own))}`);

const isTried = byParser(card('a b')) === 'a b' && byIcalJs(long) === note && byIcalJs(short).endsWith('long text');
if (!isTried) console.log('not even short notes are read: nothing was tried');
const isSo = byParser(short).endsWith('longtext') && read < blanks(note) && byParser(own) !== note;
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
