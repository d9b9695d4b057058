#!/bin/sh
# icalendar gives other dates than the rule of a series has: one a week too early every fortnight, the first of a month for the
# last, January alone for January and July; cancelled dates take place later. And names and time zones of a calendar that it
# writes back can't be read.
#
# Version: icalendar 0.7.1, compared with rrule 2.8.1 and ical.js 2.2.1 (the newest in November 2026); seen with Node 20.20 and
# 26.
#
# What happens: of a rule with an interval and several days of the week it goes on a week after the last of the days, where two
# were asked for. It does not know negative days of the month as such, and of January and July it finds January alone, once the
# series has begun. COUNT counts what is left when the cancelled dates are taken away, so that a series of five with two
# cancelled has five dates. Writing, it puts a second plus sign before the offset of a time zone, and no quotation marks around
# a name with a semicolon.
#
# What was expected: RFC 5545, 3.3.10: the rule of each example; COUNT "defines the number of occurrences at which to
# range-bound the recurrence", before EXDATE takes dates away (3.8.5.1); 3.3.14: an offset has one sign; 3.2: a name with a
# semicolon is quoted. Of the parts of a rule the README names as missing those below a day, BYSETPOS, WKST, BYWEEKNO and
# BYYEARDAY, of which there are none here.
#
#   FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=5: 07-08 07-10 07-15 07-22 07-24; rrule: 07-08 07-10 07-22 07-24 08-05
#   FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3: 07-08 07-30 08-01; rrule: 07-31 08-31 09-30
#   FREQ=YEARLY;BYMONTH=1,7;COUNT=3: 07-08 01-08 01-08; rrule: 07-08 01-08 07-08
#   FREQ=DAILY;COUNT=5, two cancelled: 07-08 07-11 07-12 07-13 07-14; rrule: 07-08 07-11 07-12
#   written back: TZOFFSETFROM:++0100
#   written back, and read by ical.js: CN=Smith of "Smith; Bob"
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical.js": "2.2.1", "icalendar": "0.7.1", "rrule": "2.8.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import icalendar from 'icalendar';
import ICAL from 'ical.js';
import rrule from 'rrule';

const ZONE = [
  'BEGIN:VTIMEZONE', 'TZID:Office', 'BEGIN:STANDARD', 'DTSTART:20200101T000000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0100',
  'END:STANDARD', 'END:VTIMEZONE',
];
const START = 'DTSTART:20240708T090000Z';
const CANCELLED = ['EXDATE:20240709T090000Z', 'EXDATE:20240710T090000Z'];

function read(...lines) {
  const event = ['BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20240101T000000Z', START, ...lines, 'END:VEVENT'];
  const calendar = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...ZONE, ...event, 'END:VCALENDAR', ''];
  return icalendar.parse_calendar(calendar.join('\r\n'));
}
const days = (dates) => dates.map((date) => date.toISOString().slice(5, 10)).join(' ');

/** The dates that icalendar and rrule find. */
function dates(rule, what = '', ...cancelled) {
  const [event] = read(`RRULE:${rule}`, ...cancelled).events();
  const found = days(event.rrule().nextOccurences(new Date('2024-07-01T00:00:00Z'), 9));
  const right = days(rrule.rrulestr([START, `RRULE:${rule}`, ...cancelled].join('\n'), { forceset: true }).all());
  console.log(`${rule}${what}: ${found}; rrule: ${right}`);
  return { found, right };
}
const series = [
  dates('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=5'),
  dates('FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3'),
  dates('FREQ=YEARLY;BYMONTH=1,7;COUNT=3'),
  dates('FREQ=DAILY;COUNT=5', ', two cancelled', ...CANCELLED),
];
const written = read('ATTENDEE;CN="Smith; Bob":mailto:bob@example.com').toString();
const [offset] = /^TZOFFSETFROM.*/m.exec(written);
console.log(`written back: ${offset}`);
const event = new ICAL.Component(ICAL.parse(written)).getFirstSubcomponent('vevent');
const name = event.getFirstProperty('attendee').getParameter('cn');
console.log(`written back, and read by ical.js: CN=${name} of "Smith; Bob"`);

const plain = days(read('RRULE:FREQ=DAILY;COUNT=2').events()[0].rrule().nextOccurences(new Date('2024-07-01T00:00:00Z'), 9));
const isTried = plain === '07-08 07-09';
if (!isTried) console.log('a plain series is not read: nothing was tried');
const isSo = series.every(({ found, right }) => found !== right) && offset.includes('++') && name === 'Smith';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
# It makes local dates of those in UTC; here they are the same.
TZ=UTC node try.mjs
