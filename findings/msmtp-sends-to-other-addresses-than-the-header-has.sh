#!/bin/sh
# msmtp --read-recipients gives the server other addresses than the header has: a blank in the local part becomes a low line,
# and a local part in quotation marks, or with a comment behind it, is left out as a whole.
#
# Version: msmtp 1.8.23-1 (Debian 12).
#
# What happens: of `Ann <"ann smith"@example.com>` the recipient is `"ann_smith"@example.com`, which may be somebody else's
# address. Of `"ann smith"@example.com` without angle brackets, and of `bob (at home) @example.com`, only `@example.com` is
# left. The header itself is sent as it was, so that nothing of it is seen. `"ann.smith"@example.com` in angle brackets is
# right.
#
# What was expected: the addresses of the header. RFC 5322, 3.4.1: a local part may be a quoted string, with blanks, and 3.2.3:
# there may be comments around it. The manual has that the mail is sent "to the recipients given in the To, Cc, and Bcc
# headers". Addresses that are given as arguments are changed in the same way.
#
#   To: <"ann.smith"@example.com>         to: "ann.smith"@example.com
#   To: Ann <"ann smith"@example.com>     to: "ann_smith"@example.com
#   To: "ann smith"@example.com           to: @example.com
#   To: bob (at home) @example.com        to: @example.com
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
apt-get download msmtp=1.8.23-1 libgsasl18 libsecret-1-0 libidn12 libntlm0 libgssglue1 libglib2.0-0 libgnutls30 libgcrypt20 \
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

# The recipient that the server was given last, for a message whose To is $1.
send() {
  printf 'From: ann@example.com\nTo: %s\nSubject: Hello\n\nHello\n' "$1" |
    system/usr/bin/msmtp --file=/dev/null --host=127.0.0.1 --port="$port" --tls=off --auth=off --from=ann@example.com \
      --read-recipients > msmtp.log 2>&1 || { cat msmtp.log; exit 2; }
  to=$(tail -n 1 recipients)
  printf 'To: %-33s to: %s\n' "$1" "$to"
}

send '<"ann.smith"@example.com>'
[ "$to" = '"ann.smith"@example.com' ] || { echo 'nothing was tried'; exit 2; }
send 'Ann <"ann smith"@example.com>'
inBrackets=$to
send '"ann smith"@example.com'
quoted=$to
send 'bob (at home) @example.com'
[ "$inBrackets" = '"ann_smith"@example.com' ] && [ "$quoted" = @example.com ] && [ "$to" = @example.com ]
