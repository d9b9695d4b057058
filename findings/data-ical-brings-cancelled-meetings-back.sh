#!/bin/sh
# Data::ICal writes a backslash before each comma of a list: for ical.js, by which Thunderbird and others read calendars, the
# second of two cancelled meetings takes place again, and two categories are one.
#
# Versions: libdata-ical-perl 0.24+dfsg-2 (Debian 12) and ical.js 2.2.1 (npm), November 2026; seen with Node 20.20.
#
# What happens: all values but those of RRULE are written as texts, those that are lists too:
# `EXDATE:20260311T090000Z\,2026...`. It is so for a calendar that was read and is written again, and for one that is made.
# ical.js takes the first date and passes over the rest; python3-icalendar forgives it; iCal::Parser, of Perl as well, refuses
# the calendar. Nothing is said by the one that writes.
#
# What was expected: commas between values as they are. RFC 5545, 3.8.5.1: EXDATE is `exdtval *("," exdtval)`, and 3.3.11 has
# the backslash for commas within a text alone; the example of 3.8.1.2 is `CATEGORIES:APPOINTMENT,EDUCATION`. The manual says
# nothing of lists. What helps is a property for each date or category (add_property for each); for a calendar that was read
# there is no option.
#
#   read:    EXDATE:20260311T090000Z,20260312T090000Z
#   written: EXDATE:20260311T090000Z\,20260312T090000Z
#   read:    CATEGORIES:friends,work
#   written: CATEGORIES:friends\,work
#   ical.js, of what was read:    10 13; categories: 2
#   ical.js, of what was written: 10 12 13; categories: 1
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update), perl, npm and its registry; installs nothing outside a temporary folder.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical.js": "2.2.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }
LIBRARIES='libclass-accessor-chained-perl libclass-accessor-perl libclass-returnvalue-perl libdevel-stacktrace-perl
  libsub-name-perl libtext-vfile-asdata-perl'
apt-get download libdata-ical-perl=0.24+dfsg-2 $LIBRARIES > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
PERL5LIB=root/usr/share/perl5:$(echo root/usr/lib/*-linux-gnu/perl5/5.*)
export PERL5LIB

cat > read.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//meetings//EN
BEGIN:VEVENT
UID:1@example.com
DTSTAMP:20260301T000000Z
DTSTART:20260310T090000Z
DTEND:20260310T100000Z
RRULE:FREQ=DAILY;COUNT=4
EXDATE:20260311T090000Z,20260312T090000Z
CATEGORIES:friends,work
SUMMARY:course
END:VEVENT
END:VCALENDAR
ICS
perl -MData::ICal -e 'print Data::ICal->new(filename => "read.ics")->as_string' > written.ics || exit 2

cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const FILES = ['read', 'written'];
const texts = FILES.map((name) => readFileSync(`${name}.ics`, 'utf8').replaceAll('\r', ''));

for (const property of ['EXDATE', 'CATEGORIES']) {
  FILES.forEach((name, at) => {
    const line = texts[at].split('\n').find((one) => one.startsWith(`${property}:`));
    console.log(`${`${name}:`.padEnd(8)} ${line}`);
  });
}

function meetings(text) {
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
  const days = [];
  const dates = new ICAL.Event(event).iterator();
  for (let date = dates.next(); date; date = dates.next()) days.push(date.day);
  return `${days.join(' ')}; categories: ${event.getFirstProperty('categories').getValues().length}`;
}

const [before, after] = texts.map(meetings);
console.log(`ical.js, of what was read:    ${before}`);
console.log(`ical.js, of what was written: ${after}`);

const isTried = before === '10 13; categories: 2';
if (!isTried) console.log('ical.js does not read even the calendar as it was: nothing was tried');
process.exitCode = !isTried ? 2 : after === '10 12 13; categories: 1' ? 0 : 1;
JS
node try.mjs
