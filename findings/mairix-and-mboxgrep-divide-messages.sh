#!/bin/sh
# mairix and mboxgrep write messages of a Maildir to an mbox as they are: a line "From Monday on I am away" begins another
# message, and the text is without its rest.
#
# Version: mairix 0.24-2 and mboxgrep 0.7.9-6 (Debian 12, amd64). Compared with mexport of mblaze 1.1-1.
#
# What happens: with mformat=mbox mairix puts what it has found into an mbox, and mboxgrep prints messages of a Maildir as
# one. Neither puts a > before a line of a text that begins with "From ". mboxgrep, which can read what another mboxgrep
# prints, as its manual says, and other readers that look for "From " alone take the line for the beginning of a message. It
# is the same for readers that look for a date as well, where a text quotes such a line as a whole. Nothing is said, and the
# exit code is 0.
#
# What was expected: ">From Monday on I am away", as mexport writes it. "In order to avoid misinterpretation of lines in
# message bodies which begin with the four characters "From", followed by a space character, the mail delivery agent must
# quote any occurrence" (mbox(5) of mutt).
#
#   in the Maildir:          1 message: Hello Bob,|From Monday on I am away.|Ann|
#   mairix, by mboxgrep:     2 messages, the first one: Hello Bob,|
#   mboxgrep, by mboxgrep:   1 message: Hello Bob,|
#   mexport, by mboxgrep:    1 message: Hello Bob,|>From Monday on I am away.|Ann|
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get and dpkg.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download mairix=0.24-2 mboxgrep=0.7.9-6 libpcre3=2:8.39-15 mblaze=1.1-1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/root/usr/lib/*-linux-gnu):$(echo "$folder"/root/lib/*-linux-gnu)
HOME=$folder
export LD_LIBRARY_PATH HOME

mkdir -p Maildir/cur Maildir/new Maildir/tmp .mblaze
cat > Maildir/cur/1.2.example:2,S <<'MAIL'
From: Ann <ann@example.org>
To: bob@example.com
Subject: holidays
Date: Mon, 5 Jan 2026 10:00:00 +0000
Message-ID: <1@example.org>

Hello Bob,

From Monday on I am away.
Ann
MAIL

printf 'base=%s\nmaildir=Maildir\nmfolder=mairix.mbox\nmformat=mbox\ndatabase=%s/mairix.db\n' "$folder" "$folder" > rc
{ root/usr/bin/mairix -f rc && root/usr/bin/mairix -f rc s:holidays; } > mairix.log 2>&1 || { cat mairix.log; exit 2; }
root/usr/bin/mboxgrep -m maildir -H holidays Maildir > mboxgrep.mbox || exit 2
root/usr/bin/mlist Maildir | root/usr/bin/mexport > mexport.mbox || exit 2

text() { sed -e '1,/^$/d' -e '/^$/d' | tr '\n' '|'; }
# The messages of an mbox, and the text of the one with the subject.
show() {
  count=$(root/usr/bin/mboxgrep -c . "$1.mbox") || exit 2
  text=$(root/usr/bin/mboxgrep -H holidays "$1.mbox" | text)
  if [ "$count" = 1 ]; then number='1 message'; else number="$count messages, the first one"; fi
  printf '%-24s %s: %s\n' "$1, by mboxgrep:" "$number" "$text"
}
printf '%-24s 1 message: %s\n' 'in the Maildir:' "$(text < Maildir/cur/1.2.example:2,S)"
show mairix
mairix="$count $text"
show mboxgrep
mboxgrep="$count $text"
show mexport

[ "$count $text" = '1 Hello Bob,|>From Monday on I am away.|Ann|' ] || {
  echo 'nor is mexport right: nothing was tried'
  exit 2
}
[ "$mairix" = '2 Hello Bob,|' ] && [ "$mboxgrep" = '1 Hello Bob,|' ]
