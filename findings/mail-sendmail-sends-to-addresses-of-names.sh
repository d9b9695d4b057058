#!/bin/sh
# Mail::Sendmail sends a message also to each address that is in the name, or in a remark behind an address, of a recipient: who
# writes to "bob@example.com via Team" at the address of the list writes to Bob as well.
#
# Version: libmail-sendmail-perl 0.80-3 (Debian 12, November 2026).
#
# What happens: it takes everything in To, Cc and Bcc that looks like an address for a recipient, wherever it is. Mailing lists
# write such names where the real sender's domain would refuse the mail, and programs write the address for the name of whom
# they don't know; a remark names an address that is not to be used. What is written there is sent the message too, in the
# envelope alone: nothing of it is in the header.
#
# What was expected: one recipient each. RFC 5322, 3.4: what is between quotation marks before the angle brackets is a display
# name, and what is in parentheses a comment. The manual has that "only addresses are extracted from Bcc, real names
# disregarded"; of its pattern for addresses it has that comments in them are not supported. No option says otherwise.
#
#   To: "Bob" <bob@example.com>
#     to: bob@example.com
#   To: "bob@example.com via Team" <team@lists.example.com>
#     to: bob@example.com team@lists.example.com
#   To: carl@example.com (not carl@old.example.com)
#     to: carl@example.com carl@old.example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its packages,
# and perl.
set -u

folder=$(mktemp -d) || exit 2
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download libmail-sendmail-perl=0.80-3 libsys-hostname-long-perl > apt.log 2>&1 || { cat apt.log; exit 2; }
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
use Mail::Sendmail;

# The recipients that the server is given for this field.
sub recipients {
  my ($to) = @_;
  unlink 'sent';
  my %mail = (Server => '127.0.0.1', Port => $ARGV[0], From => 'ann@example.com', To => $to, Subject => 'Lunch',
    Message => "Hello\n");
  sendmail(%mail) or do { print "$Mail::Sendmail::error\n"; exit 2 };
  open my $sent, '<', 'sent' or exit 2;
  my $recipients = join ' ', map { /^RCPT TO:<(.*)>/ ? $1 : () } <$sent>;
  print "To: $to\n  to: $recipients\n";
  return $recipients;
}

if (recipients('"Bob" <bob@example.com>') ne 'bob@example.com') {
  print "not sent to Bob: nothing was tried\n";
  exit 2;
}
my $list = recipients('"bob@example.com via Team" <team@lists.example.com>');
my $remark = recipients('carl@example.com (not carl@old.example.com)');
my $isSo = $list eq 'bob@example.com team@lists.example.com' && $remark eq 'carl@example.com carl@old.example.com';
exit($isSo ? 0 : 1);
PL
perl try.pl "$(cat port)"
code=$?
[ $code -le 2 ] || exit 2
exit $code
