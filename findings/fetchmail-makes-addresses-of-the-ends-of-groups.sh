#!/bin/sh
# fetchmail makes an address of the semicolon that ends an address group when another address follows: of
# `undisclosed-recipients:;` it makes `undisclosed-recipients:;@mail.example.com`, and whoever answers to all writes to it.
#
# Version: fetchmail 6.4.37-1 (Debian 12).
#
# What happens: unless it is told not to rewrite, it gives names without a domain in To, Cc, Bcc, From and Reply-To that of the
# server that the mail is fetched from. What stands before a comma and has no `@` is such a name to it, the empty group too, and
# so is the last piece of a group, with its semicolon: the domain is put behind the semicolon, where none may be. At the end of
# the field it leaves both as they are, so that of two who are in a group the first is given a domain and the last is not.
# Nothing is wrong with --norewrite.
#
# What was expected: that the semicolon stays what it is. RFC 5322, 3.4: a group is a name, a colon, addresses or none, and a
# semicolon; it may be one of several in a field, and RFC 2822 has `undisclosed recipients: ;` as an example. The manual has of
# the rewriting that it expands "mail IDs local to the server" to full addresses, "which enables replies".
#
#   To: undisclosed-recipients:;
#     the same
#   Cc: undisclosed-recipients:;, dan@example.com
#     Cc: undisclosed-recipients:;@127.0.0.1, dan@example.com
#   To: Team: bob, carl;
#     To: Team: bob@127.0.0.1, carl;
#   To: Team: bob, carl;, dan@example.com
#     To: Team: bob@127.0.0.1, carl;@127.0.0.1, dan@example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

# What it is linked with, and a small Debian has not.
apt-get download fetchmail=6.4.37-1 libcom-err2 libgssapi-krb5-2 libkrb5-3 libkrb5support0 libk5crypto3 libkeyutils1 libssl3 \
  > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu)
export LD_LIBRARY_PATH

cat > server.pl <<'PERL'
use strict;
use warnings;
use IO::Socket::INET;
$| = 1;
alarm 120;

# A server of POP3 whose messages have each of the arguments as a field; it prints its port.
my @messages = map { "From: ann\@example.com\r\n$_\r\nSubject: Hello\r\n\r\nHello\r\n" } @ARGV;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 5) or exit 2;
print $server->sockport, "\n";
while (my $client = $server->accept) {
  print $client "+OK ready\r\n";
  while (my $line = <$client>) {
    my ($command, $number) = ($line =~ /^(\w+) ?(\d*)/);
    my $size = $number && $number <= @messages ? length $messages[$number - 1] : 0;
    my %answers = (
      CAPA => "+OK\r\nUSER\r\n.\r\n",
      STAT => '+OK ' . @messages . ' ' . length(join '', @messages) . "\r\n",
      LIST => $number ? "+OK $number $size\r\n"
        : join('', "+OK\r\n", map({ "$_ " . length($messages[$_ - 1]) . "\r\n" } 1 .. @messages), ".\r\n"),
      RETR => $size ? "+OK\r\n$messages[$number - 1].\r\n" : "-ERR\r\n",
    );
    print $client $answers{uc $command} // "+OK\r\n";
    last if uc $command eq 'QUIT';
  }
  close $client;
}
PERL

empty='To: undisclosed-recipients:;'
first='Cc: undisclosed-recipients:;, dan@example.com'
last='To: Team: bob, carl;'
middle='To: Team: bob, carl;, dan@example.com'
perl server.pl "$empty" "$first" "$last" "$middle" > port &
server=$!
for second in 1 2 3 4 5 6 7 8 9 10; do
  [ -s port ] || sleep 1
done

cat > settings <<SETTINGS
poll 127.0.0.1 service $(cat port) proto pop3 user ann pass secret is $(id -un) here sslproto '' fetchall
  mda "cat >> '$folder/mail'"
SETTINGS
chmod 600 settings
export FETCHMAILHOME="$folder"
system/usr/bin/fetchmail --fetchmailrc settings --pidfile pid --nosyslog --silent < /dev/null > fetchmail.log 2>&1
grep -s '^To:\|^Cc:' mail > fields || { cat fetchmail.log; echo 'nothing came: nothing was tried'; exit 2; }

number=0
for field in "$empty" "$first" "$last" "$middle"; do
  number=$((number + 1))
  got=$(sed -n "${number}p" fields)
  [ "$got" = "$field" ] && got='the same'
  printf '%s\n  %s\n' "$field" "$got"
done > table
cat table
sed -n 's/^  //p' table > got
printf '%s\n' 'the same' 'Cc: undisclosed-recipients:;@127.0.0.1, dan@example.com' 'To: Team: bob@127.0.0.1, carl;' \
  'To: Team: bob@127.0.0.1, carl;@127.0.0.1, dan@example.com' | cmp -s - got
