#!/bin/sh
# mblaze encodes the quotation marks of a name with it: of a message from "Müller, Ann" Python reads a sender without an
# address, and the name is not decoded by a strict parser.
#
# Version: mblaze 1.1-1 (Debian 12, amd64); read by Python 3.11 and by libemail-address-xs-perl 1.05-1+b1.
#
# What happens: mmime encodes each word of a field that has a letter beyond ASCII, words being what is between blanks. Of a
# name between quotation marks the first word is encoded with the mark that opens it, and with its comma; the mark that closes
# it stays. So the field has an encoded word with characters that may not be in a name, and a quotation mark after it that
# opens a string without an end. maddr of mblaze reads the message well; where a name was encoded by others it gives what is
# after the comma alone.
#
# What was expected: in a name an encoded word has letters, digits and "!", "*", "+", "-", "/", "=" and "_" (RFC 2047, 5, 3),
# and the quotation marks go, since they are no part of the name (RFC 5322, 3.2.4).
#
#   the draft:    "Müller, Ann" <ann@example.com>
#   mmime writes: =?UTF-8?Q?"M=C3=BCller,?= Ann" <ann@example.com>
#   Python:       name "", address <"Müller, Ann">
#   Perl:         name "=?UTF-8?Q? M=C3=BCller,?= Ann", address <ann@example.com>
#   by others:    =?utf-8?Q?M=C3=BCller=2C_Ann?= <ann@example.com>
#   maddr:        Ann <ann@example.com>
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get, dpkg, Perl,
# Python 3.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download mblaze=1.1-1 libemail-address-xs-perl=1.05-1+b1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
PERL5LIB=$(echo "$folder"/root/usr/lib/*/perl5/5.*)
HOME=$folder
LC_ALL=C.UTF-8
export PERL5LIB HOME LC_ALL
mkdir .mblaze

draft='"Müller, Ann" <ann@example.com>'
printf 'From: %s\nTo: bob@example.com\nSubject: lunch\n\nat noon\n' "$draft" | root/usr/bin/mmime -r > message || exit 2
field=$(sed -n 's/^From: //p' message)

encoded='=?utf-8?Q?M=C3=BCller=2C_Ann?= <ann@example.com>'
printf 'From: %s\nTo: bob@example.com\nSubject: lunch\n\nat noon\n' "$encoded" > other

cat > read.py <<'PY'
import sys
from email import message_from_binary_file
from email.policy import default
with open(sys.argv[1], 'rb') as file:
    sender, = message_from_binary_file(file, policy=default)['from'].addresses
print(f'name "{sender.display_name}", address <{sender.addr_spec}>')
PY
cat > read.pl <<'PERL'
use strict;
use warnings;
use Email::Address::XS;
my ($field) = @ARGV;
my ($sender) = Email::Address::XS->parse($field);
printf qq(name "%s", address <%s>\n), $sender->phrase, $sender->address;
PERL
python=$(python3 read.py message) || exit 2
known=$(python3 read.py other) || exit 2
perl=$(perl read.pl "$field") || exit 2
maddr=$(root/usr/bin/maddr -h from ./other) || exit 2
echo "the draft:    $draft"
echo "mmime writes: $field"
echo "Python:       $python"
echo "Perl:         $perl"
echo "by others:    $encoded"
echo "maddr:        $maddr"

[ "$known" = 'name "Müller, Ann", address <ann@example.com>' ] || {
  echo 'nor does Python read another: nothing was tried'
  exit 2
}
[ "$field" = '=?UTF-8?Q?"M=C3=BCller,?= Ann" <ann@example.com>' ] && [ "$python" = 'name "", address <"Müller, Ann">' ] &&
  [ "$perl" = 'name "=?UTF-8?Q? M=C3=BCller,?= Ann", address <ann@example.com>' ] && [ "$maddr" = 'Ann <ann@example.com>' ]
