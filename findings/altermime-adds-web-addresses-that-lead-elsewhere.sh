#!/bin/sh
# altermime puts a disclaimer as it is into a message that is quoted-printable and has one part: an equals sign and the two
# characters after it become one, so that a link of the disclaimer leads elsewhere.
#
# Version: altermime 0.3.10-12 (Debian 12).
#
# What happens: a message in quoted-printable that has parts gets the disclaimer encoded, =3D for an equals sign. One that is
# a single text, as most people write, gets it raw: a reader decodes =12 of an address to a control character, and =ab to a
# byte that is no letter. Umlauts of a disclaimer are put there raw too. altermime ends with 0, and adds no header field.
#
# What was expected: the encoded disclaimer in both: in quoted-printable an equals sign is =3D (RFC 2045, 6.7), and the
# changes of altermime have, of March 2006: "Added Quoted-printable encoding to disclaimers if required by the
# transfer-encoding header".
#
#   with parts:  https://example.com/?id=12&to=ab is read as https://example.com/?id=12&to=ab
#   single text: https://example.com/?id=12&to=ab is read as https://example.com/?id\x12&to\xab
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get, dpkg and Perl.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download altermime=0.3.10-12 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done

link='https://example.com/?id=12&to=ab'
printf '\n-- \nunsubscribe: %s\n' "$link" > disclaimer

fields='From: Ann <ann@example.org>
To: bob@example.com
Subject: hello
MIME-Version: 1.0'
text='Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

see you, Andr=C3=A9
'
printf '%s\n%s\n' "$fields" "$text" > single
cat > parts <<MAIL
$fields
Content-Type: multipart/mixed; boundary="limit"

--limit
$text
--limit
Content-Type: application/octet-stream
Content-Disposition: attachment; filename="file.bin"
Content-Transfer-Encoding: base64

ZmlsZQ==
--limit--
MAIL

# The link as it is after quoted-printable, by the module that comes with Perl.
link_of() {
  root/usr/bin/altermime --input="$1" --disclaimer=disclaimer || return 2
  perl -MMIME::QuotedPrint -0777 -ne '
    my ($link) = decode_qp($_) =~ /unsubscribe: (\S+)/ or exit 2;
    $link =~ s/([^ -~])/sprintf "\\x%02x", ord $1/ge;
    print $link;
  ' "$1"
}
parts=$(link_of parts) || { echo 'no disclaimer: nothing was tried'; exit 2; }
single=$(link_of single) || { echo 'no disclaimer: nothing was tried'; exit 2; }
echo "with parts:  $link is read as $parts"
echo "single text: $link is read as $single"

[ "$parts" = "$link" ] || { echo 'nor is it right with parts: nothing was tried'; exit 2; }
[ "$single" = 'https://example.com/?id\x12&to\xab' ]
