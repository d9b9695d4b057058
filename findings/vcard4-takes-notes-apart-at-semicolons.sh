#!/bin/sh
# vcard4 takes a note, or an address of mail, apart at each semicolon: where a text was, there is a list; of several types of a
# telephone it keeps the last, and `\N` is no line end.
#
# Version: vcard4 4.0.5 (the newest in November 2026); seen with Node 20.20 and 26. Compared with ical.js 2.2.1.
#
# What happens: parse() divides the value of each property at semicolons, and gives a list where there are any, whatever the
# property is. Only names, firms, genders and addresses have parts; in a note a semicolon is a sign as any other, which writers
# need not escape. Whoever joins the list has lost the semicolon, or has a comma for it. A parameter that stands twice, as types
# may, takes the place of the first: of a private number is only left that it is for the voice.
#
# What was expected: RFC 6350, 3.4: "SEMICOLON characters in non-compound properties MAY be escaped", and a line end is a
# backslash with either n or N; 6.4.1: types may be given as a list, or by several parameters.
#
#   NOTE:left at 5; came back: ["left at 5"," came back"], ical.js: "left at 5; came back"
#   NOTE:one\Ntwo: "one\\Ntwo", ical.js: "one\ntwo"
#   TEL;TYPE=home;TYPE=voice:1: "voice", ical.js: ["home","voice"]
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "vcard4": "4.0.5", "ical.js": "2.2.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import ICAL from 'ical.js';
import { parse } from 'vcard4';

function card(line) {
  const text = ['BEGIN:VCARD', 'VERSION:4.0', 'FN:Bob', line, 'END:VCARD', ''].join('\r\n');
  return {
    ours: parse(text).parsedVcard.find(({ property }) => property !== 'FN' && property !== 'VERSION'),
    theirs: new ICAL.Component(ICAL.parse(text)).getAllProperties().at(-1),
  };
}
function shown(line, ours, theirs) {
  console.log(`${line}: ${JSON.stringify(ours)}, ical.js: ${JSON.stringify(theirs)}`);
  return [JSON.stringify(ours), JSON.stringify(theirs)];
}
function value(line) {
  const { ours, theirs } = card(line);
  return shown(line, ours.value, theirs.getFirstValue());
}
function type(line) {
  const { ours, theirs } = card(line);
  return shown(line, ours.parameters.TYPE, theirs.getParameter('type'));
}

const [note, noteTheirs] = value('NOTE:left at 5; came back');
const [lines, linesTheirs] = value('NOTE:one\\Ntwo');
const [types, typesTheirs] = type('TEL;TYPE=home;TYPE=voice:1');

const isTried = noteTheirs === '"left at 5; came back"' && linesTheirs === '"one\\ntwo"' && typesTheirs === '["home","voice"]';
if (!isTried) console.log('ical.js reads something else: nothing was compared');
const isSo = note === '["left at 5"," came back"]' && lines === '"one\\\\Ntwo"' && types === '"voice"';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
