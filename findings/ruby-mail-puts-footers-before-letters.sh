#!/bin/sh
# Mail, of Ruby, writes the parts of a message in another order than it has read them: the footer of a mailing list comes before
# the letter, and pictures that stood between two pieces of text come after both.
#
# Version: ruby-mail 2.7.1+dfsg1-2 (Debian 12, November 2026).
#
# What happens: encoded, to_s and deliver sort the parts of every multipart: text/plain, text/enriched, text/html,
# multipart/alternative, the others, and those with a file name at the end. That is the order of a multipart/alternative; it is
# done to multipart/mixed too, whose order is that in which it is read. It changes the object itself: parts has the new order
# afterwards. Apple's Mail writes text, picture, text, picture; lists append their footer as text/plain to a letter in HTML.
#
# What was expected: the order of the message. RFC 2046, 5.1.3: multipart/mixed is for parts that "need to be bundled in a
# particular order". The README says nothing of an order; in the source, set_sort_order can give another one, and an empty one
# still puts those with a file name at the end.
#
#   read:    letter, footer
#   written: footer, letter
#   read:    before, one.png, after, two.png
#   written: before, after, one.png, two.png
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

Part = Struct.new(:name, :type, :disposition)

def message(parts)
  bodies = parts.map do |part|
    fields = ["Content-Type: #{part.type}"]
    fields << "Content-Disposition: inline; filename=#{part.name}" if part.disposition
    ['--border', *fields, '', part.name].join("\r\n")
  end
  header = ['From: ann@example.com', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=border', '', '']
  "#{header.join("\r\n")}#{bodies.join("\r\n")}\r\n--border--\r\n"
end

# The order of the parts as they were read, and as they are written.
def orders(parts)
  mail = Mail.new(message(parts))
  names = parts.map(&:name)
  read = mail.parts.map { |part| part.body.decoded.strip }
  unless read == names
    puts 'the parts are not read: nothing was tried'
    exit 2
  end
  written = mail.encoded.scan(/^(?:#{names.map { |name| Regexp.escape(name) }.join('|')})\r$/).map(&:strip)
  puts "read:    #{read.join(', ')}", "written: #{written.join(', ')}"
  written
end

list = orders([Part.new('letter', 'text/html'), Part.new('footer', 'text/plain')])
pictures = orders([Part.new('before', 'text/plain'), Part.new('one.png', 'image/png', true),
                   Part.new('after', 'text/plain'), Part.new('two.png', 'image/png', true)])
exit list == %w[footer letter] && pictures == %w[before after one.png two.png] ? 0 : 1
RUBY
system/usr/bin/ruby3.1 --disable-gems try.rb
code=$?
[ $code -le 2 ] || exit 2
exit $code
