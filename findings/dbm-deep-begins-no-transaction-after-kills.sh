#!/bin/sh
# DBM::Deep begins no transaction any more once processes were killed in one: each kill takes one of the transactions that a
# file can have, for good, and with the last of them the file can't be changed in one by anybody.
#
# Version: libdbm-deep-perl 2.0016-2 (Debian 12, November 2026).
#
# What happens: the file has a row of places for transactions, as many as num_txns said when it was made, and a transaction that
# runs has one of them. Who is killed in the middle leaves its place taken; nobody looks whether the process is still there.
# begin_work then dies with "Cannot allocate transaction ID", with the file open by nobody else, and also in the next life. What
# had been saved before can be read, and changed outside of transactions. optimize(), which copies the file, gives the places
# back; the manual has it for the size of the file.
#
# What was expected: a transaction. The manual has "ACID transactions", of num_txns that it is "the number of transactions that
# can be running at one time", and that there must be one more than processes that call begin_work at the same time. Here is one
# process, and none of the transactions is running. Nothing is said of processes that end in the middle.
#
#   a file with num_txns 4, and one process at a time
#   killed in a transaction before: 0, begins one: yes
#   killed in a transaction before: 1, begins one: yes
#   killed in a transaction before: 2, begins one: yes
#   killed in a transaction before: 3, begins one: DBM::Deep: Cannot allocate transaction ID
#   saved before all of them: kept
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its packages,
# and perl.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download libdbm-deep-perl=2.0016-2 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
PERL5LIB=root/usr/share/perl5
export PERL5LIB

cat > try.pl <<'PL'
use strict;
use warnings;
use DBM::Deep;
$| = 1;

sub database { DBM::Deep->new(file => 'outbox.db', num_txns => 4) }

my $first = database();
$first->{saved} = 'kept';
# One that is ended leaves its place free, however often.
for my $time (1 .. 9) {
  $first->begin_work;
  $first->{message} = $time;
  $first->rollback;
}
undef $first;

# Begins a transaction in a process of its own, and is killed in it; what begin_work says, by a pipe.
sub killedInTransaction {
  pipe(my $out, my $in) or exit 2;
  my $life = fork // exit 2;
  if ($life == 0) {
    my $database = database();
    eval { $database->begin_work; 1 } or do { syswrite $in, $@ =~ s/ at .*//sr; kill 'KILL', $$ };
    $database->{message} = 'half';
    syswrite $in, 'yes';
    kill 'KILL', $$;
  }
  close $in;
  my $said = join '', <$out>;
  waitpid $life, 0;
  ($? & 127) == 9 or do { print "nobody was killed: nothing was tried\n"; exit 2 };
  return $said;
}

my @begins;
for my $before (0 .. 3) {
  push @begins, killedInTransaction();
  print "killed in a transaction before: $before, begins one: $begins[-1]\n";
}
my $saved = database()->{saved};
print "saved before all of them: $saved\n";
exit 2 if $begins[0] ne 'yes';
exit("@begins[1 .. 3]" eq 'yes yes DBM::Deep: Cannot allocate transaction ID' && $saved eq 'kept' ? 0 : 1);
PL
perl try.pl
code=$?
[ $code -le 2 ] || exit 2
exit $code
