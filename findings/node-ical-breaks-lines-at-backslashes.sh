#!/bin/sh
# node-ical reads a backslash before an n as a line break, though the backslash is escaped: `C:\new` in the text of an
# appointment becomes two lines.
#
# Version: node-ical 0.27.2 (the newest in November 2026); seen with Node 20.20 and 22.
#
# What happens: in a text of iCalendar `\\` is a backslash and `\n` a line break (RFC 5545, 3.3.11), so that `C:\\new` is the
# path `C:\new`. node-ical looks for `\n` first, over the whole text, and finds the second backslash with its n; what is left of
# the pair is a backslash at the end of the line. Folders of a server (`\\server\notes`) are in many appointments.
#
# What was expected: what ical.js 2.2.1 reads.
#
#   sent       C:\\new                \\\\server\\notes      one\ntwo
#   node-ical  "C:\\\new"             "\\\\server\\\notes"   "one\ntwo"
#   ical.js    "C:\\new"              "\\\\server\\notes"    "one\ntwo"
#
# (The second and third line are in JSON.)
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical.js": "2.2.1", "node-ical": "0.27.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import ICAL from 'ical.js';
import ical from 'node-ical';

const sent = [String.raw`C:\\new`, String.raw`\\\\server\\notes`, String.raw`one\ntwo`];
const expected = [String.raw`C:\new`, String.raw`\\server\notes`, 'one\ntwo'];
const calendars = sent.map((text) => {
  const times = ['DTSTAMP:20260101T000000Z', 'DTSTART:20260205T100000Z'];
  const event = ['BEGIN:VEVENT', 'UID:1', ...times, `DESCRIPTION:${text}`, 'END:VEVENT'];
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example.org//EN', ...event, 'END:VCALENDAR', ''].join('\r\n');
});
const readers = {
  'node-ical': (text) => Object.values(ical.sync.parseICS(text)).find(({ type }) => type === 'VEVENT').description,
  'ical.js': (text) => new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent').getFirstPropertyValue('description'),
};

const row = (name, cells) => console.log([name.padEnd(10), ...cells.map((cell) => cell.padEnd(22))].join(' ').trimEnd());
row('sent', sent);
const read = Object.fromEntries(
  Object.entries(readers).map(([name, reader]) => {
    const texts = calendars.map(reader);
    row(name, texts.map((text) => JSON.stringify(text)));
    return [name, texts];
  }),
);
const isRight = (texts) => texts.join('|') === expected.join('|');
if (!isRight(read['ical.js'])) console.log('ical.js reads something else: nothing was tried');
process.exitCode = !isRight(read['ical.js']) ? 2 : isRight(read['node-ical']) ? 1 : 0;
JS
node try.mjs
