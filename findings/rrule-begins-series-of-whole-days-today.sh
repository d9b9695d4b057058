#!/bin/sh
# rrule lets a series of whole days begin today, whatever its file says: a birthday of 1990 is a series that begins at the
# present time of day, and every day that it gives is another one.
#
# Version: rrule 2.8.1 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: the date of a whole day is written `DTSTART;VALUE=DATE:20240108`, and by Outlook and Google always so.
# rrulestr() looks for DTSTART with nothing or with TZID behind it; what does not look so is passed over as if it were not
# there, and a rule without a start begins now. EXDATE of that form is read, but it is midnight, and so it takes nothing from a
# series that runs at a quarter past three. The same happens when VALUE or a parameter of somebody's own (X-...) comes before
# TZID.
#
# What was expected: the days of the file, or an error. RFC 5545 has the form in 3.8.2.4 ("DTSTART;VALUE=DATE:..."), allows
# parameters in any order, and tells readers to ignore those that they don't know (3.2), not the line that has them.
#
#   a whole day: begins now, true; of the first three days of the series found: 0, EXDATE left out: 0 of 1
#   a parameter before TZID: begins now, true
#   without parameters: 2024-01-08 2024-01-10
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

const day = (date) => date.toISOString().slice(0, 10);
const DAYS = ['2024-01-08', '2024-01-09', '2024-01-10'];

const before = Date.now();
const wholeDays = rrule.rrulestr('DTSTART;VALUE=DATE:20240108\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20240109').all();
const zoned = rrule.rrulestr('DTSTART;X-OWN=1;TZID=Europe/Berlin:20240108T090000\nRRULE:FREQ=DAILY;COUNT=3').all();
const plain = rrule.rrulestr('DTSTART:20240108T000000Z\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20240109T000000Z').all().map(day);
const after = Date.now();

// A rule counts in whole seconds.
const isNow = (date) => date.getTime() > before - 1_000 && date.getTime() <= after;
const found = DAYS.filter((one) => wholeDays.map(day).includes(one));
const wholeDay = `begins now, ${isNow(wholeDays[0])}; of the first three days of the series found: ${found.length}`;
console.log(`a whole day: ${wholeDay}, EXDATE left out: ${3 - wholeDays.length} of 1`);
console.log(`a parameter before TZID: begins now, ${isNow(zoned[0])}`);
console.log(`without parameters: ${plain.join(' ')}`);

const isTried = plain.join() === '2024-01-08,2024-01-10';
if (!isTried) console.log('the simplest series is another one: nothing was tried');
const isSo = isNow(wholeDays[0]) && wholeDays.length === 3 && found.length === 0 && isNow(zoned[0]);
process.exitCode = !isTried ? 2 : isSo ? 0 : 1;
JS
node try.mjs
