#!/bin/sh
# ical.js makes weekly series of yearly ones, also of two that its RFC has as examples, and birthdays of 29 February are on 1
# March in other years.
#
# Version: ical.js 2.2.1 (the newest in November 2026); seen with Node 20.20 and 26. Compared with rrule 2.8.1.
#
# What happens: "the 20th Monday of the year" and "Monday of week 20" are given as every Monday from then on; with a week number
# even the first date, which is the start of the series, is left out. A yearly rule with nothing but its start counts the year
# on, and a day that there is not becomes the next one. BYSETPOS is for months and years that name months; in a week, a day, or
# a year of weekdays it is ignored, so that the first working day of each week is every working day. None of it brings an error.
#
# What was expected: RFC 5545, 3.8.5.3, has both as examples, with the dates: 19 May 1997, 18 May 1998, 17 May 1999, and 12 May
# 1997, 11 May 1998, 17 May 1999. 3.3.10: "Recurrence rules may generate recurrence instances with an invalid date [...] such
# recurrence instances MUST be ignored", and BYSETPOS "operates on a set of recurrence instances in one interval of the
# recurrence rule".
#
#   BYDAY=20MO: 1997-05-19 1997-05-26 1997-06-02, and rrule: 1997-05-19 1998-05-18 1999-05-17
#   BYWEEKNO=20;BYDAY=MO: 1997-05-19 1997-05-26 1997-06-02, and rrule: 1997-05-12 1998-05-11 1999-05-17
#   yearly on 29 February: 2024-02-29 2025-03-01 2026-03-01, and rrule: 2024-02-29 2028-02-29 2032-02-29
#   first working day of the week: 2024-01-08 2024-01-09 2024-01-10, and rrule: 2024-01-08 2024-01-15 2024-01-22
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical.js": "2.2.1", "rrule": "2.8.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import ICAL from 'ical.js';
import rrule from 'rrule';

const RULES = [
  ['BYDAY=20MO', '19970519', 'FREQ=YEARLY;BYDAY=20MO', '1997-05-19 1997-05-26 1997-06-02', '1997-05-19 1998-05-18 1999-05-17'],
  ['BYWEEKNO=20;BYDAY=MO', '19970512', 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '1997-05-19 1997-05-26 1997-06-02',
    '1997-05-12 1998-05-11 1999-05-17'],
  ['yearly on 29 February', '20240229', 'FREQ=YEARLY', '2024-02-29 2025-03-01 2026-03-01', '2024-02-29 2028-02-29 2032-02-29'],
  ['first working day of the week', '20240108', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1',
    '2024-01-08 2024-01-09 2024-01-10', '2024-01-08 2024-01-15 2024-01-22'],
];

function byIcalJs(start, rule) {
  const event = ['BEGIN:VEVENT', 'UID:1', `DTSTART:${start}T090000Z`, `RRULE:${rule}`, 'END:VEVENT'].join('\r\n');
  const iterator = new ICAL.Event(ICAL.Component.fromString(event)).iterator();
  return [iterator.next(), iterator.next(), iterator.next()].map((date) => date.toString().slice(0, 10)).join(' ');
}
function byRrule(start, rule) {
  const dates = rrule.rrulestr(`DTSTART:${start}T090000Z\nRRULE:${rule};COUNT=3`).all();
  return dates.map((date) => date.toISOString().slice(0, 10)).join(' ');
}

let isTried = true;
let isSo = true;
for (const [what, start, rule, wrong, right] of RULES) {
  const [found, compared] = [byIcalJs(start, rule), byRrule(start, rule)];
  console.log(`${what}: ${found}, and rrule: ${compared}`);
  isTried &&= compared === right;
  isSo &&= found === wrong;
}
if (!isTried) console.log('rrule gives other dates than the RFC: nothing was compared');
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
