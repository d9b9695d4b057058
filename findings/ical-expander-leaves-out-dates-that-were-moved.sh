#!/bin/sh
# ical-expander does not show a date of a series that was moved to an earlier day; one that was moved to a later day takes the
# dates after it away; and a single date to which somebody was invited is nowhere.
#
# Version: ical-expander 3.2.0 (the newest in November 2026), with ical.js 1.5.0 below it; seen with Node 20.20 and 26.
#
# What happens: between() goes through the dates of the rule in their order, and stops at the first one that begins after the
# end of the asked time. For a date that was moved it takes the new time for that: moved from before the end to after it, it
# ends the search, and what comes next in the week is not found; moved from after the end into the asked time, it is not come
# to. And an exception without its series, which is what one gets who is invited to one date only, is kept for a series that
# never comes.
#
# What was expected: each VEVENT with a RECURRENCE-ID on the day of its own DTSTART and all others where they were (RFC 5545,
# 3.8.4.4), and a lone one as any other event: invitations and changes of one instance are sent so (RFC 5546, 3.2.2 and 3.2.5).
#
#   daily, asked for a week: 7 dates
#   one of that week moved to March: 2 dates of 6
#   one of March moved into that week: 7 dates of 8
#   invited to one date only, asked for all: 0 dates of 1
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical-expander": "3.2.0" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import IcalExpander from 'ical-expander';

const event = (...lines) => ['BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20240101T000000Z', 'DURATION:PT1H', ...lines, 'END:VEVENT'];
const SERIES = event('DTSTART:20240103T090000Z', 'RRULE:FREQ=DAILY;COUNT=90', 'SUMMARY:daily');
const moved = (from, to) => event(`RECURRENCE-ID:${from}T090000Z`, `DTSTART:${to}T150000Z`, 'SUMMARY:moved');

function expander(...events) {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...events, 'END:VCALENDAR', ''];
  return new IcalExpander({ ics: lines.join('\r\n') });
}
const count = ({ events, occurrences }) => events.length + occurrences.length;
const inWeek = (...events) => count(expander(...events).between(new Date('2024-01-08'), new Date('2024-01-14T23:59Z')));

const whole = inWeek(...SERIES);
const later = inWeek(...SERIES, ...moved('20240110', '20240304'));
const earlier = inWeek(...SERIES, ...moved('20240304', '20240110'));
const lone = count(expander(...moved('20240304', '20240110')).all());
console.log(`daily, asked for a week: ${whole} dates`);
console.log(`one of that week moved to March: ${later} dates of 6`);
console.log(`one of March moved into that week: ${earlier} dates of 8`);
console.log(`invited to one date only, asked for all: ${lone} dates of 1`);

if (whole !== 7) console.log('a daily series has no seven dates a week: nothing was tried');
process.exitCode = whole !== 7 ? 2 : later === 2 && earlier === 7 && lone === 0 ? 0 : 1;
JS
node try.mjs
