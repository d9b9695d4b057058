#!/bin/sh
# node-ical ignores the time zone that a calendar defines under a name of its own, and takes the times for those of the machine
# that reads: in two places the same meeting is at two times.
#
# Version: node-ical 0.27.2 (the newest in November 2026); seen with Node 20.20 and 26. Compared with ical.js 2.2.1.
#
# What happens: a VTIMEZONE has the offsets to be used, and its name is whatever the writer likes (RFC 5545, 3.2.19: TZID
# "uniquely identifies" the VTIMEZONE "to be used when evaluating the time portion of the property"). node-ical looks the name
# up among those of IANA and of Windows, and reads the definition only for the few names that Microsoft gives to custom zones
# (since 0.25.6, after its issue 478). For all others it uses the zone of the process, without a word: for
# `/mozilla.org/20050126_1/Europe/Berlin`, as old calendars of Thunderbird have it, and for `W. Europe Standard Time 1`.
#
# What was expected: 09:00 UTC everywhere, for 10:00 in a zone that is one hour ahead.
#
#   Europe/Berlin                           read in Tokyo: 09:00 UTC, in New York: 09:00 UTC, by ical.js: 09:00 UTC
#   /mozilla.org/20050126_1/Europe/Berlin   read in Tokyo: 01:00 UTC, in New York: 15:00 UTC, by ical.js: 09:00 UTC
#   W. Europe Standard Time 1               read in Tokyo: 01:00 UTC, in New York: 15:00 UTC, by ical.js: 09:00 UTC
#   Office                                  read in Tokyo: 01:00 UTC, in New York: 15:00 UTC, by ical.js: 09:00 UTC
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical.js": "2.2.1", "node-ical": "0.27.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > read.mjs <<'JS'
import ical from 'node-ical';

const events = Object.values(ical.sync.parseFile(process.argv[2])).filter(({ type }) => type === 'VEVENT');
console.log(events[0].start.toISOString());
JS
cat > try.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import ICAL from 'ical.js';

const NAMES = ['Europe/Berlin', '/mozilla.org/20050126_1/Europe/Berlin', 'W. Europe Standard Time 1', 'Office'];
const lines = (name) => [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//example//example//EN',
  'BEGIN:VTIMEZONE',
  `TZID:${name}`,
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:19700329T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'UID:1@example.org',
  'DTSTAMP:20260101T000000Z',
  `DTSTART;TZID=${name}:20260105T100000`,
  'SUMMARY:a meeting',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
];

const utc = (text) => `${text.slice(11, 16)} UTC`;
const readIn = (TZ) =>
  utc(execFileSync(process.execPath, ['read.mjs', 'meeting.ics'], { env: { ...process.env, TZ }, encoding: 'utf8' }));
function readByIcalJs() {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync('meeting.ics', 'utf8')));
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent'));
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone'));
  const start = event.startDate.clone();
  start.zone = zone;
  return utc(start.convertToZone(ICAL.Timezone.utcTimezone).toString());
}

const results = NAMES.map((name) => {
  writeFileSync('meeting.ics', lines(name).join('\r\n'));
  const [tokyo, newYork, other] = [readIn('Asia/Tokyo'), readIn('America/New_York'), readByIcalJs()];
  console.log(`${name.padEnd(39)} read in Tokyo: ${tokyo}, in New York: ${newYork}, by ical.js: ${other}`);
  return { tokyo, newYork, other };
});
const [known, ...others] = results;
const isNine = (time) => time === '09:00 UTC';
const isTried = isNine(known.tokyo) && isNine(known.newYork) && results.every(({ other }) => isNine(other));
if (!isTried) console.log('not even a name of IANA is read: nothing was tried');
const isSo = others.every(({ tokyo, newYork }) => tokyo === '01:00 UTC' && newYork === '15:00 UTC');
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
