#!/bin/sh
# Email::Reply writes the letters of names and subjects as bytes of Latin 1 and those of the text that it quotes as they were,
# and says of neither what it is: an answer to Jörg Müller has his name and his words in other letters.
#
# Version: libemail-reply-perl 1.204-3 (Debian 12, November 2026).
#
# What happens: subject and addresses are decoded when the message is read, and put into the answer without being encoded again;
# the text is quoted in the bytes that it had in its own charset. The answer has no MIME-Version, no Content-Type and no encoded
# words, so it says that all of it is us-ascii. A message in UTF-8 is answered by one whose head is Latin 1 and whose text is
# UTF-8. Letters that Latin 1 has not bring a warning.
#
# What was expected: encoded words in the head, and the charset of the text. RFC 5322, 2.2 and 2.3: header fields and a body
# without MIME are of us-ascii; RFC 2047, 5. The manual: the software "takes the hard out of generating replies to email
# messages"; of a MIME message "the first text/plain type part will be quoted". There is no option; with `attach => 1` it is the
# same.
#
#   written:  To: "M\xfcller, J\xf6rg" <joerg@example.com>     the name was encoded, in UTF-8
#   written:  Subject: Re: Gr\xfc\xdfe                         so was the subject
#   quoted:   > Gr\xc3\xbc\xc3\x9fe                            the text was in UTF-8
#   fields of MIME in the answer: 0
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and perl; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

LIBRARIES='libemail-abstract-perl libemail-address-xs-perl libemail-date-format-perl libemail-messageid-perl
  libemail-mime-contenttype-perl libemail-mime-encodings-perl libemail-mime-perl libemail-simple-perl
  libmodule-pluggable-perl libmodule-runtime-perl libtext-unidecode-perl libmro-compat-perl'
apt-get download libemail-reply-perl=1.204-3 $LIBRARIES > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
PERL5LIB=root/usr/share/perl5:$(echo root/usr/lib/*-linux-gnu/perl5/5.*)
export PERL5LIB

cat > try.pl <<'PL'
use strict;
use warnings;
use Email::Reply 'reply';

my $message = join "\n", 'From: =?utf-8?Q?M=C3=BCller=2C_J=C3=B6rg?= <joerg@example.com>', 'To: ann@example.com',
  'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=', 'Message-ID: <1@example.com>', 'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '', 'Gr=C3=BC=C3=9Fe', '';
my $answer = reply(to => $message, from => 'ann@example.com', body => "Thank you\n")->as_string;

# The line of the answer that begins so, as ASCII.
sub line {
  my ($start) = @_;
  my ($found) = $answer =~ /^($start[^\r\n]*)/m;
  return ($found // '') =~ s/([^ -~])/sprintf '\x%02x', ord $1/ger;
}
my ($to, $subject, $quoted) = map { line($_) } 'To:', 'Subject:', '> ';
my $count = () = $answer =~ /^(?:MIME-Version|Content-[\w-]+):/mg;
print "written:  $to\n", "written:  $subject\n", "quoted:   $quoted\n", "fields of MIME in the answer: $count\n";

if ($answer !~ /^In-Reply-To: <1\@example\.com>/m || $answer !~ /^Thank you/m) {
  print "it is no answer: nothing was tried\n";
  exit 2;
}
my $isSo = $to eq 'To: "M\xfcller, J\xf6rg" <joerg@example.com>' && $subject eq 'Subject: Re: Gr\xfc\xdfe';
exit($isSo && $quoted eq '> Gr\xc3\xbc\xc3\x9fe' && $count == 0 ? 0 : 1);
PL
perl try.pl
