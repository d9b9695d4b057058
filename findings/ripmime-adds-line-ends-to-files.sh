#!/bin/sh
# ripmime adds a line end to each attachment that is not in base64: a patch, a table or a signed text is another file than was
# sent.
#
# Version: ripmime 1.4.0.10.debian.1-3+b1 (Debian 12, amd64). Compared with munpack, mpack 1.6-18+b1.
#
# What happens: the line end before a boundary belongs to the boundary. ripmime writes it to the file, after what is 7bit or
# 8bit, and also after quoted-printable, which could have said whether there is one. The exit code is 0, and no option is
# about it. A checksum or a signature of the file is wrong then, and a binary file in quoted-printable has a byte too many.
#
# What was expected: the bytes that were sent. "The CRLF preceding the boundary delimiter line is conceptually attached to the
# boundary so that it is possible to have a part that does not end with a CRLF" (RFC 2046, 5.1.1).
#
#   7bit              sent: 1;2    ripmime: 1;2\n     munpack: 1;2
#   quoted-printable  sent: 1;2    ripmime: 1;2\n     munpack: 1;2
#   base64            sent: 1;2    ripmime: 1;2       munpack: 1;2
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get and dpkg.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download ripmime=1.4.0.10.debian.1-3+b1 mpack=1.6-18+b1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done

{
  printf 'From: Ann <ann@example.org>\nTo: bob@example.com\nSubject: files\nMIME-Version: 1.0\n'
  printf 'Content-Type: multipart/mixed; boundary="limit"\n\n'
  for encoding in 7bit quoted-printable base64; do
    [ "$encoding" = base64 ] && data='MTsy' || data='1;2'
    printf -- '--limit\nContent-Type: text/csv\nContent-Disposition: attachment; filename="%s.csv"\n' "$encoding"
    printf 'Content-Transfer-Encoding: %s\n\n%s\n' "$encoding" "$data"
  done
  printf -- '--limit--\n'
} > message

mkdir ripmime munpack
root/usr/bin/ripmime -i message -d ripmime > ripmime.log 2>&1 || { cat ripmime.log; exit 2; }
(cd munpack && ../root/usr/bin/munpack -q ../message > ../munpack.log 2>&1) || { cat munpack.log; exit 2; }

# What is in a file, with its line ends visible.
bytes() { od -An -c "$1/$2.csv" | tr -d ' \n'; }
result=0
for encoding in 7bit quoted-printable base64; do
  mine=$(bytes ripmime "$encoding")
  other=$(bytes munpack "$encoding")
  printf '%-17s sent: 1;2    ripmime: %-6s    munpack: %s\n' "$encoding" "$mine" "$other"
  [ "$other" = '1;2' ] || { echo 'nor is munpack right: nothing was tried'; exit 2; }
  [ "$encoding" = base64 ] && expected='1;2' || expected='1;2\n'
  [ "$mine" = "$expected" ] || result=1
done
exit "$result"
