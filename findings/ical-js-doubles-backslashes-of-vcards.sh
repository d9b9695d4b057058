#!/bin/sh
# ical.js reads `\;` in a text of a vCard as a backslash and a semicolon, and writes two backslashes back.
#
# Version: ical.js 2.2.1 (the newest in November 2026); seen with Node 20.20.
#
# What happens: in a value that is one text (FN, NOTE, TITLE) a semicolon may have a backslash in front of it (RFC 6350, 3.4;
# in RFC 2426 it is one of the escaped characters), and many programs export it so. ical.js leaves the backslash where it is
# when it reads, in versions 3.0 and 4.0, while it removes it in values with parts (ORG). When it writes, it takes it for a
# backslash of the text: a card that is only read and written has one more of them each time.
#
# What was expected: the text `a;b`, and the same after reading and writing.
#
#   3.0: a\;b, then a\\;b
#   4.0: a\;b, then a\\;b
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical.js": "2.2.1" } }' > package.json
npm install --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import ICAL from 'ical.js';

const outcomes = ['3.0', '4.0'].map((version) => {
  const text = `BEGIN:VCARD\r\nVERSION:${version}\r\nFN:a\\;b\r\nEND:VCARD\r\n`;
  const card = new ICAL.Component(ICAL.parse(text));
  const read = card.getFirstPropertyValue('fn');
  const [, written] = /^FN:(.*?)\r?$/m.exec(card.toString()) ?? [];
  console.log(`${version}: ${read}, then ${written}`);
  return read === 'a\\;b' && written === 'a\\\\;b';
});
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
JS
node try.mjs
