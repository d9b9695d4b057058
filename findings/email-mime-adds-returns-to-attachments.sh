#!/bin/sh
# Email::MIME puts a carriage return before each line feed of an attachment that is in quoted-printable, encoded ones as well: a
# PDF that was sent so, a patch or a script is another file than was sent, and what has CR LF gets CR CR LF.
#
# Versions: libemail-mime-perl 1.953-1 with libemail-mime-encodings-perl 1.317-1 (Debian 12, November 2026).
#
# What happens: body decodes, and then makes CR LF of every LF. A line end of the encoded text is a line end of text, and that
# is right for it; but `=0A` is a byte of the file. So `%PDF-1.4=0A` has a byte more, for every type of part. Who writes a file
# by Email::MIME->create with the encoding quoted-printable, and reads it again, has another one, too: it takes CR LF and LF for
# the same. In base64 the bytes are right. A comment in the source says that quoted-printable is taken to be for text; the
# documentation does not.
#
# What was expected: the bytes. RFC 2045, 6.7, rule 1: `=0A` stands for the byte 10; rule 4: "the line breaks of the text" are
# CRLF, and a CR or an LF that is no line break is written as =0D or =0A. The documentation has that body "decodes and returns
# the body of the object as a byte string". Programs that choose the encoding by what is shorter send mostly-ASCII files so.
#
#   sent     %PDF-1.4=0Aone=0D=0Atwo=0A
#   given    %PDF-1.4=0D=0Aone=0D=0D=0Atwo=0D=0A
#   created  one=0Atwo=0D=0Athree=0A
#   given    one=0D=0Atwo=0D=0Athree=0D=0A
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its packages,
# and perl.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

LIBRARIES='libemail-address-xs-perl libemail-date-format-perl libemail-messageid-perl libemail-mime-contenttype-perl
  libemail-simple-perl libmime-types-perl libmodule-runtime-perl libtext-unidecode-perl'
apt-get download libemail-mime-perl=1.953-1 libemail-mime-encodings-perl=1.317-1 $LIBRARIES > apt.log 2>&1 ||
  { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
PERL5LIB=root/usr/share/perl5:$(echo root/usr/lib/*-linux-gnu/perl5/5.*)
export PERL5LIB

cat > try.pl <<'PL'
use strict;
use warnings;
use Email::MIME;

sub shown { $_[0] =~ s/([\r\n])/sprintf '=%02X', ord $1/ger }

# The bytes of a PDF that came in this encoding.
sub received {
  my ($encoding, $encoded) = @_;
  return Email::MIME->new(join "\r\n", 'MIME-Version: 1.0', 'Content-Type: application/pdf; name=letter.pdf',
    "Content-Transfer-Encoding: $encoding", '', $encoded)->body;
}

my $sent = "%PDF-1.4\none\r\ntwo\n";
if (received('base64', "JVBERi0xLjQKb25lDQp0d28K\r\n") ne $sent) {
  print "also in base64: nothing was tried\n";
  exit 2;
}
my $given = received('quoted-printable', "%PDF-1.4=0Aone=0D=0Atwo=0A=\r\n");

my $file = "one\ntwo\r\nthree\n";
my %kind = (content_type => 'application/octet-stream', encoding => 'quoted-printable');
my $created = Email::MIME->create(attributes => \%kind, body => $file)->body;

print 'sent     ', shown($sent), "\ngiven    ", shown($given), "\n";
print 'created  ', shown($file), "\ngiven    ", shown($created), "\n";
exit($given eq "%PDF-1.4\r\none\r\r\ntwo\r\n" && $created eq "one\r\ntwo\r\nthree\r\n" ? 0 : 1);
PL
perl try.pl
code=$?
[ $code -le 2 ] || exit 2
exit $code
