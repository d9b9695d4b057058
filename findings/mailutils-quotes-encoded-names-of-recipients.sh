#!/bin/sh
# mail -t of mailutils sends the names of recipients so that nobody can read them: encoded words between quotation marks, and
# quotation marks within others. A field with a comment behind an address is left out, and the date of the message is another.
#
# Version: mailutils 1:3.15-4 (Debian 12).
#
# What happens: it takes the message from its input, reads To, Cc and Bcc, and writes them anew. Every name comes between
# quotation marks, in which an encoded word is no encoded word any more: the recipient is shown `=?utf-8?q?M=C3=BCller?=`. Marks
# of a name lose their backslashes, so that `"Smith, "Al""` ends in the middle. Of `Bob <bob@example.com> (at work)` it says
# that it can't be parsed, exits with 0, and the field with all who are in it is in no header and no envelope. From and
# Reply-To, which it does not read, are right. Date is replaced by now.
#
# What was expected: the message with the fields that it had. RFC 2047, section 5, rule 3: an encoded word must not be in a
# quoted string. RFC 5322, 3.2.4: a quotation mark in one has a backslash; 3.4: an address in angle brackets may have a comment
# behind it.
#
#   To: =?utf-8?q?M=C3=BCller?= <bob@example.com>
#     To: "=?utf-8?q?M=C3=BCller?=" <bob@example.com>
#   Cc: "Smith, \"Al\"" <al@example.com>
#     Cc: "Smith, "Al"" <al@example.com>
#   Cc: carl@example.com, Dan <dan@example.com> (at work)
#     no Cc; recipients: bob@example.com
#   Date: Mon, 5 Jan 2026 10:00:00 +0000
#     another
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
apt-get download mailutils=1:3.15-4 libmailutils9=1:3.15-4 libgsasl18 libidn12 libntlm0 libgssglue1 libgnutls30 libldap-2.5-0 \
  libmariadb3 libpq5 libsasl2-2 libunistring2 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu)
export LD_LIBRARY_PATH

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
printf 'set sendmail=smtp://127.0.0.1:%s\n' "$(cat port)" > settings

# Sends a message with the arguments as fields.
send() {
  rm -f sent
  { printf '%s\n' 'From: ann@example.com' "$@" 'Subject: Hello' '' Hello; } |
    MAILRC="$folder/settings" system/usr/bin/mail.mailutils -n -t > mail.log 2>&1 || { cat mail.log; exit 2; }
  grep -q '^RCPT TO' sent || { echo 'nothing was sent, and nothing tried'; exit 2; }
}

name='To: =?utf-8?q?M=C3=BCller?= <bob@example.com>'
marks='Cc: "Smith, \"Al\"" <al@example.com>'
date='Date: Mon, 5 Jan 2026 10:00:00 +0000'
send "$name" "$marks" "$date"
gotName=$(grep '^To:' sent)
gotMarks=$(grep '^Cc:' sent)
gotDate=another
grep -qxF "$date" sent && gotDate='the same'

comment='Cc: carl@example.com, Dan <dan@example.com> (at work)'
send 'To: bob@example.com' "$comment"
gotComment="$(grep '^Cc:' sent || echo no Cc); recipients: $(sed -n 's/^RCPT TO:<\(.*\)>.*/\1/p' sent | paste -s -d ' ' -)"

printf '%s\n  %s\n' "$name" "$gotName" "$marks" "$gotMarks" "$comment" "$gotComment" "$date" "$gotDate"
[ "$gotName" = 'To: "=?utf-8?q?M=C3=BCller?=" <bob@example.com>' ] && [ "$gotMarks" = 'Cc: "Smith, "Al"" <al@example.com>' ] &&
  [ "$gotComment" = 'no Cc; recipients: bob@example.com' ] && [ "$gotDate" = another ]
