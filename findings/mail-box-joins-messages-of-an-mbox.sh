#!/bin/sh
# Mail::Box writes an mbox file in which a message without a line end at its end is not parted from the next one: formail and
# mb2md take that one, header and all, for the text of the first.
#
# Version: libmail-box-perl 3.009-1 (Debian 12); read by procmail 3.22-27 and mb2md 3.20-10.
#
# What happens: of a message from a Maildir, where the last line may have no end, it adds the line end that is missing, and no
# empty line before the next `From `. It finds all messages again itself, by the Content-Length that it has added. Others look
# for `From ` after an empty line, so as not to take text for a message: of three messages formail and mb2md find two, and so do
# inc of nmh and messages of mailutils. What is made by mb2md from an archive that came from a Maildir has lost one for each
# such message.
#
# What was expected: an empty line behind each message, as Mail::Box writes it behind the others. RFC 4155, appendix A, has that
# a message ends with one; formail(1) has -e for mbox files without. Maildirs with such messages are valid: no standard asks for
# the last line end.
#
#   in the Maildir: 3, the first one without a line end at its end
#   the mbox, by Mail::Box itself: 3
#   by formail: 2
#   by mb2md: 2, subjects in the first one: Lunch Dinner
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download libmail-box-perl=3.009-1 libmail-message-perl=3.012-1 libmail-transport-perl=3.005-2 mb2md=3.20-10 \
  procmail=3.22-27 libdevel-globaldestruction-perl libfile-remove-perl libio-stringy-perl liblog-agent-perl libmailtools-perl \
  libmime-types-perl libobject-realize-later-perl libsub-exporter-progressive-perl libtimedate-perl liburi-perl \
  libuser-identity-perl > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
PERL5LIB="$folder/system/usr/share/perl5"
export PERL5LIB

# Writes the subject $1 and the text $2 of a message into the Maildir; the text ends as it is given.
mkdir -p maildir/cur maildir/new maildir/tmp
write() {
  printf 'From: ann@example.com\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nSubject: %s\n\n%b' "$1" "$2" > "maildir/cur/$3.ann:2,S"
}
write Lunch 'At noon?' 1
write Dinner 'At seven.\n' 2
write Photos 'Here.\n' 3
echo "in the Maildir: 3, the first one without a line end at its end"

cat > copy.pl <<'PERL'
use strict;
use warnings;
use Mail::Box::Manager;

my $manager = Mail::Box::Manager->new;
my $from = $manager->open('maildir', type => 'maildir', access => 'r') or exit 2;
my $to = $manager->open('archive.mbox', type => 'mbox', access => 'rw', create => 1) or exit 2;
$_->copyTo($to) for $from->messages;
$manager->closeAllFolders;
my $again = Mail::Box::Manager->new->open('archive.mbox', access => 'r') or exit 2;
print scalar($again->messages), "\n";
PERL
own=$(perl copy.pl 2> copy.log) || { cat copy.log; exit 2; }
echo "the mbox, by Mail::Box itself: $own"

formail=$(system/usr/bin/formail -s echo message < archive.mbox | grep -c message)
echo "by formail: $formail"

perl system/usr/bin/mb2md -s "$folder/archive.mbox" -d "$folder/again" > mb2md.log 2>&1 || { cat mb2md.log; exit 2; }
mb2md=$(find again -type f | wc -l)
subjects=$(sed -n 's/^Subject: //p' "$(grep -l 'At noon' -r again)" | paste -s -d ' ' -)
echo "by mb2md: $mb2md, subjects in the first one: $subjects"

# The same with the line end: all is well, so it is this that matters.
echo >> maildir/cur/1.ann:2,S
rm archive.mbox
perl copy.pl > copy.log 2>&1
[ "$(system/usr/bin/formail -s echo message < archive.mbox | grep -c message)" = 3 ] || { echo 'nothing was tried'; exit 2; }

[ "$own" = 3 ] && [ "$formail" = 2 ] && [ "$mb2md" = 2 ] && [ "$subjects" = 'Lunch Dinner' ]
