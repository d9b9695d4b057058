#!/bin/sh
# ssmtp -t sends nothing to the last one of an address group, or to anybody whose address a semicolon follows, and says nothing
# of it.
#
# Version: ssmtp 2.64-11 (Debian 12).
#
# What happens: it divides the list at its commas, and drops a piece that ends in a semicolon. The name of the group becomes
# part of its first address, so that the server is asked for `Team: bob@example.com`; one that refuses this gets no message at
# all. Whoever is last in the group is asked for by nobody: the message is accepted, ssmtp exits with 0, and To still has the
# name.
#
# What was expected: all of them. RFC 5322, 3.4: a group is a name, a colon, a list of addresses, and a semicolon; it may be in
# To and Cc beside other addresses. ssmtp(8) has of -t that the recipients are taken from To, Cc and Bcc.
#
#   To: dan@example.com, bob@example.com, eve@example.com        to: dan@example.com, bob@example.com, eve@example.com
#   To: dan@example.com, Team: bob@example.com, eve@example.com; to: dan@example.com, Team: bob@example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download ssmtp=2.64-11 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done

cat > server.pl <<'PERL'
use strict;
use warnings;
use IO::Socket::INET;
$| = 1;
alarm 120;

# A server that takes every message, and prints the port and then each recipient as it was given.
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 5) or exit 2;
print $server->sockport, "\n";
while (my $client = $server->accept) {
  print $client "220 example.com\r\n";
  my $inText = 0;
  while (my $line = <$client>) {
    $line =~ s/\r?\n//;
    if ($inText) {
      next if $line ne '.';
      $inText = 0;
    }
    print "$1\n" if $line =~ /^RCPT TO:<(.*)>/;
    $inText = 1 if $line eq 'DATA';
    print $client $inText ? "354 go on\r\n" : $line eq 'QUIT' ? "221 bye\r\n" : "250 good\r\n";
  }
}
PERL
perl server.pl > recipients &
server=$!
for second in 1 2 3 4 5 6 7 8 9 10; do
  [ -s recipients ] || sleep 1
done
port=$(sed -n 1p recipients)

printf 'mailhub=127.0.0.1:%s\nhostname=ann.example\nFromLineOverride=YES\n' "$port" > ssmtp.conf

# The recipients that the server was given for a message whose To is $1.
send() {
  before=$(wc -l < recipients)
  printf 'From: ann@example.com\nTo: %s\nSubject: Hello\n\nHello\n' "$1" |
    system/usr/sbin/ssmtp -C "$folder/ssmtp.conf" -t > ssmtp.log 2>&1 || { cat ssmtp.log; exit 2; }
  to=$(tail -n +$((before + 1)) recipients | paste -s -d ',' - | sed 's/,/, /g')
  printf 'To: %-56s to: %s\n' "$1" "$to"
}

send 'dan@example.com, bob@example.com, eve@example.com'
[ "$to" = 'dan@example.com, bob@example.com, eve@example.com' ] || { echo 'nothing was tried'; exit 2; }
send 'dan@example.com, Team: bob@example.com, eve@example.com;'
[ "$to" = 'dan@example.com, Team: bob@example.com' ]
