#!/bin/sh
# ical-generator puts backslashes into the address of a meeting, so that it can't be opened.
#
# Version: ical-generator 11.1.2 (the newest in November 2026); seen with Node 20.20 and 22. Read with ical.js 2.2.1.
#
# What happens: commas and semicolons of `url` and `attachments` are escaped as those of a text are. But they are addresses
# (URI), for which there is no escaping (RFC 5545, 3.3.13), and the line even says so: `URL;VALUE=URI:`. A reader that goes by
# it gives the address with backslashes in it, and the server has no such page. Readers that unescape everything (node-ical)
# hide it.
#
# What was expected: the address as it was given.
#
#   given          https://meet.example.org/room;a?key=1,2
#   written        URL;VALUE=URI:https://meet.example.org/room\;a?key=1\,2
#   url            https://meet.example.org/room\;a?key=1\,2
#   attachment     https://meet.example.org/room\;a?key=1\,2
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical-generator": "11.1.2", "ical.js": "2.2.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import ical from 'ical-generator';
import ICAL from 'ical.js';

const address = 'https://meet.example.org/room;a?key=1,2';
const calendar = ical({ name: 'meetings' });
const start = new Date('2026-02-05T10:00:00Z');
calendar.createEvent({ start, summary: 'meeting', url: address, attachments: [address] });
const written = calendar.toString();
const event = new ICAL.Component(ICAL.parse(written)).getFirstSubcomponent('vevent');
const [url, attachment] = ['url', 'attach'].map((name) => event.getFirstPropertyValue(name)?.toString());

console.log('given'.padEnd(14), address);
console.log('written'.padEnd(14), written.split('\r\n').find((line) => line.startsWith('URL')));
console.log('url'.padEnd(14), url);
console.log('attachment'.padEnd(14), attachment);
process.exitCode = [url, attachment].every((read) => read?.includes('room\\;a?key=1\\,2')) ? 0 : 1;
JS
node try.mjs
