#!/bin/sh
# Tie::iCal takes an event with two categories out of the file before it finds that it can not write it: who changes the title
# of the event has lost it.
#
# Version: libtie-ical-perl 0.15-4 (Debian 12, November 2026).
#
# What happens: a property with several values is read into a list, `['friends', 'work']`, as the manual says. When the event is
# put back the lines that are in the file are removed first, then the new ones are made, and a list whose first value is no hash
# of parameters ends the program ("Can't use string ("friends") as a HASH ref"). The file is shorter already. With eval around
# it the program goes on, and the event is missing. One category is written as it should be.
#
# What was expected: the event with its new title. RFC 5545, 3.8.1.2: CATEGORIES is `text *("," text)`. The manual has this form
# for reading and writing: "NAME:VALUE1,VALUE2,... having an equivalent perl data structure like 'NAME' => ['VALUE1', 'VALUE2',
# ..]". What helps is to put an empty hash before the values of each such list.
#
#   one category:                changed, events in the file: 2
#   two categories:              failed, events in the file: 1
#   two, with an empty hash:     changed, events in the file: 2
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and perl; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download libtie-ical-perl=0.15-4 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done

cat > try.pl <<'PL'
use strict;
use warnings;
use Tie::iCal;

my $FILE = 'calendar.ics';

sub write_file {
  my ($categories) = @_;
  open my $file, '>:raw', $FILE or exit 2;
  print $file join "\r\n", 'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//events//EN',
    'BEGIN:VEVENT', 'UID:1@example.com', 'DTSTAMP:20260301T000000Z', 'DTSTART:20260310T090000Z',
    "CATEGORIES:$categories", 'SUMMARY:old title', 'END:VEVENT',
    'BEGIN:VEVENT', 'UID:2@example.com', 'DTSTAMP:20260301T000000Z', 'DTSTART:20260311T090000Z',
    'SUMMARY:another', 'END:VEVENT',
    'END:VCALENDAR', '';
  close $file or exit 2;
}
# Gives the first event another title; what has become of it and of the file.
sub change {
  my ($change) = @_;
  my $isDone = eval {
    tie my %events, 'Tie::iCal', $FILE or die;
    my $event = $events{'1@example.com'};
    $event->[1]{SUMMARY} = 'new title';
    $change->($event->[1]);
    $events{'1@example.com'} = $event;
    untie %events;
    1;
  };
  open my $file, '<:raw', $FILE or exit 2;
  my $text = do { local $/; <$file> };
  my $count = () = $text =~ /^BEGIN:VEVENT/mg;
  my $isChanged = $isDone && $text =~ /^SUMMARY:new title/m;
  return ($isChanged ? 'changed' : $isDone ? 'not changed' : 'failed') . ", events in the file: $count";
}

write_file('friends');
my $one = change(sub { });
write_file('friends,work');
my $two = change(sub { });
write_file('friends,work');
my $with = change(sub { unshift @{ $_[0]{CATEGORIES} }, {} });
print "one category:                $one\n", "two categories:              $two\n", "two, with an empty hash:     $with\n";

if ($one ne 'changed, events in the file: 2') {
  print "not even an event of one category is written: nothing was tried\n";
  exit 2;
}
exit($two eq 'failed, events in the file: 1' ? 0 : 1);
PL
PERL5LIB=root/usr/share/perl5 perl try.pl
