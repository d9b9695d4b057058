#!/bin/sh
# khal, by python3-icalendar, writes other texts into its folder than those of the calendar that it takes in: a backslash before
# an n is half of a line break, a category with a comma is two categories, and two resources are one.
#
# Versions: khal 1:0.10.5-1.1 and python3-icalendar 4.0.3-5 (Debian 12, November 2026).
#
# What happens: python3-icalendar looks for `\n` in a text before it looks for pairs of backslashes, so that it finds one in the
# middle of `C:\\new`; and it writes the line break with the backslash that is left as `C:\new`. Categories are taken apart
# after their backslashes are gone, and lists that it does not know are written as one text. khal keeps its calendars so, and
# vdirsyncer takes them from the folder to the server. Nothing is said.
#
# What was expected: the event as it came. RFC 5545, 3.3.11: "\\ encodes \", and a comma in a text has a backslash, by which it
# is told from those between the values of CATEGORIES (3.8.1.2) and RESOURCES (3.8.1.10). The manual page: khal "tries to follow
# standards and RFCs (most importantly RFC 5545)"; of changes by import it says nothing. There is no option.
#
#   taken in: DESCRIPTION:save in C:\\new        kept: DESCRIPTION:save in C:\new
#   taken in: CATEGORIES:Smith\, Ann,work        kept: CATEGORIES:Smith, Ann,work
#   taken in: RESOURCES:projector,car            kept: RESOURCES:projector\,car
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and python3; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

PROGRAMS='khal=1:0.10.5-1.1 python3-icalendar=4.0.3-5'
LIBRARIES='python3-atomicwrites python3-click python3-click-log python3-configobj python3-dateutil python3-pkg-resources
  python3-pytz-deprecation-shim python3-six python3-tz python3-tzlocal python3-urwid python3-xdg'
apt-get download $PROGRAMS $LIBRARIES > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
export PYTHONPATH=root/usr/lib/python3/dist-packages HOME="$folder" TZ=UTC LC_ALL=C.UTF-8

cat > event.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//meetings//EN
BEGIN:VEVENT
UID:1@example.com
DTSTAMP:20260301T000000Z
DTSTART:20260310T090000Z
DTEND:20260310T100000Z
SUMMARY:plan\, and more
DESCRIPTION:save in C:\\new
CATEGORIES:Smith\, Ann,work
RESOURCES:projector,car
END:VEVENT
END:VCALENDAR
ICS
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
/usr/bin/python3 root/usr/bin/khal -c khal.conf import --batch -a meetings event.ics > khal.log 2>&1 ||
  { cat khal.log; exit 2; }
cat calendar/*.ics 2> none.log | tr -d '\r' > kept.ics

kept() {
  grep "^$1:" kept.ics
}
for property in DESCRIPTION CATEGORIES RESOURCES; do
  printf 'taken in: %-34s kept: %s\n' "$(grep "^$property:" event.ics)" "$(kept "$property")"
done
if [ "$(kept SUMMARY)" != 'SUMMARY:plan\, and more' ]; then
  echo 'not even the title is kept: nothing was tried'
  exit 2
fi
[ "$(kept DESCRIPTION)" = 'DESCRIPTION:save in C:\new' ] && [ "$(kept RESOURCES)" = 'RESOURCES:projector\,car' ] || exit 1
[ "$(kept CATEGORIES)" = 'CATEGORIES:Smith, Ann,work' ] || exit 1
