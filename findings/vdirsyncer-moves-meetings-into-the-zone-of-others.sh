#!/bin/sh
# vdirsyncer joins calendars in one file with two time zones of one name: a meeting of New York takes place at the time of
# Berlin for whoever reads the file, since both calendars call their zone "Office".
#
# Versions: vdirsyncer 0.19.0-1 (Debian 12) and ical.js 2.2.1 (npm), November 2026; seen with Node 20.20.
#
# What happens: with a storage of type singlefile all events of a collection are put into one calendar, each with the zone that
# was beside it, also where another zone has that name. Which one is meant can not be seen any more: ical.js, by which
# Thunderbird reads calendars, takes the first. On the way back into single files each event gets both. The synchronization says
# that it has copied two items.
#
# What was expected: a second name for the second zone, or a refusal. RFC 5545, 3.6.5: "an individual VTIMEZONE calendar
# component MUST be specified for each unique TZID parameter value", and 3.8.3.1: TZID is unique "in the scope of an iCalendar
# object" only, so that two files may have the same one. Outlook calls zones "Customized Time Zone". The manual: "Save data in
# single local .vcf or .ics file. The storage basically guesses how items should be joined in the file". There is no option; a
# folder (filesystem) has no such meeting point.
#
#   New York's meeting at 9 o'clock, in its own file:  2026-03-02T14:00:00.000Z
#   in the joined file:                                2026-03-02T08:00:00.000Z
#   zones called Office in the joined file:            2
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update), python3, npm and its registry; installs nothing outside a temporary folder.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical.js": "2.2.1" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }
LIBRARIES='python3-aiohttp python3-aiosignal python3-aiostream python3-async-timeout python3-atomicwrites python3-attr
  python3-certifi python3-charset-normalizer python3-click python3-click-log python3-frozenlist python3-idna
  python3-multidict python3-requests python3-requests-toolbelt python3-urllib3 python3-yarl'
apt-get download vdirsyncer=0.19.0-1 $LIBRARIES > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
export PYTHONPATH=root/usr/lib/python3/dist-packages HOME="$folder" LC_ALL=C.UTF-8

# Writes a calendar with a meeting at 9 o'clock in a zone called Office, whose offset is $2, to the file $1.
meeting() {
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//meetings//EN BEGIN:VTIMEZONE TZID:Office BEGIN:STANDARD \
    DTSTART:19700101T000000 "TZOFFSETFROM:$2" "TZOFFSETTO:$2" END:STANDARD END:VTIMEZONE BEGIN:VEVENT \
    "UID:${1%.ics}@example.com" DTSTAMP:20260301T000000Z 'DTSTART;TZID=Office:20260302T090000' SUMMARY:meeting \
    END:VEVENT END:VCALENDAR > "meetings/$1"
}
mkdir meetings status
meeting berlin.ics +0100
touch joined.ics
cat > config <<CONF
[general]
status_path = "$folder/status/"
[pair office]
a = "folder"
b = "file"
collections = null
[storage folder]
type = "filesystem"
path = "$folder/meetings"
fileext = ".ics"
[storage file]
type = "singlefile"
path = "$folder/joined.ics"
CONF
# The one of Berlin is joined first, that of New York comes later.
synchronize() {
  /usr/bin/python3 root/usr/bin/vdirsyncer -c config "$1" > sync.log 2>&1 || { cat sync.log; exit 2; }
}
synchronize discover
synchronize sync
meeting newyork.ics -0500
synchronize sync

cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const read = (name) => new ICAL.Component(ICAL.parse(readFileSync(name, 'utf8')));

/** When the meeting of New York begins, by the file given. */
function begin(calendar) {
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  return events.find(({ uid }) => uid === 'newyork@example.com')?.startDate.toJSDate().toISOString();
}

const alone = begin(read('meetings/newyork.ics'));
const joined = read('joined.ics');
const zones = joined.getAllSubcomponents('vtimezone').filter((one) => one.getFirstPropertyValue('tzid') === 'Office');
console.log(`New York's meeting at 9 o'clock, in its own file:  ${alone}`);
console.log(`in the joined file:                                ${begin(joined)}`);
console.log(`zones called Office in the joined file:            ${zones.length}`);

const isTried = alone === '2026-03-02T14:00:00.000Z' && joined.getAllSubcomponents('vevent').length === 2;
if (!isTried) console.log('not both meetings are in the file: nothing was tried');
process.exitCode = !isTried ? 2 : begin(joined) === '2026-03-02T08:00:00.000Z' && zones.length === 2 ? 0 : 1;
JS
node try.mjs
