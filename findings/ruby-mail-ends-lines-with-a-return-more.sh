#!/bin/sh
# Mail, of Ruby, ends each line of a text in quoted-printable with a carriage return that is not there: every text with a letter
# beyond ASCII that it sends so, and every one in quoted-printable that it has read and writes again, has one more in each line.
#
# Version: ruby-mail 2.7.1+dfsg1-2 (Debian 12, November 2026).
#
# What happens: it makes CR LF of the line ends of the text, and encodes the text with Ruby's own pack("M"), which takes LF for
# the end of a line and CR for a byte of it: each line is written as `text=0D` and LF. To a mail server that is CR and a line
# end. Blanks before it are not encoded any more. Mail itself does not see it, since its decoder takes `=0D` at the end of a
# line away. A signature over the part is broken too, as soon as it is read and written without a change.
#
# What was expected: the line ends alone. RFC 2045, 6.7, rule 4: a line break of the text is a line break of the encoded text,
# and `=0D` is a CR that is no part of one; rule 3: a blank at the end of a line is encoded. The README has it that a message is
# sent by setting body and delivering. transport_encoding = 'base64' is what avoids it.
#
#   Dear Bob,=0D
#   the room has been changed to the Gr=C3=BCner Salon.=0D
#   See you there=0D
#   read and written:
#   Dear Ann, =0D
#   please send it=0D
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

# Ruby comes along: not every Debian has it, and it runs from its folder.
apt-get download ruby-mail=2.7.1+dfsg1-2 ruby-mini-mime ruby3.1 libruby3.1 libgmp10 libyaml-0-2 > apt.log 2>&1 ||
  { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu)
RUBYLIB=$(echo system/usr/lib/ruby/vendor_ruby system/usr/lib/ruby/3.1.0 system/usr/lib/*-linux-gnu/ruby/3.1.0 \
  system/usr/lib/ruby/gems/3.1.0/gems/net-*/lib system/usr/share/rubygems-integration/all/gems/*/lib | tr ' ' :)
export LD_LIBRARY_PATH RUBYLIB

cat > try.rb <<'RUBY'
# frozen_string_literal: true

require 'mail'

# The lines of the text as they are sent.
def lines(message) = message.encoded.split("\r\n\r\n", 2).last.split(/\r?\n/)

sent = Mail.new(from: 'ann@example.com', to: 'bob@example.com', subject: 'Salon', charset: 'UTF-8',
                body: "Dear Bob,\nthe room has been changed to the Gr\u00fcner Salon.\nSee you there\n")
header = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
read = Mail.new("From: ann@example.com\r\nMIME-Version: 1.0\r\n#{header}Dear Ann,=20\r\nplease send it\r\n")

written = [lines(sent), lines(read)]
puts written[0], 'read and written:', written[1]
unless sent.content_transfer_encoding == 'quoted-printable' && read.decoded == "Dear Ann, \r\nplease send it\r\n"
  puts 'no quoted-printable: nothing was tried'
  exit 2
end
expected = [['Dear Bob,=0D', 'the room has been changed to the Gr=C3=BCner Salon.=0D', 'See you there=0D'],
            ['Dear Ann, =0D', 'please send it=0D']]
exit written == expected ? 0 : 1
RUBY
system/usr/bin/ruby3.1 --disable-gems try.rb
code=$?
[ $code -le 2 ] || exit 2
exit $code
