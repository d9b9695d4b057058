#!/bin/sh
# calcurse puts one more meeting at the end of a counted series for each one that was cancelled: in the calendar are meetings to
# which nobody else goes.
#
# Version: calcurse 4.7.1-1 (Debian 12, November 2026).
#
# What happens: a series that has a number of dates (COUNT) becomes one with a last day when a calendar is imported. For the
# last day calcurse counts dates until there are as many as the rule says, without those that are cancelled (EXDATE). What is
# exported has the later last day as UNTIL, and goes on to other programs with it. Nothing is said; the import reports no item
# as skipped.
#
# What was expected: the end that the rule has. RFC 5545, 3.8.5.1: the dates are "generated" by the rule first, "and then
# excluding" those of EXDATE; and 3.3.10: DTSTART "counts as the first occurrence". The manual has RRULE and EXDATE among what
# is handled. An UNTIL in the place of the COUNT is read right. python3-dateutil 2.8.2-2 was asked for the dates of the same
# file.
#
#   four Tuesdays from 10 March, the second of them cancelled
#   dateutil: 2026-03-10 2026-03-24 2026-03-31
#   calcurse: 2026-03-10 2026-03-24 2026-03-31 2026-04-07
#   exported: RRULE:FREQ=WEEKLY;UNTIL=20260407T090000
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and python3; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

PROGRAMS='calcurse=4.7.1-1 python3-dateutil=2.8.2-2'
apt-get download $PROGRAMS libncursesw6 python3-six > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$(echo root/usr/lib/*-linux-gnu | tr ' ' ':'):$(echo root/lib/*-linux-gnu | tr ' ' ':')
PYTHONPATH=root/usr/lib/python3/dist-packages
export LD_LIBRARY_PATH PYTHONPATH HOME="$folder" TZ=UTC LC_ALL=C.UTF-8

cat > series.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//meetings//EN
BEGIN:VEVENT
UID:1@example.com
DTSTAMP:20260301T000000Z
DTSTART:20260310T090000Z
DTEND:20260310T100000Z
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE:20260317T090000Z
SUMMARY:course
END:VEVENT
END:VCALENDAR
ICS

expected=$(/usr/bin/python3 -c '
from dateutil.rrule import rrulestr

lines = [line.strip() for line in open("series.ics")]
rule = "\n".join(line for line in lines if line.startswith(("DTSTART", "RRULE", "EXDATE")))
print(*(date.strftime("%Y-%m-%d") for date in rrulestr(rule)))') || exit 2

# The dates of the data in the folder $1.
dates() {
  root/usr/bin/calcurse -q -D "$1" -C "$1" -Q --from 03/01/2026 --days 60 --output-datefmt %Y-%m-%d |
    sed -n 's/^\(20[0-9-]*\):$/\1/p' | tr '\n' ' ' | sed 's/ $//'
}
# Takes the calendar $1 into the new folder $2.
import() {
  mkdir "$2"
  root/usr/bin/calcurse -q -D "$2" -C "$2" -i "$1" > import.log 2>&1 || { cat import.log; exit 2; }
}

sed 's/COUNT=4/UNTIL=20260331T090000Z/' series.ics > until.ics
import until.ics until
import series.ics counted
if [ "$(dates until)" != "$expected" ]; then
  echo "not even the series with a last day is read ($(dates until)): nothing was tried"
  exit 2
fi
found=$(dates counted)
rule=$(root/usr/bin/calcurse -q -D counted -C counted -xical | grep '^RRULE' | tr -d '\r')
echo 'four Tuesdays from 10 March, the second of them cancelled'
echo "dateutil: $expected"
echo "calcurse: $found"
echo "exported: $rule"
[ "$found" = '2026-03-10 2026-03-24 2026-03-31 2026-04-07' ] || exit 1
