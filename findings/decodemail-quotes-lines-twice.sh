#!/bin/sh
# decodemail of GNU Mailutils puts two > before a line that begins with "From " where the mbox format has one: who reads the
# result finds ">From Monday on" in the text.
#
# Version: mailutils 1:3.15-4 (Debian 12, amd64).
#
# What happens: decodemail reads messages, decodes their texts, and writes them to another mailbox. Into an mbox the line is
# written with two signs, whether it came encoded, or with one sign in an mbox. Read back by Mailutils one of them goes, and
# one stays. From a Maildir to an mbox movemail, of the same package, writes one; and into a Maildir decodemail writes the
# line as it was.
#
# What was expected: one sign, which is taken away by who reads (mbox(5) of mutt: MBOXRD has one more than there were).
#
#   the text:                                From Monday on I am away.
#   decodemail to an mbox, then a Maildir:   >From Monday on I am away.
#   movemail to an mbox, then a Maildir:     From Monday on I am away.
#   decodemail to a Maildir:                 From Monday on I am away.
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get and dpkg.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download mailutils=1:3.15-4 libmailutils9=1:3.15-4 libgsasl18=2.2.0-1+deb12u2 libidn12=1.41-1 libntlm0=1.6-4 \
  libgssglue1=0.7-1.1 libmariadb3=1:10.11.19-0+deb12u1 libpq5=15.20-0+deb12u1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/root/usr/lib/*-linux-gnu)
HOME=$folder
export LD_LIBRARY_PATH HOME

mkdir -p source/cur source/new source/tmp
cat > source/cur/1.2.example:2,S <<'MAIL'
From: Ann <ann@example.org>
To: bob@example.com
Subject: holidays
Date: Mon, 5 Jan 2026 10:00:00 +0000
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=us-ascii
Content-Transfer-Encoding: 7bit

Hello Bob,

From Monday on I am away.
MAIL

decode() { root/usr/bin/decodemail --no-config "$1" "$2" > decode.log 2>&1 || { cat decode.log; exit 2; }; }
move() { root/usr/bin/movemail.mailutils --no-config --preserve "$1" "$2" > move.log 2>&1 || { cat move.log; exit 2; }; }
line() { cat "$1"/new/* "$1"/cur/* 2> nothing | grep 'Monday'; }

decode "maildir:$folder/source" "mbox:$folder/decoded.mbox"
move "mbox:$folder/decoded.mbox" "maildir:$folder/decoded"
move "maildir:$folder/source" "mbox:$folder/moved.mbox"
move "mbox:$folder/moved.mbox" "maildir:$folder/moved"
decode "maildir:$folder/source" "maildir:$folder/straight"

show() { printf '%-40s %s\n' "$1:" "$2"; }
show 'the text' "$(line source)"
show 'decodemail to an mbox, then a Maildir' "$(line decoded)"
show 'movemail to an mbox, then a Maildir' "$(line moved)"
show 'decodemail to a Maildir' "$(line straight)"

text='From Monday on I am away.'
[ "$(line moved)" = "$text" ] && [ "$(line straight)" = "$text" ] || {
  echo 'nor is it right otherwise: nothing was tried'
  exit 2
}
[ "$(line decoded)" = ">$text" ]
