#!/bin/sh
# db_load, of Berkeley DB, makes a queue that is padded with zeros of every dump that names another sign, and of a dump by -p -k
# it loads the first record alone.
#
# Version: db5.3-util 5.3.28+dfsg2-1 (Debian 12).
#
# What happens: db_dump writes the sign with which short records are filled as a number, `re_pad=0x2e`. db_load takes the first
# sign of what stands there, and that is 0: the records of the dump are whole, but those that are put into the copy end in
# zeros: `12` is `120000`. With -k db_dump writes the record numbers too, which a queue or a list needs where records were
# deleted; together with -p db_load ends behind the first one with "odd number of key/data pairs", and leaves a database with
# that one record.
#
# What was expected: the same database. db5.3_dump(1) has that its output is "understood by the db5.3_load utility", and -k to
# "dump record numbers from Queue and Recno databases as keys"; nothing is said against -p beside it. -k without -p is read as a
# whole. db5.3_load(1) calls re_pad the pad character.
#
#   the queue: padded with 0x2e; 12 put into it: 12....
#   its copy: padded with 0x30; 12 put into it: 120000
#   a list of three by -k: one two three
#   by -p -k: one
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download db5.3-util=5.3.28+dfsg2-1 libdb5.3=5.3.28+dfsg2-1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu)
PATH="$folder/system/usr/bin:$PATH"
export LD_LIBRARY_PATH PATH

pad() { db5.3_dump -p "$1" | sed -n 's/^re_pad=//p'; }
# The records of $1, without their numbers.
records() { db5.3_dump -p "$1" | sed -n 's/^ //p' | paste -s -d ' ' -; }

echo 7 | db5.3_load -T -t queue -c re_len=6 -c re_pad=. queue.db || exit 2
db5.3_dump queue.db > dump && db5.3_load -f dump copy.db || exit 2
[ "$(records queue.db) $(records copy.db)" = '7..... 7.....' ] || { echo 'nothing was tried'; exit 2; }
padOfQueue=$(pad queue.db)
padOfCopy=$(pad copy.db)
for name in queue copy; do
  echo 12 | db5.3_load -T -t queue $name.db || exit 2
done
put=$(records queue.db)
putIntoCopy=$(records copy.db)
echo "the queue: padded with $padOfQueue; 12 put into it: $put"
echo "its copy: padded with $padOfCopy; 12 put into it: $putIntoCopy"

printf 'one\ntwo\nthree\n' | db5.3_load -T -t recno list.db || exit 2
db5.3_dump -k list.db > dump && db5.3_load -f dump all.db || exit 2
all=$(records all.db)
echo "a list of three by -k: $all"
db5.3_dump -p -k list.db > dump || exit 2
db5.3_load -f dump part.db 2> errors
part=$(records part.db)
echo "by -p -k: $part"

[ "$all" = 'one two three' ] || { echo 'nothing was tried'; exit 2; }
[ "$padOfQueue" = 0x2e ] && [ "$put" = 12.... ] && [ "$padOfCopy" = 0x30 ] && [ "$putIntoCopy" = 120000 ] &&
  grep -q 'odd number' errors && [ "$part" = one ]
