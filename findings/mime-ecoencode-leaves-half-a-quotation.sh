#!/bin/sh
# MIME::EcoEncode encodes one half of a name in quotation marks and leaves the other: the recipient "Müller, Ann" has no
# address any more, and those behind her in the field have none, either.
#
# Version: libmime-ecoencode-perl 0.95-3, read with libemail-address-xs-perl 1.05-1+b1 (Debian 12, November 2026).
#
# What happens: it encodes the words that have letters beyond ASCII, with what is around them, and leaves the others as they
# are. One quotation mark is within the encoded word then, and the other one stands alone, so that what follows is a quoted text
# to the end of the field. Parentheses of comments it does look for. A name without quotation marks is right.
#
# What was expected: a name without quotation marks in an encoded word, or in several. RFC 2047, section 5, rule 3: an encoded
# word is not within a quoted string; it takes the place of a word of a display name. The manual has To, Cc and From as examples
# of structured fields, and that the mode, unless it is given, is the one for structured fields here.
#
#   To: Müller <mueller@example.com>, bob@example.com
#     read: 2 addresses
#   To: "Müller, Ann" <ann@example.com>, bob@example.com
#     To: =?UTF-8?B?Ik3DvGxsZXIs?= Ann" <ann@example.com>, bob@example.com
#     read: 0 addresses
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its packages,
# and perl.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download libmime-ecoencode-perl=0.95-3 libemail-address-xs-perl=1.05-1+b1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
PERL5LIB=root/usr/share/perl5:$(echo root/usr/lib/*-linux-gnu/perl5/5.*)
export PERL5LIB

cat > try.pl <<'PL'
use strict;
use warnings;
use Email::Address::XS;
use MIME::EcoEncode;

# The field as it is written, and how many addresses are in it.
sub written {
  my ($field) = @_;
  my $written = mime_eco($field, 'UTF-8');
  my @addresses = grep { $_->is_valid } Email::Address::XS->parse($written =~ s/^To: //r =~ s/\n / /gr);
  print "$field\n  $written\n  read: ", scalar @addresses, " addresses\n";
  return ($written, scalar @addresses);
}

my ($plain, $inPlain) = written('To: Müller <mueller@example.com>, bob@example.com');
if ($inPlain != 2 || $plain !~ /=\?UTF-8\?B\?/) {
  print "also a plain name has no address: nothing was tried\n";
  exit 2;
}
my ($quoted, $inQuoted) = written('To: "Müller, Ann" <ann@example.com>, bob@example.com');
exit($quoted =~ /^To: =\?UTF-8\?B\?Ik3DvGxsZXIs\?= Ann" </ && $inQuoted == 0 ? 0 : 1);
PL
perl try.pl
code=$?
[ $code -le 2 ] || exit 2
exit $code
