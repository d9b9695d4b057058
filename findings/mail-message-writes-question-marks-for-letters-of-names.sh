#!/bin/sh
# Mail::Message (of Mail::Box) reads a name that is encoded in an address right, and writes it again with question marks for
# each letter that is not of ASCII: whoever is answered by the addresses of a message gets another name.
#
# Version: libmail-message-perl 3.012-1 (Debian 12, November 2026).
#
# What happens: `study('from')->addresses` gives the name as it is. When one of these addresses is put into a new message it is
# encoded once more, as us-ascii, which has no place for the letters: `=?us-ascii?q?M=3Fller=2C_J=3Frg?=`. No warning is given,
# and the letters can not be found again. An address that is made with a name is written the same way.
#
# What was expected: a charset that has the letters. RFC 2047, 2: the charset of an encoded word says in what the text is. The
# manual of Mail::Message::Field::Full has 'us-ascii' as the charset of encode(), for a string that is "to be translated"; that
# letters are lost by it is not said. With `charset => 'utf-8'` an address that is made keeps them; those that are read take no
# such option.
#
#   From:            =?utf-8?Q?M=C3=BCller=2C_J=C3=B6rg?= <joerg@example.com>
#   read:            M\x{fc}ller, J\x{f6}rg
#   answered:        =?us-ascii?q?M=3Fller=2C_J=3Frg?= <joerg@example.com>
#   made:            =?us-ascii?q?J=3Frg?= <joerg@example.com>
#   made with utf-8: =?utf-8?q?J=C3=B6rg?= <joerg@example.com>
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and perl; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

PROGRAMS='libmail-message-perl=3.012-1'
LIBRARIES='libio-stringy-perl libmailtools-perl libmime-types-perl libtimedate-perl liburi-perl libuser-identity-perl'
apt-get download $PROGRAMS $LIBRARIES > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done

cat > try.pl <<'PL'
use strict;
use warnings;
use Mail::Message;
use Mail::Message::Field::Address;

my $FROM = '=?utf-8?Q?M=C3=BCller=2C_J=C3=B6rg?= <joerg@example.com>';
my $message = Mail::Message->read("From: $FROM\nTo: ann\@example.com\nSubject: plan\n\nhello\n");
my ($from) = $message->study('from')->addresses;
my $answer = Mail::Message->build(From => 'ann@example.com', To => [$from], Subject => 'Re: plan', data => "yes\n");
my $answered = $answer->head->get('To')->unfoldedBody;
my @name = (phrase => "J\x{f6}rg", address => 'joerg@example.com');
my $made = Mail::Message::Field::Address->new(@name)->string;
my $told = Mail::Message::Field::Address->new(@name, charset => 'utf-8')->string;
my $read = $from->phrase;
(my $shown = $read) =~ s/([^ -~])/sprintf '\x{%x}', ord $1/ge;
print "From:            $FROM\n", "read:            $shown\n", "answered:        $answered\n";
print "made:            $made\n", "made with utf-8: $told\n";

if ($read ne "M\x{fc}ller, J\x{f6}rg" || $from->address ne 'joerg@example.com') {
  print "the name was not read: nothing was tried\n";
  exit 2;
}
exit($answered =~ /us-ascii\?q\?M=3Fller=2C_J=3Frg/ && $made =~ /us-ascii\?q\?J=3Frg/ && $told =~ /J=C3=B6rg/ ? 0 : 1);
PL
PERL5LIB=root/usr/share/perl5 perl try.pl
