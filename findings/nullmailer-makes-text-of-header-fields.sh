#!/bin/sh
# nullmailer sends a message without its subject, and with the rest of its header as text, when there is a blank before the
# colon; and takes the quotation marks from addresses, so that the server is given one that is no address.
#
# Version: nullmailer 1:2.2-4 (Debian 12).
#
# What happens: a line whose name is followed by a blank ends the header. nullmailer-inject puts it nowhere, and begins the text
# with the next one: of `Subject : Photos` nothing is left, and the Content-Type that comes after is text, so that the reader
# sees HTML or base64. A To or Cc after such a line gets no mail, without a word if there was another before. Of `"ann
# smith"@example.com` the queue has `ann smith@example.com`, which nullmailer-smtp gives to the server as it is; in To the marks
# are gone too if a blank needed them.
#
# What was expected: the message as it was. RFC 822, 3.1.2 and RFC 5322, 4.5: blanks before the colon are old, and must be
# accepted. nullmailer-inject(1) has that it "reformats its header to comply with RFC822". RFC 5321, 4.1.2: a local part with a
# blank is quoted.
#
#   header: From, To, Date, Message-Id
#   text: Content-Type: text/html | Cc: carl@example.com | | <p>Hello
#   to: bob@example.com
#   a quoted address, in the header: To: ann smith@example.com
#   to: ann smith@example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download nullmailer=1:2.2-4 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done

# What would be queued: the recipients, an empty line, and the message. It is not queued, and nobody is sent anything.
inject() { system/usr/bin/nullmailer-inject -n -v | sed '1d' > "$1"; }
recipients() { sed '/^$/q' "$1" | sed '/^$/d' | paste -s -d ' ' -; }
header() { sed '1,/^$/d' "$1" | sed '/^$/q' | sed '/^$/d'; }
text() { sed '1,/^$/d' "$1" | sed '1,/^$/d'; }

message() {
  printf '%s\n' 'From: ann@example.com' 'To: bob@example.com' "$1" 'Content-Type: text/html' \
    'Cc: carl@example.com' '' '<p>Hello'
}
message 'Subject: Photos' | inject plain
[ "$(recipients plain)" = 'bob@example.com carl@example.com' ] && [ "$(text plain)" = '<p>Hello' ] ||
  { echo 'nothing was tried'; exit 2; }

message 'Subject : Photos' | inject blank
names=$(header blank | sed 's/:.*//' | paste -s -d ',' - | sed 's/,/, /g')
lines=$(text blank | paste -s -d '|' - | sed 's/|/ | /g; s/|  |/| |/')
to=$(recipients blank)
echo "header: $names"
echo "text: $lines"
echo "to: $to"

printf '%s\n' 'From: ann@example.com' 'To: "ann smith"@example.com' '' 'Hello' | inject quoted
address=$(header quoted | grep '^To:')
quoted=$(recipients quoted)
echo "a quoted address, in the header: $address"
echo "to: $quoted"

[ "$names" = 'From, To, Date, Message-Id' ] && [ "$to" = 'bob@example.com' ] &&
  [ "$lines" = 'Content-Type: text/html | Cc: carl@example.com | | <p>Hello' ] &&
  [ "$address" = 'To: ann smith@example.com' ] && [ "$quoted" = 'ann smith@example.com' ]
