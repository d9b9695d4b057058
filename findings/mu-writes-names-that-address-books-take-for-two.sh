#!/bin/sh
# mu writes its contacts for mutt so that a name with a comma is two recipients: mail to the alias of "Smith, Bob" is sent to
# a Smith as well. In its CSV a quotation mark in a name ends the field.
#
# Version: maildir-utils 1.8.14-1 (Debian 12, amd64), whose aliases are read by mutt 2.2.12-0.1~deb12u2.
#
# What happens: mu cfind --format=mutt-alias writes names without quotation marks. mutt takes an alias for a list of
# addresses, as its manual says, and what is before the comma for somebody on the same machine. --format=csv puts a backslash
# before a quotation mark of a name, where CSV doubles it: who reads the file finds the field at an end there.
#
# What was expected: a name with a comma between quotation marks, with which mutt sends to one (RFC 5322, 3.4). The manual of
# mu cfind says of CSV: "any double-quote is replaced by a double-double quote", as in RFC 4180, 2.
#
#   "Smith, Bob" <bob@example.com>
#   mu writes:   alias SmithB Smith, Bob <bob@example.com>
#   mutt sends:  Smith bob@example.com
#   "Ed \"Ned\" Lee" <ed@example.com>
#   mu writes:   "Ed \"Ned\" Lee","ed@example.com"
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get, dpkg and GLib.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download maildir-utils=1.8.14-1 libgmime-3.0-0=3.2.13+dfsg-2 libxapian30=1.4.22-1 guile-3.0-libs=3.0.8-2 \
  libgc1=1:8.2.2-3 mutt=2.2.12-0.1~deb12u2 libgsasl18=2.2.0-1+deb12u2 libtokyocabinet9=1.4.48-15 libidn12=1.41-1 \
  libntlm0=1.6-4 libgssglue1=0.7-1.1 libgpgme11=1.18.0-3+deb12u1 libassuan0=2.5.5-5 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/root/usr/lib/*-linux-gnu)
HOME=$folder
LC_ALL=C.UTF-8
export LD_LIBRARY_PATH HOME LC_ALL

mkdir -p Maildir/cur Maildir/new Maildir/tmp
cat > Maildir/cur/1.2.example:2,S <<'MAIL'
From: "Smith, Bob" <bob@example.com>
To: "Ed \"Ned\" Lee" <ed@example.com>
Subject: lunch
Date: Mon, 5 Jan 2026 10:00:00 +0000
Message-ID: <1@example.com>

at noon
MAIL
{ root/usr/bin/mu init --muhome="$folder/mu" --maildir="$folder/Maildir" && root/usr/bin/mu index --muhome="$folder/mu"; } \
  > mu.log 2>&1 || { cat mu.log; exit 2; }
contacts() { root/usr/bin/mu cfind --muhome="$folder/mu" --format="$1" "$2"; }

contacts mutt-alias bob@example.com > alias || exit 2
csv=$(contacts csv ed@example.com) || exit 2

# Whom mutt gives the program that sends: for the alias $2 in the file $1.
printf '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift\necho "$*" > "%s/sent"\n' "$folder" > send
chmod +x send
send() {
  printf 'set sendmail="%s/send" sendmail_wait=0 copy=no use_domain=no from=me@example.com\nsource "%s"\n' "$folder" "$1" > rc
  rm -f sent
  echo hello | TERM=dumb root/usr/bin/mutt -nF rc -s hello "$2" > mutt.log 2>&1 || { cat mutt.log; exit 2; }
  cat sent
}
name=$(sed -n 's/^alias \([^ ]*\) .*/\1/p' alias)
echo '"Smith, Bob" <bob@example.com>'
echo "mu writes:   $(cat alias)"
sent=$(send alias "$name") || exit 2
echo "mutt sends:  $sent"
echo '"Ed \"Ned\" Lee" <ed@example.com>'
echo "mu writes:   $csv"

echo 'alias quoted "Smith, Bob" <bob@example.com>' > quoted
[ "$(send quoted quoted)" = 'bob@example.com' ] || { echo 'mutt reads no quotation marks: nothing was tried'; exit 2; }
[ "$sent" = 'Smith bob@example.com' ] && [ "$csv" = '"Ed \"Ned\" Lee","ed@example.com"' ]
