#!/bin/sh
# ical-toolkit loses the event that comes after one with a reminder; and of properties that are alike it keeps the last: of the
# dates that were cancelled all but one take place again, and of those who are invited one is left.
#
# Version: ical-toolkit 1.0.9 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: parseToJSON() makes a key of all that stands before the colon, parameters included, and a second line with the
# same key takes the place of the first: EXDATE, of which calendars write one line for each cancelled date, in the zone of the
# series, and ATTENDEE, whose parameters are the same for all who have no names. When a component ends that is within another,
# such as a VALARM, the way back to the calendar is lost: the next event is nowhere.
#
# What was expected: ATTENDEE, EXDATE and alarms may occur more than once in an event (RFC 5545, 3.6.1), and all events in their
# calendar.
#
#   dates cancelled: 3, found: 20240117T090000
#   invited: 2, found: mailto:bob@example.com
#   events of a calendar: 2, found: 2; with a reminder in the first: 1
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical-toolkit": "1.0.9" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import toolkit from 'ical-toolkit';

const CANCELLED = ['20240110', '20240112', '20240117'].map((day) => `EXDATE;TZID=Europe/Berlin:${day}T090000`);
const INVITED = ['ann', 'bob'].map((name) => `ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:${name}@example.com`);
const REMINDER = ['BEGIN:VALARM', 'TRIGGER:-PT15M', 'ACTION:DISPLAY', 'DESCRIPTION:Board', 'END:VALARM'];

function read(...events) {
  const inner = events.flatMap((lines, number) => ['BEGIN:VEVENT', `UID:${number}`, ...lines, 'END:VEVENT']);
  return toolkit.parseToJSON(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...inner, 'END:VCALENDAR', ''].join('\r\n'));
}
const count = (...events) => JSON.stringify(read(...events)).split('"UID"').length - 1;

const [series] = read([...CANCELLED, ...INVITED]).VCALENDAR[0].VEVENT;
const cancelled = series['EXDATE;TZID=Europe/Berlin'];
const invited = series['ATTENDEE;ROLE=REQ-PARTICIPANT'];
const plain = count([], []);
const reminded = count(REMINDER, []);
console.log(`dates cancelled: ${CANCELLED.length}, found: ${cancelled}`);
console.log(`invited: ${INVITED.length}, found: ${invited}`);
console.log(`events of a calendar: 2, found: ${plain}; with a reminder in the first: ${reminded}`);

if (plain !== 2) console.log('two events are not found in any way: nothing was tried');
const isSo = cancelled === '20240117T090000' && invited === 'mailto:bob@example.com' && reminded === 1;
process.exitCode = plain !== 2 ? 2 : isSo ? 0 : 1;
JS
node try.mjs
