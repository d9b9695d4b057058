#!/bin/sh
# rrule reads dates in UTC as times of the series' own zone: a series that ends in the evening has a date too many, a cancelled
# date takes place, and an added one is hours away.
#
# Version: rrule 2.8.1 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: a series has its start in a zone (DTSTART;TZID=...), and UNTIL in UTC, as it has to be then; EXDATE and RDATE
# may be in UTC as well, and servers write them so. rrulestr() takes no notice of the Z: 20240103T020000Z is two o'clock at
# night in New York instead of nine in the evening of the day before. toString() writes the same hour with the zone of the
# series, which is another moment, and UNTIL without the Z, so that a calendar that is only read and written is another one for
# everybody.
#
# What was expected: that moment. RFC 5545: "If the DTSTART property is specified as a date with UTC time or a date with local
# time and time zone reference, then the UNTIL rule part MUST be specified as a date with UTC time" (3.3.10); form 2 of 3.3.5 is
# UTC wherever a date-time stands.
#
#   until 21:00 of 2 January in New York, daily at 22:00 from the 1st: 2 dates of 1
#   EXDATE of the second date, in UTC: 3 dates of 2
#   RDATE at 21:00 of the 9th, in UTC: read as 02:00 of the 10th
#   written back: RRULE:FREQ=DAILY;UNTIL=20240103T020000 | EXDATE;TZID=America/New_York:20240103T030000
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "rrule": "2.8.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import rrule from 'rrule';

const START = 'DTSTART;TZID=America/New_York:20240101T220000';
const read = (...lines) => rrule.rrulestr([START, ...lines].join('\n'), { forceset: true });
const inNewYork = new Intl.DateTimeFormat('sv', { timeZone: 'America/New_York', dateStyle: 'short', timeStyle: 'short' });

const ended = read('RRULE:FREQ=DAILY;UNTIL=20240103T020000Z');
const cancelled = read('RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20240103T030000Z');
const withZone = read('RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;TZID=America/New_York:20240102T220000');
const added = read('RRULE:FREQ=DAILY;COUNT=1', 'RDATE:20240110T020000Z');

const addedTime = inNewYork.format(added.all().at(-1));
console.log(`until 21:00 of 2 January in New York, daily at 22:00 from the 1st: ${ended.all().length} dates of 1`);
console.log(`EXDATE of the second date, in UTC: ${cancelled.all().length} dates of 2`);
console.log(`RDATE at 21:00 of the 9th, in UTC: read as ${addedTime.slice(11)} of the ${addedTime.slice(8, 10)}th`);
const written = [ended.toString().split('\n')[1], cancelled.toString().split('\n')[2]];
console.log(`written back: ${written.join(' | ')}`);

const isTried = withZone.all().length === 2 && inNewYork.format(withZone.all()[0]) === '2024-01-01 22:00';
if (!isTried) console.log('an EXDATE with the zone of the series is not applied: nothing was tried');
const isSo = ended.all().length === 2 && cancelled.all().length === 3 && addedTime === '2024-01-10 02:00'
  && written[0] === 'RRULE:FREQ=DAILY;UNTIL=20240103T020000' && written[1] === 'EXDATE;TZID=America/New_York:20240103T030000';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
