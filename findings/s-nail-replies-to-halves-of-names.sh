#!/bin/sh
# s-nail sends a reply also to the first half of a name: who answers "Schmidt, Jörg" writes to a Schmidt on the same machine
# as well.
#
# Version: s-nail 14.9.24-2 (Debian 12, amd64).
#
# What happens: names with letters beyond ASCII come as encoded words, in which a comma stands as =2C. s-nail decodes the
# field first and takes it apart at commas afterwards. What is before the comma has no sign of an address, and is taken for a
# user of the machine, whom the program that sends is given with the others. A name in ASCII, between quotation marks, is read
# well, and so are encoded words without a comma. Where the half has an umlaut itself, as Müller, s-nail refuses to send to
# it, and what was written is in dead.letter. It is the same with -S fullnames.
#
# What was expected: those who are in the message. "Decoding and display of encoded-words occurs *after* a structured field
# body is parsed into tokens" (RFC 2047, 6.2).
#
#   From: "Schmidt, John" <schmidt@example.com>                    sent to: schmidt@example.com
#   From: =?utf-8?Q?J=C3=B6rg_Schmidt?= <schmidt@example.com>      sent to: schmidt@example.com
#   From: =?utf-8?Q?Schmidt=2C_J=C3=B6rg?= <schmidt@example.com>   sent to: Schmidt schmidt@example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get, dpkg and
# OpenSSL 3.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download s-nail=14.9.24-2 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
HOME=$folder
LC_ALL=C.UTF-8
export HOME LC_ALL

# In the place of sendmail: notes whom it was given.
printf '#!/bin/sh\ncat > mail\nwhile [ "$1" != -- ]; do shift; done\nshift\necho "$*" > "%s/sent"\n' "$folder" > send
chmod +x send
printf 'reply 1\nhello\n~.\n' > commands

# Whom a reply is sent to, when it is to the person $1.
reply() {
  {
    printf 'From ann@example.org Mon Jan  5 10:00:00 2026\nFrom: %s\nTo: me@example.com\nSubject: lunch\n' "$1"
    printf 'Date: Mon, 5 Jan 2026 10:00:00 +0000\nMessage-ID: <1@example.com>\n\nat noon\n\n'
  } > mbox
  rm -f sent
  root/usr/bin/s-nail -:/ -R -# -S sendwait -S mta="$folder/send" -S from=me@example.com -S metoo=no -f mbox \
    < commands > s-nail.log 2>&1
  [ -s sent ] || { cat s-nail.log; return 2; }
  cat sent
}
quoted='"Schmidt, John" <schmidt@example.com>'
plain='=?utf-8?Q?J=C3=B6rg_Schmidt?= <schmidt@example.com>'
comma='=?utf-8?Q?Schmidt=2C_J=C3=B6rg?= <schmidt@example.com>'
result=0
for from in "$quoted" "$plain" "$comma"; do
  sent=$(reply "$from") || { echo "$sent"; echo 'no reply: nothing was tried'; exit 2; }
  printf 'From: %-56s sent to: %s\n' "$from" "$sent"
  case $from in
    "$comma") [ "$sent" = 'Schmidt schmidt@example.com' ] || result=1 ;;
    *) [ "$sent" = 'schmidt@example.com' ] || { echo 'nor is it right otherwise: nothing was tried'; exit 2; } ;;
  esac
done
exit "$result"
