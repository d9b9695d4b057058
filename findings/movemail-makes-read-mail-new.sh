#!/bin/sh
# movemail of mailutils, which moves messages from one mailbox to another, makes what was read, answered and flagged new again
# when either of them is an mbox file; also from mbox to mbox.
#
# Version: mailutils 1:3.15-4 (Debian 12).
#
# What happens: an mbox file has the state of a message in its fields Status and X-Status. movemail takes Status out of each
# message and writes none; from a Maildir, which has the state in its file names, nothing is written either. So all mail in an
# mbox that was written is unread. In the other direction "read" is kept, but "answered" and "flagged" are in X-Status and stay
# there, where no reader of a Maildir looks. From Maildir to Maildir all is kept. The source is emptied, as it should be, so
# that the state is lost for good.
#
# What was expected: that the messages are moved as they are. The manual of mailutils has that movemail "moves messages across
# mailboxes", of any of the types that the library knows; mail and frm, of the same package, read and write Status.
#
#   from a Maildir (read, answered, flagged) to an mbox: no Status, no X-Status
#   from an mbox (Status: RO, X-Status: AF) to an mbox: no Status, X-Status: AF
#   from an mbox (Status: RO, X-Status: AF) to a Maildir: S
#   from a Maildir (read, answered, flagged) to a Maildir: FRS
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

# What it is linked with, and a small Debian has not.
apt-get download mailutils=1:3.15-4 libmailutils9=1:3.15-4 libgsasl18 libidn12 libntlm0 libgssglue1 libgnutls30 libldap-2.5-0 \
  libmariadb3 libpq5 libsasl2-2 libunistring2 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu)
export LD_LIBRARY_PATH

printf 'From: ann@example.com\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nSubject: Lunch\n\nAt noon?\n' > message
for name in one two; do
  mkdir -p $name/cur $name/new $name/tmp
  cp message $name/cur/1767607200.ann:2,FRS
done
{
  echo 'From ann@example.com Mon Jan  5 10:00:00 2026'
  sed '3a Status: RO\nX-Status: AF' message
  echo
} > mail.mbox

# The copy of $1 in $2: the fields of an mbox, or the flags of a Maildir.
move() {
  system/usr/bin/movemail.mailutils --no-config --preserve "$1" "$2" > movemail.log 2>&1 || { cat movemail.log; exit 2; }
  file=${2#*:}
  if [ -d "$file" ]; then
    state=$(ls "$file/cur" | sed 's/.*:2,//')
  else
    grep -q '^Subject: Lunch' "$file" || { echo 'nothing was moved, and nothing tried'; exit 2; }
    state="$(grep '^Status:' "$file" || echo no Status), $(grep '^X-Status:' "$file" || echo no X-Status)"
  fi
}

move "maildir:$folder/one" "mbox:$folder/first.mbox"
first=$state
echo "from a Maildir (read, answered, flagged) to an mbox: $first"
move "mbox:$folder/mail.mbox" "mbox:$folder/second.mbox"
second=$state
echo "from an mbox (Status: RO, X-Status: AF) to an mbox: $second"
move "mbox:$folder/mail.mbox" "maildir:$folder/third"
third=$state
echo "from an mbox (Status: RO, X-Status: AF) to a Maildir: $third"
move "maildir:$folder/two" "maildir:$folder/fourth"
echo "from a Maildir (read, answered, flagged) to a Maildir: $state"

[ "$state" = FRS ] || { echo 'the state is not kept among Maildirs either: nothing was tried'; exit 2; }
[ "$first" = 'no Status, no X-Status' ] && [ "$second" = 'no Status, X-Status: AF' ] && [ "$third" = S ]
