#!/bin/sh
# datebook writes each meeting as one that takes no time, so that whoever accepts it is free; and somebody whose name has a
# colon or a semicolon is invited by another address, or not at all.
#
# Versions: datebook 8.0.1, read with ical.js 2.2.1 and node-ical 0.27.2 (the newest in November 2026); seen with Node 20.20 and
# 26.
#
# What happens: ICalendar puts `TRANSP:TRANSPARENT` into every event. No option of it says otherwise, and addProperty() puts a
# second TRANSP behind it. The names of those who are invited are written without quotation marks: behind a colon in one begins
# the address, behind a semicolon the next parameter.
#
# What was expected: RFC 5545, 3.8.2.7: an event is `OPAQUE` unless it says otherwise, and only those that take up nobody's time
# are `TRANSPARENT`, and not found by searches for free time; 3.2: a parameter with a colon, a semicolon or a comma is quoted.
#
#   a meeting takes time: no (TRANSPARENT)
#   with addProperty('TRANSP', 'OPAQUE'): TRANSPARENT,OPAQUE
#   "Room 1: Ann": ical.js has " Ann;RSVP=TRUE:MAILTO:ann@example.com"
#   "Smith; Ann": node-ical has nobody
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "datebook": "8.0.1", "ical.js": "2.2.1", "node-ical": "0.27.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { ICalendar } from 'datebook';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

function meeting(name) {
  const attendees = [{ name, email: 'ann@example.com', icsOptions: { rsvp: true } }];
  const times = { start: new Date('2024-01-08T09:00:00Z'), end: new Date('2024-01-08T10:00:00Z') };
  return new ICalendar({ title: 'Board', ...times, attendees });
}
const file = (name) => meeting(name).render();
const byIcal = (name) => new ICAL.Component(ICAL.parse(file(name))).getFirstSubcomponent('vevent');
const byNodeIcal = (name) => Object.values(nodeIcal.sync.parseICS(file(name))).find(({ type }) => type === 'VEVENT');

const transparency = byIcal('Ann').getFirstPropertyValue('transp');
console.log(`a meeting takes time: ${transparency === 'TRANSPARENT' ? 'no' : 'yes'} (${transparency})`);
const both = [...meeting('Ann').addProperty('TRANSP', 'OPAQUE').render().matchAll(/^TRANSP:(\w+)/gm)].map(([, value]) => value);
console.log(`with addProperty('TRANSP', 'OPAQUE'): ${both}`);

const colon = byIcal('Room 1: Ann').getFirstPropertyValue('attendee');
console.log(`"Room 1: Ann": ical.js has ${JSON.stringify(colon)}`);
const semicolon = byNodeIcal('Smith; Ann').attendee;
console.log(`"Smith; Ann": node-ical has ${semicolon === undefined ? 'nobody' : JSON.stringify(semicolon)}`);

const isTried = byNodeIcal('Ann').attendee?.val === 'MAILTO:ann@example.com';
if (!isTried) console.log('a plain name is not read: nothing was tried');
const isSo = transparency === 'TRANSPARENT' && both.length === 2 && colon.startsWith(' Ann;') && semicolon === undefined;
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
