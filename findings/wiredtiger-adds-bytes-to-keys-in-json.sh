#!/bin/sh
# wt load -j, of WiredTiger, appends a zero byte to a key or a value for each backslash, quotation mark or line end in it: the
# records are there and look the same, but are not found by their keys.
#
# Version: wiredtiger 3.2.1-1 (Debian 12).
#
# What happens: in the JSON that wt dump -j writes such a sign is an escape of two. When wt load -j puts the one sign in the
# place of the two, the text is a byte shorter, but its length stays as it was, and the rest is zeros. A key of format S goes
# into the tree with them, so that the copy has no record of that key any more: the folder `Archive\2026` can't be opened, a
# subject with quotation marks has two zeros. A further dump in JSON shows no difference, since a text ends at its first zero.
# The other formats of wt dump (plain, and -x) are right.
#
# What was expected: the same keys. wt(1) has of load -j that it takes what "was created by the dump -j command". RFC 8259,
# section 7: an escape of two signs stands for one.
#
#   read from the copy by dump and load: one, two, three, four
#   read from the copy by dump -j and load -j: one, not found, not found, four
#   its keys: Archive\2026<00>, Inbox, Re: "Lunch"<00><00>, Sent
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download wiredtiger=3.2.1-1 libwiredtiger0=3.2.1-1 libsnappy1v5 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu)
PATH="$folder/system/usr/bin:$PATH"
export LD_LIBRARY_PATH PATH

mkdir mail plain json
wt -h mail create -c key_format=S,value_format=S table:mail || exit 2
wt -h mail write table:mail Inbox one 'Archive\2026' two 'Re: "Lunch"' three Sent four || exit 2

# What the database $1 has of the four keys.
read_all() {
  for key in Inbox 'Archive\2026' 'Re: "Lunch"' Sent; do
    wt -h "$1" read table:mail "$key" 2> errors || sed -n 's/.*: not found$/not found/p' errors
  done | paste -s -d ',' - | sed 's/,/, /g'
}

wt -h mail dump table:mail > dump && wt -h plain load -f dump || exit 2
plain=$(read_all plain)
echo "read from the copy by dump and load: $plain"
[ "$plain" = 'one, two, three, four' ] || { echo 'nothing was tried'; exit 2; }

wt -h mail dump -j table:mail > dump && wt -h json load -j -f dump || exit 2
json=$(read_all json)
echo "read from the copy by dump -j and load -j: $json"
# Lines of keys and values in hexadecimal, each with the zero that ends it.
keys=$(wt -h json dump -x table:mail | sed '1,/^Data/d' | perl -ne 'next if $. % 2 == 0; chomp; s/00$//;
  s/(..)/chr hex $1/ge; s/([^ -~])/sprintf "<%02x>", ord $1/ge; print "$_\n"' | paste -s -d ',' - | sed 's/,/, /g')
printf '%s\n' "its keys: $keys"
[ "$json" = 'one, not found, not found, four' ] && [ "$keys" = 'Archive\2026<00>, Inbox, Re: "Lunch"<00><00>, Sent' ]
