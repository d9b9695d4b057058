#!/bin/sh
# mhical of nmh answers an invitation without the answer, where the invitation does not say that it awaits one: the reply to
# accept it is the same as the one to decline it, but for the subject.
#
# Version: nmh 1.8~RC2-2 (Debian 12, amd64).
#
# What happens: mhical -reply writes PARTSTAT in the place of the one that the invitation has for the attendee. An invitation
# may be without: what is not there means NEEDS-ACTION. The reply is without one then, which says that the answer is still to
# come, so that whoever invited sees nobody who comes; the summary alone has "Accepted:" before it. The exit code is 0.
#
# What was expected: PARTSTAT=ACCEPTED or DECLINED in both. "If not specified ... the default value is NEEDS-ACTION" (RFC
# 5545, 3.2.12), and a reply is there to give the status (RFC 5546, 3.2.3). The manual has -reply accept, decline and
# tentative.
#
#   invited with PARTSTAT=NEEDS-ACTION, accepts:  ATTENDEE;CN=Bob;PARTSTAT=ACCEPTED:mailto:bob@example.com
#   invited with PARTSTAT=NEEDS-ACTION, declines: ATTENDEE;CN=Bob;PARTSTAT=DECLINED:mailto:bob@example.com
#   invited without, accepts:                     ATTENDEE;CN=Bob:mailto:bob@example.com
#   invited without, declines:                    ATTENDEE;CN=Bob:mailto:bob@example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get and dpkg.
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
printf 'Path: %s/Mail\nAlternate-Mailboxes: bob@example.com\n' "$folder" > .mh_profile

# The attendee of a reply $2 to an invitation with the parameters $1.
reply() {
  sed -e "s/PARAMETERS/$1/" -e "s/\$/$(printf '\r')/" > invitation.ics <<'ICS'
BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:1@example.com
DTSTAMP:20260102T100000Z
DTSTART:20260706T100000Z
DTEND:20260706T110000Z
ORGANIZER;CN=Ann:mailto:ann@example.com
ATTENDEE;CN=Bob;PARAMETERS:mailto:bob@example.com
SUMMARY:lunch
END:VEVENT
END:VCALENDAR
ICS
  root/usr/bin/mh/mhical -reply "$2" -infile invitation.ics -outfile reply.ics || return 2
  tr -d '\r' < reply.ics | grep '^ATTENDEE'
}
withAccepted=$(reply 'PARTSTAT=NEEDS-ACTION;RSVP=TRUE' accept) || exit 2
withDeclined=$(reply 'PARTSTAT=NEEDS-ACTION;RSVP=TRUE' decline) || exit 2
accepted=$(reply 'RSVP=TRUE' accept) || exit 2
declined=$(reply 'RSVP=TRUE' decline) || exit 2
echo "invited with PARTSTAT=NEEDS-ACTION, accepts:  $withAccepted"
echo "invited with PARTSTAT=NEEDS-ACTION, declines: $withDeclined"
echo "invited without, accepts:                     $accepted"
echo "invited without, declines:                    $declined"

case $withAccepted in *PARTSTAT=ACCEPTED*) ;; *) echo 'nor is there an answer otherwise: nothing was tried'; exit 2 ;; esac
[ "$accepted" = 'ATTENDEE;CN=Bob:mailto:bob@example.com' ] && [ "$declined" = "$accepted" ]
