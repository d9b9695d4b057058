#!/bin/sh
# calendar-link writes appointments of whole days that ical.js refuses, texts without the backslashes that they need, and one of
# 100,000 identifiers: of some hundred appointments two have the same, and the second takes the place of the first.
#
# Version: calendar-link 2.11.5, read with ical.js 2.2.1 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: ics() writes the start of a whole day as `DTSTART:20240108`, without saying that it is a date. Title and place
# are written as they are, also where they have a backslash; a line end of the description becomes `\n` and what was `\n` before
# stays, so that both are read as line ends; the blanks at the beginning of a line are left out. The name of an organizer is not
# put into quotation marks, so that one with a semicolon is cut, and what follows a colon in it is the address. An appointment
# without a UID, which the README has as optional, gets the first digits of a random number as its identifier.
#
# What was expected: RFC 5545: DTSTART is a date and a time unless it says `VALUE=DATE` (3.8.2.4); a backslash, a semicolon and
# a comma in a text are escaped (3.3.11); a parameter with a colon, a semicolon or a comma is quoted (3.2); "The generator of
# the identifier MUST guarantee that the identifier is unique" (3.8.4.7).
#
#   a whole day: invalid date-time value: "2024-01-08T::"
#   title C:\new: read as 2 lines, the last one "ew"
#   description of 2 lines, the last one "  - one": read as 3 lines, the last one "- one"
#   organizer "Room 1: Ann" <ann@example.com> is read as "Room 1" < Ann:MAILTO:ann@example.com>
#   2,000 appointments: fewer identifiers
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "calendar-link": "2.11.5", "ical.js": "2.2.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { ics } from 'calendar-link';
import ICAL from 'ical.js';

const EVENT = { title: 'Board', start: '2024-01-08T09:00:00Z', end: '2024-01-08T10:00:00Z' };
const file = (event) => decodeURIComponent(ics(event).replace(/^[^,]*,/, ''));
const read = (event) => new ICAL.Component(ICAL.parse(file(event))).getFirstSubcomponent('vevent');
const told = (text) => `read as ${text.split('\n').length} lines, the last one "${text.split('\n').at(-1)}"`;

function whole() {
  const { startDate } = new ICAL.Event(read({ title: 'Board', start: '2024-01-08', end: '2024-01-09', allDay: true }));
  return `${startDate}`;
}
function outcome(work) {
  try {
    return work();
  } catch ({ message }) {
    return message;
  }
}
const day = outcome(whole);
console.log(`a whole day: ${day}`);

const title = read({ ...EVENT, title: 'C:\\new' }).getFirstPropertyValue('summary');
console.log(`title C:\\new: ${told(title)}`);

const description = read({ ...EVENT, description: 'C:\\new\n  - one' }).getFirstPropertyValue('description');
console.log(`description of 2 lines, the last one "  - one": ${told(description)}`);

const ANN = { name: 'Room 1: Ann', email: 'ann@example.com' };
const organizer = read({ ...EVENT, organizer: ANN }).getFirstProperty('organizer');
const [name, address] = [organizer.getParameter('cn'), organizer.getFirstValue()];
console.log(`organizer "Room 1: Ann" <ann@example.com> is read as "${name}" <${address}>`);

const identifiers = new Set(Array.from({ length: 2_000 }, () => read(EVENT).getFirstPropertyValue('uid')));
console.log(`2,000 appointments: ${identifiers.size < 2_000 ? 'fewer' : 'as many'} identifiers`);

const isTried = read(EVENT).getFirstPropertyValue('summary') === 'Board';
if (!isTried) console.log('a plain appointment is not read: nothing was tried');
const isText = title === 'C:\new' && description === 'C:\new\n- one';
const isSo = day.includes('invalid') && isText && address !== 'MAILTO:ann@example.com' && identifiers.size < 2_000;
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
