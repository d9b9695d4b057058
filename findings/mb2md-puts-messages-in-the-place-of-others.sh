#!/bin/sh
# mb2md puts the messages of one mailbox in the place of those of another: of three mbox files that are brought into one
# Maildir within a second, those of the last are left.
#
# Version: mb2md 3.20-10, with libtimedate-perl 2.3300-2 (Debian 12); seen with Perl 5.36.
#
# What happens: a message gets the name of the second, its number in the mbox file, and the word mbox: the first messages of
# two files have the same name where both begin in one second, as small ones do in a loop of a shell. mb2md opens the file for
# writing, without a look whether there is one, and straight in cur. It ends with 0, and says each time how many messages it
# has converted.
#
# What was expected: a message each. The name of a message in a Maildir is unique: the process, the machine or a counter are
# added to the second (maildir(5) of maildrop and of courier: "a new unique filename"), and it is written in tmp first and
# moved from there. The manual of mb2md has -s for a single file and -d for where to; nothing in it says that the Maildir has
# to be a new one.
#
#   at once: 3 files of 2 messages, 0 failures; in the Maildir: 2 messages: third 1, third 2
#   a second apart: 3 files of 2 messages, 0 failures; in the Maildir: 6 messages: first 1, first 2, second 1, ...
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get, dpkg and Perl.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download mb2md=3.20-10 libtimedate-perl=2.3300-2 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
PERL5LIB=$folder/root/usr/share/perl5
HOME=$folder
export PERL5LIB HOME

for name in first second third; do
  for number in 1 2; do
    printf 'From ann@example.org Mon Jan  5 10:00:00 2026\nFrom: Ann <ann@example.org>\nSubject: %s %s\n' "$name" "$number"
    printf 'Message-ID: <%s-%s@example.org>\n\nhello\n\n' "$name" "$number"
  done > "$name.mbox"
done

# The three files into the Maildir $1, with what is to be done before each of them.
convert() {
  maildir=$1
  shift
  failures=0
  for name in first second third; do
    "$@"
    perl root/usr/bin/mb2md -s "$folder/$name.mbox" -d "$folder/$maildir" > "$name.log" 2>&1 || failures=$((failures + 1))
    grep -q '^2 messages' "$name.log" || { cat "$name.log"; exit 2; }
  done
  cat "$maildir"/cur/* | sed -n 's/^Subject: //p' > "$maildir.subjects"
}
show() {
  list=$(sed 4q "$2.subjects" | awk '{ printf("%s%s", (NR > 1 ? ", " : ""), (NR > 3 ? "..." : $0)) }')
  echo "$1: 3 files of 2 messages, $failures failures; in the Maildir: $(awk 'END { print NR }' "$2.subjects") messages: $list"
}

# Three that do not begin in one second are tried again.
tries=0
while :; do
  rm -rf quick
  convert quick true
  begun=$(find quick/cur -type f | sed 's|.*/\([0-9]*\)\..*|\1|' | sort -u | awk 'END { print NR }')
  tries=$((tries + 1))
  [ "$begun" -eq 1 ] && break
  [ "$tries" -lt 10 ] || { echo 'the machine is too slow: nothing was tried'; exit 2; }
done
show 'at once' quick
quick=$(cat quick.subjects)
quickFailures=$failures

convert slow sleep 1.1
show 'a second apart' slow
[ "$(awk 'END { print NR }' slow.subjects)" -eq 6 ] || { echo 'nor are they there one by one: nothing was tried'; exit 2; }

[ "$quickFailures" -eq 0 ] && [ "$quick" = "$(printf 'third 1\nthird 2')" ]
