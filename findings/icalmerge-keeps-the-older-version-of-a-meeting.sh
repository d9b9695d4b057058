#!/bin/sh
# icalmerge keeps the version of a meeting that it meets first, though the other one has the higher number and the later date: a
# meeting that was moved is at its old time again. What is in both files as a moved date of a series it keeps twice.
#
# Version: ical2html 3.0-1, which has icalmerge (Debian 12, November 2026).
#
# What happens: of two versions of a meeting the later is told by LAST-MODIFIED alone. Where they have none (it is optional) the
# first file wins, whatever SEQUENCE and DTSTAMP say. An event with a RECURRENCE-ID is never compared: when it is in both files
# it is in the result twice, and each further merge adds one. Nothing is said, and the exit code is 0.
#
# What was expected: the newer version, once. The manual page: "merge icalendar files, keeping only the most recent version of
# each event". RFC 5546, 2.1.5: of two with one UID the higher SEQUENCE is the later, and where it is the same the later
# DTSTAMP; with a RECURRENCE-ID both it and the UID say which event it is (RFC 5545, 3.8.4.4). There is no option. To name the
# newer file first helps, if all of it is newer.
#
#   old file first:              SEQUENCE:0 DTSTAMP:20260301T000000Z DTSTART:20260310T090000Z
#   new file first:              SEQUENCE:1 DTSTAMP:20260302T000000Z DTSTART:20260311T140000Z
#   with LAST-MODIFIED in both:  SEQUENCE:1 DTSTAMP:20260302T000000Z DTSTART:20260311T140000Z
#   one moved date, merged with the same file: 2 of it
#   merged once more:                          3 of it
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12 and its package
# lists (apt-get update); installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download ical2html=3.0-1 libical3 libicu72 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$(echo root/usr/lib/*-linux-gnu | tr ' ' ':')
export LD_LIBRARY_PATH LC_ALL=C.UTF-8

# A calendar of the lines given.
calendar() {
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//meetings//EN "$@" END:VCALENDAR
}
# A meeting: its number, the day of March when it was written, its beginning, and further lines.
meeting() {
  number=$1 day=$2 start=$3
  shift 3
  calendar BEGIN:VEVENT UID:1@example.com "SEQUENCE:$number" "DTSTAMP:202603${day}T000000Z" "DTSTART:$start" "$@" \
    SUMMARY:meeting END:VEVENT
}
# What icalmerge makes of the files given.
merged() {
  rm -f merged.ics
  root/usr/bin/icalmerge "$@" merged.ics || exit 2
  tr -d '\r' < merged.ics
}
version() {
  merged "$@" | grep -E '^(SEQUENCE|DTSTAMP|DTSTART)' | tr '\n' ' ' | sed 's/ $//'
}

meeting 0 01 20260310T090000Z > old.ics
meeting 1 02 20260311T140000Z > new.ics
meeting 0 01 20260310T090000Z LAST-MODIFIED:20260301T000000Z > old-modified.ics
meeting 1 02 20260311T140000Z LAST-MODIFIED:20260302T000000Z > new-modified.ics
OLD='SEQUENCE:0 DTSTAMP:20260301T000000Z DTSTART:20260310T090000Z'
NEW='SEQUENCE:1 DTSTAMP:20260302T000000Z DTSTART:20260311T140000Z'
old_first=$(version old.ics new.ics)
new_first=$(version new.ics old.ics)
modified=$(version old-modified.ics new-modified.ics)
echo "old file first:              $old_first"
echo "new file first:              $new_first"
echo "with LAST-MODIFIED in both:  $modified"

calendar BEGIN:VEVENT UID:2@example.com DTSTAMP:20260301T000000Z DTSTART:20260310T090000Z 'RRULE:FREQ=DAILY;COUNT=3' \
  END:VEVENT BEGIN:VEVENT UID:2@example.com DTSTAMP:20260301T000000Z RECURRENCE-ID:20260311T090000Z DTSTART:20260311T140000Z \
  END:VEVENT > series.ics
merged series.ics series.ics > twice.ics
merged twice.ics series.ics > thrice.ics
twice=$(grep -c '^RECURRENCE-ID' twice.ics)
thrice=$(grep -c '^RECURRENCE-ID' thrice.ics)
echo "one moved date, merged with the same file: $twice of it"
echo "merged once more:                          $thrice of it"

if [ "$modified" != "$NEW" ]; then
  echo 'not even meetings with LAST-MODIFIED are merged: nothing was tried'
  exit 2
fi
[ "$old_first" = "$OLD" ] && [ "$new_first" = "$NEW" ] && [ "$twice" = 2 ] && [ "$thrice" = 3 ] || exit 1
