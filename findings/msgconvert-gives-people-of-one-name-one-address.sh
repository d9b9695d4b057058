#!/bin/sh
# msgconvert gives two people of the same name the address of one of them, and makes two recipients of a name with a comma:
# who sends the converted message again does not send it to whom it was written.
#
# Version: libemail-outlook-message-perl 0.921-1 (Debian 12); seen with Perl 5.36.
#
# What happens: a message that was sent from Outlook, or is a draft, has no header fields in its file: PR_DISPLAY_TO has
# names, and a table has who they are. msgconvert takes PR_DISPLAY_TO apart and looks for each name in the table, where it
# takes the first of that name, each time. Then it writes names as they are, without quotation marks: Smith, Bob, as many
# directories have people, is somebody called Smith, and a Bob. The sender's name is written so too. Nothing is said. A
# message that was received has header fields, which it takes instead.
#
# What was expected: those of the table of recipients, which has a storage for each (MS-OXMSG 2.2.1), with the address beside
# the name; and names with a comma between quotation marks (RFC 5322, 3.2.5 and 3.4: a display-name is a phrase).
#
#   in the file: "Smith, Bob" <bob@example.com>, "Ann Lee" <ann@example.com>, "Ann Lee" <ann@example.org>
#   written:     Smith, Bob <bob@example.com>, Ann Lee <ann@example.com>, Ann Lee <ann@example.com>
#   the sender:  Miller, Tom <tom@example.com>
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get, dpkg and Perl.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download \
  libclass-method-modifiers-perl=2.14-1 libemail-abstract-perl=3.009-2 libemail-address-perl=1.913-1 \
  libemail-address-xs-perl=1.05-1+b1 libemail-date-format-perl=1.008-1 libemail-messageid-perl=1.408-1 \
  libemail-mime-contenttype-perl=1.028-1 libemail-mime-encodings-perl=1.317-1 libemail-mime-perl=1.953-1 \
  libemail-outlook-message-perl=0.921-1 libemail-sender-perl=2.600-1 libemail-simple-perl=2.218-1 libio-string-perl=1.08-4 \
  libmime-types-perl=2.24-1 libmodule-pluggable-perl=5.2-4 libmodule-runtime-perl=0.016-2 libmoo-perl=2.005005-1 \
  libmoox-types-mooselike-perl=0.29-2 libmro-compat-perl=0.15-2 libole-storage-lite-perl=0.20-2 librole-tiny-perl=2.002004-1 \
  libsub-quote-perl=2.006008-1 libtext-unidecode-perl=1.30-3 libthrowable-perl=1.001-1 libtry-tiny-perl=0.31-2 \
  > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
PERL5LIB=$folder/root/usr/share/perl5:$(echo "$folder"/root/usr/lib/*/perl5/5.*)
export PERL5LIB

cat > write.pl <<'PERL'
use strict;
use warnings;
use Encode qw(encode);
use OLE::Storage_Lite;

my ($LONG, $UNICODE, $TIME) = (0x0003, 0x001f, 0x0040);

sub name { return OLE::Storage_Lite::Asc2Ucs($_[0]) }
sub stream { my ($name, $bytes) = @_; return OLE::Storage_Lite::PPS::File->new(name($name), $bytes) }
# Within a storage the shorter names come first (MS-CFB 2.6.4).
sub sorted { return [sort { length $a->{Name} <=> length $b->{Name} || $a->{Name} cmp $b->{Name} } @_] }
sub storage { my ($name, @all) = @_; return OLE::Storage_Lite::PPS::Dir->new(name($name), undef, undef, sorted(@all)) }

# MS-OXMSG 2.4: what is of fixed length stands in the property stream, strings in a stream each.
sub properties {
  my ($entries, @all) = @_;
  my @streams;
  for my $property (@all) {
    my ($tag, $value) = @$property;
    my $type = $tag & 0xffff;
    if ($type == $UNICODE) {
      my $bytes = encode('UTF-16LE', $value);
      push @streams, stream(sprintf('__substg1.0_%08X', $tag), $bytes);
      $entries .= pack 'V4', $tag, 6, length($bytes) + 2, 0;
    } else {
      $entries .= $type == $TIME ? pack('V2Q<', $tag, 6, $value) : pack('V4', $tag, 6, $value, 0);
    }
  }
  return @streams, stream('__properties_version1.0', $entries);
}

my @recipients = (
  [1, 'Smith, Bob', 'bob@example.com'],
  [1, 'Ann Lee', 'ann@example.com'],
  [1, 'Ann Lee', 'ann@example.org'],
);
my $count = @recipients;
my @parts = (
  storage('__nameid_version1.0', map { stream("__substg1.0_$_", '') } qw(00020102 00030102 00040102)),
  properties(
    pack('x8V4x8', $count, 0, $count, 0),
    [0x001a001f, 'IPM.Note'],
    [0x0037001f, 'lunch'],
    [0x00390040, (1_767_603_600 + 11_644_473_600) * 10_000_000], # 5 January 2026, 9:00 UTC
    [0x0c1a001f, 'Miller, Tom'],
    [0x0c1e001f, 'SMTP'],
    [0x0c1f001f, 'tom@example.com'],
    [0x0e04001f, join '; ', map { $_->[1] } @recipients],
    [0x1000001f, "at noon\r\n"],
    [0x340d0003, 0x00040000], # STORE_UNICODE_OK
  ),
);
for my $row (0 .. $#recipients) {
  my ($type, $name, $address) = @{$recipients[$row]};
  push @parts, storage(sprintf('__recip_version1.0_#%08X', $row), properties(
    pack('x8'),
    [0x30000003, $row],
    [0x0c150003, $type],
    [0x3001001f, $name],
    [0x3002001f, 'SMTP'],
    [0x3003001f, $address],
    [0x39fe001f, $address],
  ));
}
OLE::Storage_Lite::PPS::Root->new(undef, undef, sorted(@parts))->save('message.msg', 1) or die 'not written';
print join(', ', map { qq("$_->[1]" <$_->[2]>) } @recipients), "\n";
PERL
perl write.pl > people || exit 2
perl root/usr/bin/msgconvert --outfile message.eml message.msg || exit 2

# A field of the message, unfolded.
field() {
  tr -d '\r' < message.eml | sed '/^$/q' | sed -e ':next' -e 'N' -e '$!b next' -e 's/\n[ \t]/ /g' | sed -n "s/^$1: //p"
}
to=$(field To)
from=$(field From)
echo "in the file: $(cat people)"
echo "written:     $to"
echo "the sender:  $from"

case $to in *bob@example.com*) ;; *) echo 'it did not read the message: nothing was tried'; exit 2 ;; esac
one='Smith, Bob <bob@example.com>, Ann Lee <ann@example.com>, Ann Lee <ann@example.com>'
other='Smith, Bob <bob@example.com>, Ann Lee <ann@example.org>, Ann Lee <ann@example.org>'
[ "$from" = 'Miller, Tom <tom@example.com>' ] && { [ "$to" = "$one" ] || [ "$to" = "$other" ]; }
