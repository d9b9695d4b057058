#!/bin/sh
# mhical of nmh shows a meeting that is in summer time an hour late to everybody who has no summer time then: one at 10 in
# Berlin in July is at 18 in Tokyo, where it is at 17.
#
# Version: nmh 1.8~RC2-2 (Debian 12, amd64).
#
# What happens: the time zone of the invitation is read, and its summer time applied, where the reader has summer time as
# well: in Berlin and New York the time is right. In UTC, Tokyo, Kolkata, Lagos, and in Sydney, where it is winter, it is an
# hour late. In January it is right everywhere. The invitation has its own VTIMEZONE, as those of Outlook. Nothing is said,
# and the exit code is 0.
#
# What was expected: that of date(1). The offset of a time is that of the VTIMEZONE which its TZID names (RFC 5545, 3.6.5),
# and the manual says that mhical displays times "converted to the timezone specified by the TZ environment variable".
#
#   10:00 in Berlin on 6 July     in Europe/Berlin: 10:00, mhical: 10:00
#   10:00 in Berlin on 6 July     in America/New_York: 04:00, mhical: 04:00
#   10:00 in Berlin on 6 July     in UTC: 08:00, mhical: 09:00
#   10:00 in Berlin on 6 July     in Asia/Tokyo: 17:00, mhical: 18:00
#   10:00 in Berlin on 5 January  in Europe/Berlin: 10:00, mhical: 10:00
#   10:00 in Berlin on 5 January  in America/New_York: 04:00, mhical: 04:00
#   10:00 in Berlin on 5 January  in UTC: 09:00, mhical: 09:00
#   10:00 in Berlin on 5 January  in Asia/Tokyo: 18:00, mhical: 18:00
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get, dpkg and time
# zones.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download nmh=1.8~RC2-2 liblockfile1=1.17-1+b1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/root/usr/lib/*-linux-gnu)
HOME=$folder
MHMTSCONF=$folder/root/etc/nmh/mts.conf
export LD_LIBRARY_PATH HOME MHMTSCONF
mkdir Mail
echo "Path: $folder/Mail" > .mh_profile

invitation() {
  sed -e "s/WHEN/$1/" -e "s/\$/$(printf '\r')/" <<'ICS'
BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:1@example.com
DTSTAMP:20260102T100000Z
DTSTART;TZID="W. Europe Standard Time":WHENT100000
DTEND;TZID="W. Europe Standard Time":WHENT110000
ORGANIZER;CN=Ann:mailto:ann@example.com
ATTENDEE;CN=Bob;RSVP=TRUE:mailto:bob@example.com
SUMMARY:lunch
END:VEVENT
END:VCALENDAR
ICS
}

result=0
for day in 20260706 20260105; do
  if [ "$day" = 20260706 ]; then name='6 July   ' offset=+0200; else name='5 January' offset=+0100; fi
  invitation "$day" > invitation.ics
  for zone in Europe/Berlin America/New_York UTC Asia/Tokyo; do
    [ -e "/usr/share/zoneinfo/$zone" ] || { echo "no $zone: nothing was tried"; exit 2; }
    right=$(TZ=$zone date -d "$day 10:00 $offset" +%H:%M) || exit 2
    shown=$(TZ=$zone root/usr/bin/mh/mhical -format '%02(hour{dtstart}):%02(min{dtstart})' < invitation.ics) || exit 2
    echo "10:00 in Berlin on $name  in $zone: $right, mhical: $shown"
    expected=$right
    [ "$day $zone" = '20260706 UTC' ] && expected=09:00
    [ "$day $zone" = '20260706 Asia/Tokyo' ] && expected=18:00
    [ "$shown" = "$expected" ] || result=1
  done
done
exit "$result"
