#!/bin/sh
# calcurse writes each reminder of a meeting as a duration that iCalendar does not have, so that khal takes none of the meetings
# of its export, not even those without a reminder.
#
# Versions: calcurse 4.7.1-1, khal 1:0.10.5-1.1 and python3-icalendar 4.0.3-5 (Debian 12, November 2026).
#
# What happens: a meeting that is to be announced is exported with `TRIGGER:-P300S`. python3-icalendar throws that away with the
# whole calendar ("Invalid iCalendar duration"), and khal ends with an UnboundLocalError that says nothing of it, the calendar
# empty. python3-vobject reads the same line as five minutes. A meeting that had a reminder of 15 minutes when calcurse took it
# in has one of 300 seconds (the manual says: it is "flagged important").
#
# What was expected: `-PT300S` or `-PT5M`. RFC 5545, 3.3.6: hours, minutes and seconds stand behind a `T` (dur-time = "T" ...).
# The manual of calcurse says that it exports to iCal, by RFC 2445, whose 4.3.6 says the same. With the `T` put in, khal takes
# both meetings.
#
#   exported:             TRIGGER:-P300S
#   khal, as exported:    0 of 2 meetings (UnboundLocalError)
#   khal, with the T:     2 of 2 meetings
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and python3; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

PROGRAMS='calcurse=4.7.1-1 khal=1:0.10.5-1.1 python3-icalendar=4.0.3-5'
LIBRARIES='libncursesw6 python3-atomicwrites python3-click python3-click-log python3-configobj python3-dateutil
  python3-pkg-resources python3-pytz-deprecation-shim python3-six python3-tz python3-tzlocal python3-urwid python3-xdg'
apt-get download $PROGRAMS $LIBRARIES > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$(echo root/usr/lib/*-linux-gnu | tr ' ' ':'):$(echo root/lib/*-linux-gnu | tr ' ' ':')
PYTHONPATH=root/usr/lib/python3/dist-packages
export LD_LIBRARY_PATH PYTHONPATH HOME="$folder" TZ=UTC LC_ALL=C.UTF-8

cat > meetings.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//meetings//EN
BEGIN:VEVENT
UID:1@example.com
DTSTAMP:20260301T000000Z
DTSTART:20260310T080000Z
DTEND:20260310T090000Z
SUMMARY:with a reminder
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:soon
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:2@example.com
DTSTAMP:20260301T000000Z
DTSTART:20260311T080000Z
DTEND:20260311T090000Z
SUMMARY:without one
END:VEVENT
END:VCALENDAR
ICS

mkdir data
root/usr/bin/calcurse -q -D data -C data -i meetings.ics > import.log 2>&1 || { cat import.log; exit 2; }
root/usr/bin/calcurse -q -D data -C data -xical > exported.ics || exit 2

# Takes the calendar $1 into an empty one of khal, and says how many meetings are in it.
taken() {
  rm -rf calendar khal.db
  mkdir calendar
  cat > khal.conf <<CONF
[calendars]
[[meetings]]
path = $folder/calendar
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = $folder/khal.db
CONF
  /usr/bin/python3 root/usr/bin/khal -c khal.conf import --batch -a meetings "$1" > khal.log 2>&1
  cat calendar/*.ics 2> none.log | grep -c '^BEGIN:VEVENT'
}

sed 's/^TRIGGER:-P300S/TRIGGER:-PT300S/' exported.ics > mended.ics
mended=$(taken mended.ics)
if [ "$mended" != 2 ]; then
  cat khal.log
  echo 'khal does not take even the mended calendar: nothing was tried'
  exit 2
fi
plain=$(taken exported.ics)
trigger=$(grep '^TRIGGER' exported.ics | tr -d '\r')
echo "exported:             $trigger"
echo "khal, as exported:    $plain of 2 meetings ($(sed -n '$s/:.*//p' khal.log))"
echo "khal, with the T:     $mended of 2 meetings"
[ "$trigger" = TRIGGER:-P300S ] && [ "$plain" = 0 ] && grep -q '^UnboundLocalError' khal.log || exit 1
