#!/bin/sh
# munpack takes the first of several files from a message that has them in uuencode, as Outlook sends attachments of plain
# text where it is set so: the others are not written, and it says nothing of them.
#
# Version: mpack 1.6-18+b1 (Debian 12, amd64). Compared with uudeview 0.5.20-14.
#
# What happens: it reads lines until one begins with "begin", decodes what follows up to "end", and is done with the message.
# What is after that, text or another file, is not looked at; the exit code is 0. With each message in a file of its own, as
# the manual asks for, there is no way to the second.
#
# What was expected: three files. The manual says that munpack "writes all non-text MIME parts or split-uuencoded files as
# files"; a file in uuencode ends with a line "end" (uuencode(1) of POSIX), and a text may have more than one.
#
#   in the message: first.txt second.txt third.txt
#   munpack:        first.txt, exit code 0
#   uudeview:       first.txt second.txt third.txt, exit code 0
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs apt-get, dpkg and Perl.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download mpack=1.6-18+b1 uudeview=0.5.20-14 libuu0=0.5.20-14 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$folder/root/usr/lib
HOME=$folder
export LD_LIBRARY_PATH HOME

files='first.txt second.txt third.txt'
{
  printf 'From: Ann <ann@example.org>\nTo: bob@example.com\nSubject: files\n\nhere they are\n\n'
  for file in $files; do
    printf 'begin 666 %s\n' "$file"
    perl -e 'print pack "u", "this is $ARGV[0]\n"' "$file" || exit 2
    printf '`\nend\n\n'
  done
} > message

mkdir munpack uudeview
(cd munpack && ../root/usr/bin/munpack ../message > ../munpack.log 2>&1)
munpackCode=$?
root/usr/bin/uudeview -i -q -p uudeview message > uudeview.log 2>&1
uudeviewCode=$?
list() { (cd "$1" && echo *); }
munpack=$(list munpack)
uudeview=$(list uudeview)
echo "in the message: $files"
echo "munpack:        $munpack, exit code $munpackCode"
echo "uudeview:       $uudeview, exit code $uudeviewCode"

[ "$uudeview" = "$files" ] || { echo 'nor does uudeview find them: nothing was tried'; exit 2; }
[ "$munpack" = 'first.txt' ] && [ "$munpackCode" -eq 0 ]
