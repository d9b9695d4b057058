#!/bin/sh
# cal-parser gives the text of a reminder for the description of the meeting, and of all who are invited the last one.
#
# Version: cal-parser 1.0.2 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: within an event it takes no notice of where a part of it begins: what stands in a VALARM is put into the event,
# over what is there. Reminders have a DESCRIPTION of their own, and some are to be mailed to somebody and have a SUMMARY and an
# ATTENDEE too: the event has those then, and its own are lost. Of properties that may be there several times, attendees,
# categories, comments, attachments, the last one is kept. The README says nothing of either.
#
# What was expected: the properties of a VALARM are those of the alarm (RFC 5545, 3.6.6), and ATTENDEE and CATEGORIES "MAY occur
# more than once" in an event (3.6.1).
#
#   description: This is an event reminder
#   summary: Alarm
#   invited: 3, found: mailto:me@example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "cal-parser": "1.0.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import parser from 'cal-parser';

const ALARM = [
  'BEGIN:VALARM', 'TRIGGER:-PT15M', 'ACTION:EMAIL', 'SUMMARY:Alarm', 'DESCRIPTION:This is an event reminder',
  'ATTENDEE:mailto:me@example.com', 'END:VALARM',
];
const INVITED = ['ann', 'bob', 'carol'].map((name) => `ATTENDEE:mailto:${name}@example.com`);

function read(...alarm) {
  const start = ['UID:1', 'DTSTAMP:20240101T000000Z', 'DTSTART:20240108T090000Z'];
  const event = ['BEGIN:VEVENT', ...start, 'SUMMARY:Board', 'DESCRIPTION:Room 12', ...INVITED, ...alarm, 'END:VEVENT'];
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...event, 'END:VCALENDAR', ''];
  const [found] = parser.parseString(lines.join('\r\n')).events;
  return { description: found.description.value, summary: found.summary.value, attendee: found.attendee };
}

const without = read();
const { description, summary, attendee } = read(...ALARM);
console.log(`description: ${description}`);
console.log(`summary: ${summary}`);
console.log(`invited: ${INVITED.length}, found: ${attendee.value}`);

const isTried = without.description === 'Room 12' && without.summary === 'Board';
if (!isTried) console.log('a meeting without a reminder is described by something else: nothing was tried');
const isSo = description === 'This is an event reminder' && summary === 'Alarm' && attendee.value === 'mailto:me@example.com'
  && without.attendee.value === 'mailto:carol@example.com';
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
