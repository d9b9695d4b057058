#!/bin/sh
# Text::vFile::asData writes names without the quotation marks that they need: in a calendar or vCard that was only read and
# written an organizer "Sales: Ann" has no address of mail any more, and of "Smith; Ann" the second half is another parameter.
#
# Version: libtext-vfile-asdata-perl 0.08-2 (Debian 12, November 2026).
#
# What happens: parse() takes the quotation marks away, and generate_lines() puts parameters into the line as they are. A colon
# in a name then ends the parameters for whoever reads, a semicolon begins the next one, and two addresses of a delegate are one
# text. Its own reading finds that as well. A name with a comma is read right by itself and by lenient readers, but is two names
# by the grammar. Values are left as they were.
#
# What was expected: the line that was read. RFC 5545, 3.2: "Property parameter values that contain the COLON, SEMICOLON, or
# COMMA character separators MUST be specified as quoted-string text values"; RFC 2426, which the manual names, has the same
# for vCards. The manual shows a name in quotation marks as what it reads, and lists no such thing under CAVEATS or BUGS.
#
#   ORGANIZER;CN="Sales: Ann":mailto:ann@example.com
#     written: ORGANIZER;CN=Sales: Ann:mailto:ann@example.com
#     read:    CN: Sales; value:  Ann:mailto:ann@example.com
#   ORGANIZER;CN="Smith; Ann":mailto:ann@example.com
#     written: ORGANIZER;CN=Smith; Ann:mailto:ann@example.com
#     read:    CN: Smith; value: mailto:ann@example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its packages,
# and perl.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download libtext-vfile-asdata-perl=0.08-2 libclass-accessor-chained-perl libclass-accessor-perl libsub-name-perl \
  > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
PERL5LIB=root/usr/share/perl5:$(echo root/usr/lib/*-linux-gnu/perl5/5.*)
export PERL5LIB

cat > try.pl <<'PL'
use strict;
use warnings;
use Text::vFile::asData;

sub parsed {
  my $calendar = join "\r\n", 'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//meetings//EN', 'BEGIN:VEVENT',
    'UID:1@example.com', 'DTSTAMP:20260301T000000Z', 'DTSTART:20260310T090000Z', $_[0], 'END:VEVENT', 'END:VCALENDAR', '';
  open my $file, '<', \$calendar or exit 2;
  return Text::vFile::asData->new->parse($file);
}

# What is read of the organizer's line.
sub organizer {
  my ($organizer) = @{ parsed($_[0])->{objects}[0]{objects}[0]{properties}{ORGANIZER} };
  return "CN: $organizer->{param}{CN}; value: $organizer->{value}";
}

my @found;
for my $line ('ORGANIZER;CN="Sales: Ann":mailto:ann@example.com', 'ORGANIZER;CN="Smith; Ann":mailto:ann@example.com') {
  my ($name) = $line =~ /"(.*)"/;
  if (organizer($line) ne "CN: $name; value: mailto:ann\@example.com") {
    print "the line is not read: nothing was tried\n";
    exit 2;
  }
  my ($written) = grep { /^ORGANIZER/ } Text::vFile::asData->generate_lines(parsed($line));
  push @found, organizer($written);
  print "$line\n  written: $written\n  read:    $found[-1]\n";
}
my $isSo = $found[0] eq 'CN: Sales; value:  Ann:mailto:ann@example.com';
exit($isSo && $found[1] eq 'CN: Smith; value: mailto:ann@example.com' ? 0 : 1);
PL
perl try.pl
code=$?
[ $code -le 2 ] || exit 2
exit $code
