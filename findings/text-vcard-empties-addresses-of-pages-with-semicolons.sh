#!/bin/sh
# Text::vCard writes a vCard again without the address of a page that has a semicolon in it, makes one category of two, and
# takes backslashes out of texts.
#
# Version: libtext-vcard-perl 3.09-2 (Debian 12, November 2026).
#
# What happens: each value is divided at semicolons; if there are more pieces than the property has parts, all of them are
# thrown away, with a warning that names neither the card nor the property ("Data value had 2 elements expecting 1 or less"),
# and export() writes an empty line. Commas between values are taken for commas of a text, and written with a backslash. Of a
# pair of backslashes one is left, but a single one is not doubled again when it is written: `C:\\new` becomes `C:\new`, which
# other readers take for a line break. A card that was read and written is another one, without any part of it having been
# touched.
#
# What was expected: what was read. RFC 2426, 3.6.8: the value of URL is a URI, which may have semicolons; 3.6.1 and 3.1.3:
# CATEGORIES and NICKNAME are values "separated by a COMMA"; 5: a backslash in a text is written as `\\`. The manual has
# "reading / editing and creating multiple vCards", "based on rfc2426". There is no option.
#
#   read:    URL:http://example.com/map;zoom=3    written: URL:
#   read:    CATEGORIES:friends,work              written: CATEGORIES:friends\,work
#   read:    NOTE:in C:\\new                      written: NOTE:in C:\new
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and perl; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

LIBRARIES='libclass-accessor-chained-perl libclass-accessor-perl libmime-charset-perl libpath-tiny-perl libsombok3
  libsub-name-perl libtext-vfile-asdata-perl libunicode-linebreak-perl'
apt-get download libtext-vcard-perl=3.09-2 $LIBRARIES > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$(echo root/usr/lib/*-linux-gnu)
PERL5LIB=root/usr/share/perl5:$(echo root/usr/lib/*-linux-gnu/perl5/5.*)
export LD_LIBRARY_PATH PERL5LIB

cat > try.pl <<'PL'
use strict;
use warnings;
use Text::vCard::Addressbook;

my @LINES = ('URL:http://example.com/map;zoom=3', 'CATEGORIES:friends,work', 'NOTE:in C:\\\\new');
my $card = join "\r\n", 'BEGIN:VCARD', 'VERSION:3.0', 'N:Smith;Ann;;;', 'FN:Ann Smith', @LINES, 'END:VCARD', '';

sub book { Text::vCard::Addressbook->new({ source_text => $_[0] }) }

my $written = book($card)->export;
my @found = map { my ($name) = /^(\w+)/; $written =~ /^($name:[^\r\n]*)/m ? $1 : '' } @LINES;
printf "read:    %-36s written: %s\n", $LINES[$_], $found[$_] for 0 .. $#LINES;

if ($written !~ /^FN:Ann Smith\r?$/m) {
  print "not even a name is written again: nothing was tried\n";
  exit 2;
}
my @CHANGED = ('URL:', 'CATEGORIES:friends\,work', 'NOTE:in C:\new');
exit("@found" eq "@CHANGED" ? 0 : 1);
PL
perl try.pl 2> warnings.log
