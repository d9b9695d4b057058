#!/bin/sh
# Mail::Message (of Mail::Box) puts a line break into each text line that is longer than 997 letters, wherever that is: into
# words of a paragraph, into the address of a link, into a value of JSON.
#
# Version: libmail-message-perl 3.012-1 (Debian 12, November 2026).
#
# What happens: texts of all kinds that are given to build(), attached files too, are sent as 8bit, which allows no longer
# lines. The module makes them short by a line break after 996 letters, which stays in what arrives; zero bytes and vertical
# tabs are left out. When a message is answered or forwarded the same befalls the text of somebody else, who sent a paragraph as
# one long line in quoted-printable or base64, as many programs do. Nothing is said.
#
# What was expected: another encoding for such lines. RFC 2045, 2.8 and 6.2: 8bit is for lines of 998 octets at most, and for
# others there are quoted-printable and base64, which change nothing. The manual says of 8bit: "very little encoding", and
# nothing of line breaks. What helps is to encode the body before: `$body->encode(transfer_encoding => 'quoted-printable')`.
#
#   forwarded: 1200 becomes 996 204: ...ce of 30 marksThis i / s a ...
#   HTML:      2047 becomes 996 996 55: ...ref="http://example. / com/...
#   JSON:      1203 becomes 996 207: ...rson 82","person 83" / ,"pe...
#   with quoted-printable: as it was
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and perl; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

LIBRARIES='libio-stringy-perl libmailtools-perl libmime-types-perl libtimedate-perl liburi-perl libuser-identity-perl'
apt-get download libmail-message-perl=3.012-1 $LIBRARIES > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done

cat > try.pl <<'PL'
use strict;
use warnings;
use JSON::PP;
use MIME::Base64;
use Mail::Message;
use Mail::Message::Body::Lines;

my @ENDS = (From => 'ann@example.com', To => 'bob@example.com', Subject => 'plan');

sub lengths { join ' ', map { length } split /\n/, $_[0] }
sub write_file { my ($name, $text) = @_; open my $file, '>', $name or exit 2; print $file $text; close $file or exit 2 }
# What is read again of a message, as it would be sent.
sub sent { Mail::Message->read($_[0]->string) }
# Where a line was broken.
sub broken { $_[0] =~ /(.{1,20})\n(.{1,4})/ ? "...$1 / $2..." : 'nowhere' }

my $paragraph = ('This is a sentence of 30 marks' x 40) . "\n";
my @head = ('From: carl@example.com', 'To: ann@example.com', 'Subject: plan', 'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=us-ascii', 'Content-Transfer-Encoding: base64');
my $received = Mail::Message->read(join "\n", @head, '', encode_base64($paragraph));
my $read = $received->decoded->string;
my @lines = split /\n/, sent($received->forward(@ENDS))->decoded->string;
my $forwarded = join '', map { "$_\n" } grep { /sentence/ } @lines;
print 'forwarded: ', lengths($read), ' becomes ', lengths($forwarded), ': ', broken($forwarded), "\n";

my $html = '<p>' . join('', map { qq(<a href="http://example.com/page/$_">page $_</a> ) } 100 .. 139) . "</p>\n";
my $json = encode_json({ names => [map { "person $_" } 1 .. 100] }) . "\n";
write_file('page.html', $html);
write_file('names.json', $json);
my $attached = Mail::Message->build(@ENDS, data => "hello\n", file => 'page.html', file => 'names.json');
my (undef, $html_part, $json_part) = sent($attached)->parts;
my ($html_after, $json_after) = map { $_->decoded->string } $html_part, $json_part;
print 'HTML:      ', lengths($html), ' becomes ', lengths($html_after), ': ', broken($html_after), "\n";
print 'JSON:      ', lengths($json), ' becomes ', lengths($json_after), ': ', broken($json_after), "\n";

my $body = Mail::Message::Body::Lines->new(data => $paragraph, mime_type => 'text/plain', charset => 'us-ascii');
my $encoded = Mail::Message->buildFromBody($body->encode(transfer_encoding => 'quoted-printable'), @ENDS);
my $isWhole = sent($encoded)->decoded->string eq $paragraph;
print 'with quoted-printable: ', ($isWhole ? 'as it was' : 'changed as well'), "\n";

if ($read ne $paragraph || !$isWhole) {
  print "not even the paragraph is read: nothing was tried\n";
  exit 2;
}
my $isSo = lengths($forwarded) eq '996 204' && lengths($html_after) =~ /^996 / && lengths($json_after) =~ /^996 /;
exit($isSo ? 0 : 1);
PL
PERL5LIB=root/usr/share/perl5 perl try.pl
