#!/bin/sh
# mpack takes hyphens from the starts of the lines of a text that it sends: the line above a signature is no longer one, an
# option --force is -force, and a file name with quotation marks ends at the first of them.
#
# Version: mpack 1.6-18+b1 (Debian 12, amd64). Read back by munpack, of the same package.
#
# What happens: the boundary of its messages is one hyphen, so that every line that begins with three would be one. mpack
# chooses no other, but takes hyphens from each line that begins with two or more, until one is left. The name of the file is
# written between quotation marks as it is, with those of its own among them: a reader has what is before the first of these.
# Neither is said; the manual has that -d includes the contents of a file "in an introductory section at the beginning".
#
# What was expected: the text as it is, and a boundary that is not in it (RFC 2046, 5.1.1: delimiters "must not appear within
# the encapsulated material"); a backslash before quotation marks of a name (RFC 2045, 5.1, with RFC 5322, 3.2.4:
# quoted-string).
#
#   sent: use --force|--force is an option|----------|-- |Ann|     file: 5" pipe.txt
#   read: use --force|-force is an option|-|- |Ann|     file: 5
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get and dpkg.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download mpack=1.6-18+b1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done

file='5" pipe.txt'
printf 'use --force\n--force is an option\n----------\n-- \nAnn\n' > text
printf 'file' > "$file"
root/usr/bin/mpack -s hello -d text -o message "$file" || exit 2
mkdir read
(cd read && ../root/usr/bin/munpack -q -t ../message > ../read.log 2>&1) || { cat read.log; exit 2; }

# The lines of a file in one; the last blank line is that before the boundary.
lines() { sed '${/^$/d;}' "$1" | tr '\n' '|'; }
text=$(lines read/part1)
name=$(cd read && grep -lx file -- *)
echo "sent: $(lines text)     file: $file"
echo "read: $text     file: $name"

case $text in *Ann*) ;; *) echo 'the text is not there: nothing was tried'; exit 2 ;; esac
[ "$text" = 'use --force|-force is an option|-|- |Ann|' ] && [ "$name" = 5 ]
