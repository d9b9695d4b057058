#!/bin/sh
# python3-vobject keeps the first time zone that it has read under a name for all calendars that come after it: a meeting of New
# York is read as one of Berlin, since both call their zone "Office".
#
# Version: python3-vobject 0.9.6.1-2 (Debian 12, November 2026).
#
# What happens: the zones of all files are put into one table of the process, by their names; a name that is there already is
# not read again. The date of the second meeting gets the offset of the first file, and comparisons, searches and what is shown
# go by it. It depends on which file is read first, so one and the same file gives other times in a program that reads a folder
# than alone. Only when it is written again as it was is it right again, by the zone that is in the file. Nothing is said.
#
# What was expected: the zone of the file. RFC 5545, 3.8.3.1: a TZID is for "the scope of an iCalendar object"; two objects may
# have one name for two zones, unless it begins with a solidus. Outlook writes names such as "Customized Time Zone" into
# invitations. The README says nothing of it. registerTzid() of vobject.icalendar, by which one can put the right zone there
# before each file, is for whoever knows.
#
#   New York's meeting at 9 o'clock, read alone:    2026-03-02T09:00:00-05:00
#   read after one of Berlin:                       2026-03-02T09:00:00+01:00
#   in universal time:                              2026-03-02T08:00:00+00:00, not 14:00
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and python3; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download python3-vobject=0.9.6.1-2 python3-dateutil python3-six > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done

cat > try.py <<'PY'
import sys
from datetime import timezone

import vobject


def calendar(offset):
    """A meeting at 9 o'clock in a zone called Office, with the offset given."""
    lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//meetings//EN', 'BEGIN:VTIMEZONE', 'TZID:Office',
             'BEGIN:STANDARD', 'DTSTART:19700101T000000', f'TZOFFSETFROM:{offset}', f'TZOFFSETTO:{offset}', 'END:STANDARD',
             'END:VTIMEZONE', 'BEGIN:VEVENT', f'UID:{offset}@example.com', 'DTSTAMP:20260301T000000Z',
             'DTSTART;TZID=Office:20260302T090000', 'SUMMARY:meeting', 'END:VEVENT', 'END:VCALENDAR', '']
    return vobject.readOne('\r\n'.join(lines))


if sys.argv[1] == 'after':
    calendar('+0100')
meeting = calendar('-0500')
print(meeting.vevent.dtstart.value.isoformat())
print(meeting.vevent.dtstart.value.astimezone(timezone.utc).isoformat())
PY
export PYTHONPATH=root/usr/lib/python3/dist-packages
/usr/bin/python3 try.py alone > alone && /usr/bin/python3 try.py after > after || exit 2
echo "New York's meeting at 9 o'clock, read alone:    $(sed -n 1p alone)"
echo "read after one of Berlin:                       $(sed -n 1p after)"
echo "in universal time:                              $(sed -n 2p after), not $(sed -n '2s/.*T\(..:..\).*/\1/p' alone)"
if [ "$(cat alone)" != "2026-03-02T09:00:00-05:00
2026-03-02T14:00:00+00:00" ]; then
  echo 'not even one calendar is read right: nothing was tried'
  exit 2
fi
[ "$(cat after)" = "2026-03-02T09:00:00+01:00
2026-03-02T08:00:00+00:00" ] || exit 1
