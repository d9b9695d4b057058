#!/bin/sh
# Mail, of Ruby, takes a text for base64 when one says that it is to be sent so: the letters are decoded as they are, what comes
# out is sent, and the text is lost. It says nothing.
#
# Version: ruby-mail 2.7.1+dfsg1-2 (Debian 12, November 2026).
#
# What happens: content_transfer_encoding says in which encoding the body is that was given, before or after it. In a body that
# is plain text the signs that base64 does not have are skipped, blanks and umlauts among them, the rest is decoded, encoded
# again, and sent with a header that says base64. Everybody who reads it, Mail as well, sees bytes without a sense. With
# quoted-printable or 8bit the text is whole.
#
# What was expected: the text, in base64. The README says of the transfer encoding, after an example with a text: "You can
# override this by explicitly declaring it". transport_encoding, which the README does not name, is what does that.
#
#   body: Meet me in the Salon
#   by content_transfer_encoding, sent:  MeetmeintheSalon
#   by content_transfer_encoding, read:  Meet me in the Salon: no
#   by transport_encoding, sent:         TWVldCBtZSBpbiB0aGUgU2Fsb24=
#   by transport_encoding, read:         Meet me in the Salon: yes
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

TEXT = 'Meet me in the Salon'

# What is sent of the text, and whether it is read again.
def sent(setting)
  mail = Mail.new(from: 'ann@example.com', to: 'bob@example.com', subject: 'Salon', charset: 'UTF-8', body: TEXT)
  mail.public_send("#{setting}=", 'base64')
  written = mail.encoded
  exit 2 unless written.include?('Content-Transfer-Encoding: base64')
  [written.split("\r\n\r\n", 2).last.strip, Mail.new(written).decoded == TEXT ? 'yes' : 'no']
end

puts "body: #{TEXT}"
found = %w[content_transfer_encoding transport_encoding].map do |setting|
  sent, read = sent(setting)
  puts "#{"by #{setting}, sent:".ljust(36)} #{sent}", "#{"by #{setting}, read:".ljust(36)} #{TEXT}: #{read}"
  [sent, read]
end
unless found[1] == ['TWVldCBtZSBpbiB0aGUgU2Fsb24=', 'yes']
  puts 'also by the other setting: nothing was tried'
  exit 2
end
exit found[0] == %w[MeetmeintheSalon no] ? 0 : 1
RUBY
system/usr/bin/ruby3.1 --disable-gems try.rb
code=$?
[ $code -le 2 ] || exit 2
exit $code
