#!/bin/sh
# node-ical leaves out the dates that were added to a series, when it lists the series: nobody hears of these meetings.
#
# Version: node-ical 0.27.2 (the newest in November 2026); seen with Node 20.20 and 26. Compared with ical.js 2.2.1.
#
# What happens: the dates of a series are those of its rule and those of RDATE, without those of EXDATE (RFC 5545, 3.8.5.2:
# RDATE "can appear along with the RRULE property to define an aggregate set of repeating occurrences"). node-ical keeps RDATE
# as the text of its line; neither `rrule` nor expandRecurringEvent() knows it, while dates taken out (EXDATE) and moved
# (RECURRENCE-ID) are seen to. A series that is written by its dates alone, as exports of Lotus Notes are, has one meeting, the
# first. Nothing is thrown.
#
# What was expected: every date. The README has that expandRecurringEvent expands "recurring events into individual instances".
#
#   a rule and two dates: 5 6 20 21 by ical.js, 5 6 by node-ical
#   dates alone:          5 20 21 by ical.js, 5 by node-ical
#   a rule less a date:   5 7 by ical.js, 5 7 by node-ical
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

const calendar = (...lines) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//example//example//EN',
    'BEGIN:VEVENT',
    'UID:1@example.org',
    'DTSTAMP:20260101T000000Z',
    'DTSTART:20260105T100000Z',
    'SUMMARY:a meeting',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

function byNodeIcal(text) {
  const [event] = Object.values(ical.sync.parseICS(text)).filter(({ type }) => type === 'VEVENT');
  const range = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-01-31T00:00:00Z') };
  return ical.expandRecurringEvent(event, range).map(({ start }) => start.getUTCDate());
}
function byIcalJs(text) {
  const component = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
  const expansion = new ICAL.RecurExpansion({ component, dtstart: component.getFirstPropertyValue('dtstart') });
  // The first date of a series without a rule is no part of what RecurExpansion gives.
  const days = component.getFirstProperty('rrule') === null ? [5] : [];
  for (let next = expansion.next(); next; next = expansion.next()) days.push(next.day);
  return days;
}
function attempt(what, ...lines) {
  const text = calendar(...lines);
  const [node, other] = [byNodeIcal(text), byIcalJs(text)].map((days) => days.join(' '));
  console.log(`${`${what}:`.padEnd(21)} ${other} by ical.js, ${node} by node-ical`);
  return { node, other };
}

const DATES = 'RDATE:20260120T100000Z,20260121T100000Z';
const both = attempt('a rule and two dates', 'RRULE:FREQ=DAILY;COUNT=2', DATES);
const dates = attempt('dates alone', DATES);
const less = attempt('a rule less a date', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20260106T100000Z');

const isTried = both.other === '5 6 20 21' && dates.other === '5 20 21' && less.node === '5 7';
if (!isTried) console.log('the series are not read as they should be: nothing was tried');
process.exitCode = !isTried ? 2 : both.node === '5 6' && dates.node === '5' ? 0 : 1;
JS
node try.mjs
