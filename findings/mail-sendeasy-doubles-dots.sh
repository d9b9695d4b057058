#!/bin/sh
# Mail::SendEasy sends each line that begins with a dot with one dot more, which stays there: `.profile` in a list of files is
# `..profile` for whoever reads the message.
#
# Version: libmail-sendeasy-perl 1.2-2.1 (Debian 12, November 2026).
#
# What happens: it doubles the dots at the starts of lines, as SMTP wants it, but in the text before that is encoded. It then
# encodes every letter in quoted-printable, dots as well, so that no line of what is sent begins with one, and the server takes
# none away. It is so for the plain text and for HTML. Attachments are in base64 and right.
#
# What was expected: the text that was given. RFC 5321, 4.5.2: a dot is put before a line that begins with one as it is sent,
# and taken away by the server; RFC 2045, 6.7: `=2E` is a dot. The manual has no word of it.
#
#   given:    .profile
#   sent:     =2E=2E=70=72=6F=66=69=6C=65
#   received: ..profile
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its packages,
# and perl.
set -u

folder=$(mktemp -d) || exit 2
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download libmail-sendeasy-perl=1.2-2.1 libmail-rfc822-address-perl > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
PERL5LIB=root/usr/share/perl5
export PERL5LIB

cat > server.pl <<'PERL'
use strict;
use warnings;
use IO::Socket::INET;
$| = 1;
alarm 120;

# A server that takes every message; prints its port, and writes what it is given into a file.
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 5) or exit 2;
print $server->sockport, "\n";
while (my $client = $server->accept) {
  open my $sent, '>', 'sent' or exit 2;
  $sent->autoflush(1);
  print $client "220 example.com\r\n";
  my $inText = 0;
  while (my $line = <$client>) {
    $line =~ s/\r?\n//;
    print $sent "$line\n";
    if ($inText) {
      next if $line ne '.';
      $inText = 0;
    }
    $inText = 1 if $line eq 'DATA';
    print $client $inText ? "354 go on\r\n" : $line eq 'QUIT' ? "221 bye\r\n" : "250 good\r\n";
  }
}
PERL
perl server.pl > port &
server=$!
for second in 1 2 3 4 5 6 7 8 9 10; do
  [ -s port ] || sleep 1
done

cat > try.pl <<'PL'
use strict;
use warnings;
use MIME::QuotedPrint;
use Mail::SendEasy;

my $mail = Mail::SendEasy->new(smtp => '127.0.0.1', port => $ARGV[0]);
my %message = (from => 'ann@example.com', to => 'bob@example.com', subject => 'Files', msg => "Files:\n.profile\nbin\n");
$mail->send(%message) or do { print $mail->error, "\n"; exit 2 };

# What a server takes from the beginning of a line, and what a reader decodes.
open my $file, '<', 'sent' or exit 2;
my @sent = map { s/^\.(?=.)//r } <$file>;
my ($at) = grep { decode_qp($sent[$_]) eq "Files:\n" } 0 .. $#sent - 2;
if (!defined $at || decode_qp($sent[$at + 2]) ne "bin\n") {
  print "the lines were not sent: nothing was tried\n";
  exit 2;
}
my $received = decode_qp($sent[$at + 1]);
print "given:    .profile\n", "sent:     $sent[$at + 1]", "received: $received";
exit($received eq "..profile\n" ? 0 : 1);
PL
perl try.pl "$(cat port)"
code=$?
[ $code -le 2 ] || exit 2
exit $code
