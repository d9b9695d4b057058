#!/bin/sh
# Mail::Message (of Mail::Box) keeps one of two recipients who have the same name before their addresses: the answer to all, or
# the list that is made of the field, leaves the first one out.
#
# Version: libmail-message-perl 3.012-1 (Debian 12, November 2026).
#
# What happens: `study('to')->addresses` reads the field into a collection whose keys are the names, with a plain address under
# itself. Bob Jones at home takes the place of Bob Jones at work, and one "Support" that of another. It is the same where a
# field is made by `addAddress`: the message goes to one of the two. Nothing is said. Which order the others have is new in each
# run.
#
# What was expected: each address. RFC 5322, 3.4: a name before an address is for people to read ("display-name ... can be used
# to indicate an associated name"), and may be there twice. The manual: addresses() "returns a list with all addresses defined
# in any group of addresses: all addresses which are specified on the line". The older `$message->to` gives all of them.
#
#   To: Bob Jones <bob@example.com>, Bob Jones <bob@example.org>, Ann <ann@example.com>
#   to:         ann@example.com bob@example.com bob@example.org
#   study:      ann@example.com bob@example.org
#   written:    ann@example.com bob@example.org
#   addAddress: bob@example.org
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and perl; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

PROGRAMS='libmail-message-perl=3.012-1'
LIBRARIES='libio-stringy-perl libmailtools-perl libmime-types-perl libtimedate-perl liburi-perl libuser-identity-perl'
apt-get download $PROGRAMS $LIBRARIES > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done

cat > try.pl <<'PL'
use strict;
use warnings;
use Mail::Message;
use Mail::Message::Field::Addresses;

my @PEOPLE = (['Bob Jones', 'bob@example.com'], ['Bob Jones', 'bob@example.org'], ['Ann', 'ann@example.com']);
my $field = join ', ', map { "$_->[0] <$_->[1]>" } @PEOPLE;
my $message = Mail::Message->read("From: carl\@example.com\nTo: $field\nSubject: plan\n\nhello\n");

# The addresses of a field, without names, in the order of the alphabet.
sub addresses { join ' ', sort $_[0] =~ /[\w.]+@[\w.]+/g }

my $older = addresses(join ' ', map { $_->address } $message->to);
my @studied = $message->study('to')->addresses;
my $studied = addresses(join ' ', map { $_->address } @studied);
my $answer = Mail::Message->build(From => 'carl@example.com', To => \@studied, Subject => 'Re: plan', data => "yes\n");
my $written = addresses('' . $answer->head->get('To'));
my $made = Mail::Message::Field::Addresses->new('Cc');
$made->addAddress(phrase => $_->[0], address => $_->[1]) for @PEOPLE[0, 1];
my $added = addresses($made->string);
print "To: $field\n";
print "to:         $older\n", "study:      $studied\n", "written:    $written\n", "addAddress: $added\n";

if ($older ne 'ann@example.com bob@example.com bob@example.org') {
  print "the message was not read: nothing was tried\n";
  exit 2;
}
my $left = 'ann@example.com bob@example.org';
exit($studied eq $left && $written eq $left && $added eq 'bob@example.org' ? 0 : 1);
PL
PERL5LIB=root/usr/share/perl5 perl try.pl
