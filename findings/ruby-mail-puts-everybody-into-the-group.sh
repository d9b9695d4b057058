#!/bin/sh
# Mail, of Ruby, writes the recipients of a message in other groups than it has read them: who stands after a group becomes a
# member of it, and of "undisclosed-recipients:;" an empty field is left, which is not allowed.
#
# Version: ruby-mail 2.7.1+dfsg1-2 (Debian 12, November 2026).
#
# What happens: it writes the groups with their members, but the ends of them where they do not belong: of
# `Team: ann@example.com;, carl@example.com` Carl is in the team. A group without members is left out, and where it was all,
# `To: ` is left. Between two groups the comma is missing, so that a strict reader refuses the field. to and destinations, by
# which it sends, are right: it is the header that everybody sees and answers to.
#
# What was expected: the field that was read. RFC 5322, 3.4: a group is a name, a colon, its mailboxes, and a semicolon, and is
# parted from the next address by a comma; it may be empty, and a To field must have an address, for which a group counts. The
# README has a message that is read and printed.
#
#   Team: ann@example.com;, carl@example.com
#     Team: ann@example.com, carl@example.com;
#   A: ann@example.com;, B: bob@example.com;
#     A: ann@example.com; B: bob@example.com;
#   undisclosed-recipients:;
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

def read(recipients) = Mail.new("From: ann@example.com\r\nTo: #{recipients}\r\nSubject: Salon\r\n\r\nMeet me\r\n")

# The field To as it is written, in one line.
def written(recipients) = read(recipients).encoded.gsub(/\s*\r\n[ \t]+/, ' ')[/^To:(.*)/, 1].strip

expected = {
  'carl@example.com, dora@example.com' => 'carl@example.com, dora@example.com',
  'Team: ann@example.com;, carl@example.com' => 'Team: ann@example.com, carl@example.com;',
  'A: ann@example.com;, B: bob@example.com;' => 'A: ann@example.com; B: bob@example.com;',
  'undisclosed-recipients:;' => ''
}
found = expected.keys.to_h { |recipients| [recipients, written(recipients)] }
found.each { |recipients, field| puts recipients, "  #{field}" }
plain = expected.keys.first
unless found[plain] == plain && read(expected.keys[1]).to == %w[ann@example.com carl@example.com]
  puts 'the recipients are not read: nothing was tried'
  exit 2
end
exit found == expected ? 0 : 1
RUBY
system/usr/bin/ruby3.1 --disable-gems try.rb
code=$?
[ $code -le 2 ] || exit 2
exit $code
