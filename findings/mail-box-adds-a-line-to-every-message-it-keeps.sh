#!/bin/sh
# Mail::Box of Perl adds a blank line to each message of an mbox file whenever it takes one of them out: what is kept grows by
# a line each time, and is another text than was received.
#
# Version: libmail-box-perl 3.009-1, with libmail-message-perl 3.012-1 (Debian 12); seen with Perl 5.36.
#
# What happens: the folder is written anew, and a blank line is put after each message that is copied, after the one that was
# there. When it is read the next time one of them is taken for part of the message: after a hundred deletions there are a
# hundred. It says nothing. With write_policy => 'INPLACE' messages that need not be moved are left as they are; by itself it
# replaces the file.
#
# What was expected: the messages as they were. One blank line is what an mbox file has after a message (RFC 4155, appendix
# A), and the manual of Mail::Box::Parser says that "Blank-lines before the separator lines are ignored".
#
#   at first: 2 messages, of 6 and 9 bytes
#   after 1 removal: 2 messages, of 7 and 10 bytes
#   after 2 removals: 2 messages, of 8 and 11 bytes
#   after 3 removals: 2 messages, of 9 and 12 bytes
#   in place, after 3 removals: 2 messages, of 6 and 9 bytes
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get, dpkg and Perl.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download libmail-box-perl=3.009-1 libmail-message-perl=3.012-1 libmail-transport-perl=3.005-2 libmailtools-perl=2.21-2 \
  libobject-realize-later-perl=0.21-2 libuser-identity-perl=1.01-1 libmime-types-perl=2.24-1 libtimedate-perl=2.3300-2 \
  libio-stringy-perl=2.111-3 libdevel-globaldestruction-perl=0.14-4 libsub-exporter-progressive-perl=0.001013-3 \
  > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
PERL5LIB=$folder/root/usr/share/perl5
HOME=$folder
export PERL5LIB HOME

cat > try.pl <<'PERL'
use strict;
use warnings;
use Mail::Box::Manager;

my ($file, $policy) = @ARGV;
sub add {
  my ($subject, $text) = @_;
  open my $out, '>>', $file or die $!;
  print $out "From ann\@example.org Mon Jan  5 10:00:00 2026\nFrom: Ann <ann\@example.org>\nSubject: $subject\n";
  print $out "Message-ID: <$subject\@example.org>\n\n$text\n\n";
}
sub folder {
  my (%options) = @_;
  return Mail::Box::Manager->new->open(folder => $file, %options) || die 'no folder';
}
sub sizes {
  my $folder = folder(access => 'r');
  my @sizes = map { length $_->body->string } $folder->messages;
  $folder->close;
  return @sizes . ' messages, of ' . join(' and ', @sizes) . ' bytes';
}

add('first', 'hello');
add('second', 'good day');
print sizes(), "\n";
for my $number (1 .. 3) {
  add("gone-$number", 'spam');
  my $folder = folder(access => 'rw', $policy ? (write_policy => $policy) : ());
  $folder->message(-1)->delete;
  $folder->close;
  print sizes(), "\n";
}
PERL
perl try.pl usual.mbox '' > usual || exit 2
perl try.pl inplace.mbox INPLACE > inplace || exit 2
printf 'at first: \nafter 1 removal: \nafter 2 removals: \nafter 3 removals: \n' | paste -d '\0' - usual
echo "in place, after 3 removals: $(sed -n 4p inplace)"

first='2 messages, of 6 and 9 bytes'
[ "$(sed -n 1p usual)" = "$first" ] || { echo 'it read them in another way: nothing was tried'; exit 2; }
[ "$(sed -n 4p inplace)" = "$first" ] && [ "$(sed -n 4p usual)" = '2 messages, of 9 and 12 bytes' ]
