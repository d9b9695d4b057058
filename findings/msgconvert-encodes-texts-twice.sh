#!/bin/sh
# msgconvert encodes the text of a message twice where the subject has a euro sign, a dash or a letter of the east of Europe:
# of "Grüße" comes "GrÃ¼ÃŸe".
#
# Version: libemail-outlook-message-perl 0.921-1 (Debian 12), with libemail-mime-perl 1.953-1; seen with Perl 5.36.
#
# What happens: the texts of a .msg file are UTF-16. msgconvert encodes the body in UTF-8, bytes, and sets the subject as it
# is, letters. Then it prints both as one string: where a letter of the subject is beyond ISO 8859-1, Perl takes the bytes of
# the body for letters, and encodes them once more. What is HTML, and messages that are attached, go the same way. Perl warns
# of a "wide character" on the error output, and the exit code is 0. Where all letters are in ISO 8859-1 they are written so,
# one byte each, which says nothing of its character set. A message that was received has its header fields in the file,
# already encoded, and is converted well, other than one that was sent or is a draft.
#
# What was expected: the text in the UTF-8 that its Content-Type says, whatever the subject is, and the subject in encoded
# words (RFC 2047, 2), which header_str_set of Email::MIME writes where header_set does not.
#
#   subject "Offer":     the text is 47 72 c3 bc c3 9f 65
#   subject "Offer 5 €": the text is 47 72 c3 83 c2 bc c3 83 c2 9f 65
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
use Encode qw(decode encode);
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

my ($file, $subject) = @ARGV;
my @parts = (
  storage('__nameid_version1.0', map { stream("__substg1.0_$_", '') } qw(00020102 00030102 00040102)),
  properties(
    pack('x8V4x8', 0, 0, 0, 0),
    [0x001a001f, 'IPM.Note'],
    [0x0037001f, decode('UTF-8', $subject)],
    [0x00390040, (1_767_603_600 + 11_644_473_600) * 10_000_000], # 5 January 2026, 9:00 UTC
    [0x0c1a001f, 'Tom'],
    [0x0c1e001f, 'SMTP'],
    [0x0c1f001f, 'tom@example.com'],
    [0x1000001f, "Gr\x{fc}\x{df}e\r\n"],
    [0x340d0003, 0x00040000], # STORE_UNICODE_OK
  ),
);
OLE::Storage_Lite::PPS::Root->new(undef, undef, sorted(@parts))->save($file, 1) or die 'not written';
PERL

# The bytes of the text of a message with the subject $1.
text() {
  perl write.pl message.msg "$1" || exit 2
  perl root/usr/bin/msgconvert --outfile message.eml message.msg 2> warnings || { cat warnings; exit 2; }
  grep -q '^Content-Type: text/plain; charset=UTF-8' message.eml || { cat message.eml; exit 2; }
  tr -d '\r' < message.eml | sed -e '1,/^$/d' -e '/^$/d' | tr -d '\n' | od -An -tx1 | sed 's/^ *//'
}
plain=$(text 'Offer') || exit 2
wide=$(text 'Offer 5 €') || exit 2
echo "subject \"Offer\":     the text is $plain"
echo "subject \"Offer 5 €\": the text is $wide"

[ "$plain" = '47 72 c3 bc c3 9f 65' ] || { echo 'nor is it right without: nothing was tried'; exit 2; }
[ "$wide" = '47 72 c3 83 c2 bc c3 83 c2 9f 65' ]
