#!/bin/sh
# ytnef puts an attachment of a winmail.dat in the place of another one of the same name, and says that it has saved both;
# long names in Unicode it does not see, and gives those of the time of DOS.
#
# Version: ytnef-tools 2.0-1+b1, with libytnef0 2.0-1+b1 (Debian 12, amd64). Compared with tnef 1.4.18-3.
#
# What happens: each attachment is written to a file of its name, without a look whether there is one. Two pictures in one
# message may both be image001.png: the last one is left. The exit code, which the manual calls the number of files that
# failed, is 0. ytnefprocess, the filter for mail, lets ytnef save all into one folder, and attaches what is there. The long
# name is looked for as PT_STRING8 alone.
#
# What was expected: a file for each; the manual says of "ytnef -f . winmail.dat": "Parse and save all attachments". tnef,
# which keeps the first and says that there was an error, has --number-backups for it. PR_ATTACH_LONG_FILENAME is PtypString
# (MS-OXCMSG 2.2.2.10), which MS-OXTNEF 2.1.3.4 has beside PtypString8.
#
#   ytnef:                 exit code 0; PLAN20~1.PDF: third; image001.png: second
#   tnef --number-backups: exit code 0; image001.png: first; image001.png.1: second; plan 2026.pdf: third
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get, dpkg and Perl.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download ytnef-tools=2.0-1+b1 libytnef0=2.0-1+b1 tnef=1.4.18-3 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/root/usr/lib/*-linux-gnu)
export LD_LIBRARY_PATH

cat > write.pl <<'PERL'
use strict;
use warnings;
use Encode qw(encode);

# MS-OXTNEF 2.1.3.2: level, id and type, length, data, and the sum of the data's bytes.
sub attribute {
  my ($level, $id, $data) = @_;
  return pack('CV2', $level, $id, length $data) . $data . pack('v', unpack '%16C*', $data);
}
sub property {
  my ($tag, $value) = @_;
  my $padding = "\0" x (-length($value) % 4);
  return pack('V3', $tag, 1, length $value) . $value . $padding;
}
sub attachment {
  my ($title, $data, $property) = @_;
  return attribute(2, 0x00069002, pack('vV3', 1, 0xffffffff, 0, 0)) # attAttachRenddata
    . attribute(2, 0x00018010, "$title\0") # attAttachTitle
    . attribute(2, 0x0006800f, $data) # attAttachData
    . attribute(2, 0x00069005, pack('V', 1) . $property); # attAttachment
}
my ($ansi, $unicode) = (0x3707001e, 0x3707001f); # PR_ATTACH_LONG_FILENAME
binmode STDOUT;
print pack('Vv', 0x223e9f78, 1),
  attribute(1, 0x00089006, pack('V', 0x00010000)), # attTnefVersion
  attribute(1, 0x00069007, pack('V2', 1252, 0)), # attOemCodepage
  attribute(1, 0x00078008, "IPM.Microsoft Mail.Note\0"), # attMessageClass
  attachment('image001.png', 'first', property($ansi, "image001.png\0")),
  attachment('image001.png', 'second', property($ansi, "image001.png\0")),
  attachment('PLAN20~1.PDF', 'third', property($unicode, encode('UTF-16LE', "plan 2026.pdf\0")));
PERL
perl write.pl > winmail.dat || exit 2

mkdir ytnef tnef
root/usr/bin/ytnef -f ytnef winmail.dat > ytnef.log 2>&1
ytnefCode=$?
root/usr/bin/tnef --number-backups -C tnef -f winmail.dat > tnef.log 2>&1
tnefCode=$?
files() { (cd "$1" && for file in *; do printf '; %s: %s' "$file" "$(cat "$file")"; done); }
ytnef=$(LC_ALL=C; files ytnef)
tnef=$(LC_ALL=C; files tnef)
echo "ytnef:                 exit code $ytnefCode$ytnef"
echo "tnef --number-backups: exit code $tnefCode$tnef"

whole='; image001.png: first; image001.png.1: second; plan 2026.pdf: third'
[ "$tnef" = "$whole" ] || { echo 'nor does tnef find them: nothing was tried'; exit 2; }
[ "$ytnefCode" -eq 0 ] && [ "$ytnef" = '; PLAN20~1.PDF: third; image001.png: second' ]
