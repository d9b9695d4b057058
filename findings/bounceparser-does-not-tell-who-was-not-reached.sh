#!/bin/sh
# Mail::DeliveryStatus::BounceParser takes a report for none when it also tells of a recipient who was reached: whom the message
# has not reached is not told.
#
# Version: libmail-deliverystatus-bounceparser-perl 1.543+repacked-1 (Debian 12, November 2026).
#
# What happens: a server that was asked for it (NOTIFY=SUCCESS,FAILURE), or that sends one report for a message to several
# people, tells of each of them in one report, one after the other. The module reads until the first who is not "failed", and
# answers then: is_bounce is 0. Who comes behind is not in reports() and addresses(), and it does not matter that a failure
# stands before. So it is with "delayed" and "relayed", too. A list manager keeps the address, and a program of mail does not
# say that the message was not delivered.
#
# What was expected: a bounce for the one who failed. RFC 3464, 2.1: a report has "one or more groups of per-recipient fields",
# 2.3.3: each with an Action of its own. The manual: is_bounce() is false where a message is "recognizably" an answer of a
# machine on vacation or of a "transient nonfatal error"; "anything that appears to have a 2XX status code" may be no bounce,
# and report_non_bounces => 1 includes "such non-bounces in the reports". With that option it is the same.
#
#   Ann failed:                 bounce, ann@example.com
#   Ann and Carl failed:        bounce, ann@example.com carl@example.com
#   Ann failed, Bob delivered:  no bounce, ann@example.com
#   Bob delivered, Ann failed:  no bounce, nobody
#   Bob delayed, Ann failed:    no bounce, nobody
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and perl; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

LIBRARIES='libmailtools-perl libmime-tools-perl libtimedate-perl'
apt-get download libmail-deliverystatus-bounceparser-perl=1.543+repacked-1 $LIBRARIES > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done

cat > try.pl <<'PL'
use strict;
use warnings;
use Mail::DeliveryStatus::BounceParser;

my %STATUS = (delayed => '4.4.1', delivered => '2.0.0', failed => '5.1.1');

# A report that tells of each of the people what was done with the message.
sub report {
  my @groups = map { "Final-Recipient: rfc822; $_->[0]\@example.com\nAction: $_->[1]\nStatus: $STATUS{$_->[1]}\n" } @_;
  return join "\n", <<'HEAD', @groups, <<'TAIL';
From: MAILER-DAEMON@mx.example.com
To: dora@example.com
Subject: Delivery report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

A report about your message.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com
HEAD
--b
Content-Type: text/rfc822-headers

From: dora@example.com
Message-ID: <1@example.com>
Subject: plan

--b--
TAIL
}
# What is told of it, with the options given.
sub told {
  my ($report, @options) = @_;
  my $bounce = Mail::DeliveryStatus::BounceParser->new($report, @options);
  return ($bounce->is_bounce ? 'bounce, ' : 'no bounce, ') . (join(' ', sort $bounce->addresses) || 'nobody');
}

my @TRIES = (
  ['Ann failed', 'bounce, ann@example.com', ['ann', 'failed']],
  ['Ann and Carl failed', 'bounce, ann@example.com carl@example.com', ['ann', 'failed'], ['carl', 'failed']],
  ['Ann failed, Bob delivered', 'no bounce, ann@example.com', ['ann', 'failed'], ['bob', 'delivered']],
  ['Bob delivered, Ann failed', 'no bounce, nobody', ['bob', 'delivered'], ['ann', 'failed']],
  ['Bob delayed, Ann failed', 'no bounce, nobody', ['bob', 'delayed'], ['ann', 'failed']],
);
my (@told, @with);
for my $try (@TRIES) {
  my ($name, undef, @people) = @$try;
  my $report = report(@people);
  push @told, told($report);
  push @with, told($report, { report_non_bounces => 1 });
  printf "%-27s %s\n", "$name:", $told[-1];
}

if ($told[0] ne $TRIES[0][1] || $told[1] ne $TRIES[1][1]) {
  print "not even a plain failure is told: nothing was tried\n";
  exit 2;
}
exit((grep { $told[$_] ne $TRIES[$_][1] || $with[$_] ne $told[$_] } 2 .. $#TRIES) ? 1 : 0);
PL
PERL5LIB=root/usr/share/perl5 perl try.pl
