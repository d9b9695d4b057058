#!/bin/sh
# recurring-ical-events gives another end than the file has to what lasts over the night in which the time changes: a weekend
# that ends on Monday at 9 ends at 8 in spring and at 10 in autumn, and each date of a series that begins there, too.
#
# Version: python3-recurring-ical-events 2.0.1-1 with python3-icalendar 4.0.3-5 (Debian 12, November 2026).
#
# What happens: it takes the time that passes between the two, which is an hour less or more than the clock shows, and adds it
# to the start by the clock, also for what happens once and has its end in the file. Of a series that begins in that night all
# dates have the hour too little; of one that began before, the date of that night is right by the clock.
#
# What was expected: the end that is in the file. RFC 5545, 3.8.2.2: DTEND is "the date and time that a calendar component
# ends"; 3.3.6 is about durations that are given as such. What the icalendar library below it reads of the same file is right.
#
#   20260327T180000 to 20260330T090000
#     2026-03-27T18:00:00+01:00 to 2026-03-30T08:00:00+01:00
#   20261023T180000 to 20261026T090000
#     2026-10-23T18:00:00+02:00 to 2026-10-26T10:00:00+02:00
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

# Python comes along: not every Debian has it, and it runs from its folder.
apt-get download python3-recurring-ical-events=2.0.1-1 python3-icalendar=4.0.3-5 python3-x-wr-timezone python3-dateutil \
  python3-six python3-tz python3.11-minimal libpython3.11-minimal libpython3.11-stdlib libexpat1 tzdata > apt.log 2>&1 ||
  { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu)
PYTHONHOME="$folder/system/usr"
PYTHONPATH="$folder/system/usr/lib/python3/dist-packages"
PYTHONDONTWRITEBYTECODE=1
PYTZ_TZDATADIR="$folder/system/usr/share/zoneinfo"
export LD_LIBRARY_PATH PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE PYTZ_TZDATADIR

cat > try.py <<'PYTHON'
import sys

import icalendar
import recurring_ical_events


def given(start, end):
    """What is given of a stay in Berlin, as the clock shows it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//stays//EN", "BEGIN:VEVENT", "UID:1@example.com",
             "DTSTAMP:20260101T000000Z", f"DTSTART;TZID=Europe/Berlin:{start}", f"DTEND;TZID=Europe/Berlin:{end}",
             "SUMMARY:Berlin", "END:VEVENT", "END:VCALENDAR", ""]
    calendar = icalendar.Calendar.from_ical("\r\n".join(lines))
    read = calendar.walk("vevent")[0]["DTEND"].dt
    (stay,) = recurring_ical_events.of(calendar).between((2026, 1, 1), (2027, 1, 1))
    first, last = stay["DTSTART"].dt, stay["DTEND"].dt
    print(f"{start} to {end}\n  {first.isoformat()} to {last.isoformat()}")
    if f"{read:%Y%m%dT%H%M%S}" != end:
        print("the file is not read: nothing was tried")
        sys.exit(2)
    return last.hour


if given("20260410T180000", "20260413T090000") != 9:
    print("also without a change of time: nothing was tried")
    sys.exit(2)
spring = given("20260327T180000", "20260330T090000")
autumn = given("20261023T180000", "20261026T090000")
sys.exit(0 if (spring, autumn) == (8, 10) else 1)
PYTHON
system/usr/bin/python3.11 try.py
code=$?
[ $code -le 2 ] || exit 2
exit $code
