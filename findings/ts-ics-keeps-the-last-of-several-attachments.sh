#!/bin/sh
# ts-ics reads one attachment of an appointment, the last: the others, and all but the last line of its categories and comments,
# are gone from the calendar that it writes back.
#
# Version: ts-ics 2.4.6 (the newest in November 2026); seen with Node 20.20 and 26. Compared with ical.js 2.2.1.
#
# What happens: an appointment may have any number of ATTACH, CATEGORIES and COMMENT (RFC 5545, 3.6.1: they "MAY occur more than
# once"). In ts-ics each line of such a name takes the place of the one before. Attendees and dates that were taken out, which
# may occur as often, are collected. RDATE is dropped wholly, and so are the meetings on these dates. There is no error.
#
# What was expected: what was in the calendar, or an error; the README has that the library "aims to be fully RFC 5545
# compliant".
#
#   ATTACH      2 in the calendar, 1 after reading and writing: https://example.org/b.pdf
#   CATEGORIES  2 in the calendar, 1 after reading and writing: Team
#   COMMENT     2 in the calendar, 1 after reading and writing: second
#   RDATE       1 in the calendar, 0 after reading and writing
#   ATTENDEE    2 in the calendar, 2 after reading and writing: mailto:ann@example.org mailto:bob@example.org
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical.js": "2.2.1", "ts-ics": "2.4.6" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import ICAL from 'ical.js';
import { convertIcsCalendar, generateIcsCalendar } from 'ts-ics';

const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//example//example//EN',
  'BEGIN:VEVENT',
  'UID:1@example.org',
  'DTSTAMP:20260101T000000Z',
  'DTSTART:20260105T100000Z',
  'SUMMARY:a meeting',
  'RRULE:FREQ=DAILY;COUNT=2',
  'RDATE:20260120T100000Z',
  'ATTACH:https://example.org/a.pdf',
  'ATTACH:https://example.org/b.pdf',
  'CATEGORIES:Customers',
  'CATEGORIES:Team',
  'COMMENT:first',
  'COMMENT:second',
  'ATTENDEE:mailto:ann@example.org',
  'ATTENDEE:mailto:bob@example.org',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const eventOf = (text) => new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
const valuesOf = (event, name) => event.getAllProperties(name.toLowerCase()).map((property) => `${property.getFirstValue()}`);
const [before, after] = [eventOf(calendar), eventOf(generateIcsCalendar(convertIcsCalendar(undefined, calendar)))];

const counts = Object.fromEntries(
  ['ATTACH', 'CATEGORIES', 'COMMENT', 'RDATE', 'ATTENDEE'].map((name) => {
    const left = valuesOf(after, name).map((value) => value.replace('MAILTO', 'mailto'));
    const number = valuesOf(before, name).length;
    const kept = `${left.length} after reading and writing`;
    console.log(`${name.padEnd(11)} ${number} in the calendar, ${kept}${left.length ? `: ${left.join(' ')}` : ''}`);
    return [name, left.length];
  }),
);
const isTried = counts.ATTENDEE === 2 && valuesOf(before, 'ATTACH').length === 2;
if (!isTried) console.log('not even attendees are kept: nothing was tried');
const isSo = counts.ATTACH === 1 && counts.CATEGORIES === 1 && counts.COMMENT === 1 && counts.RDATE === 0;
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
