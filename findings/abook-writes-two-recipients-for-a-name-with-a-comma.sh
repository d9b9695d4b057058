#!/bin/sh
# abook writes names into aliases of mutt as they are, so that mutt sends what is meant for "Smith, Ann" to a local user called
# Smith as well, and sends to nobody where a name has a number sign.
#
# Versions: abook 0.6.1-2+b1, with mutt 2.2.12-0.1~deb12u2 as the one that reads (Debian 12, November 2026).
#
# What happens: an alias of mutt is a line of muttrc, where quotation marks keep a name together and # begins a comment. abook
# puts neither quotation marks nor backslashes into it. Of "Smith, Ann <ann@example.com>" mutt makes two recipients; the first
# has no address, and gets the name of this machine. Of "Flat #2 <dora@example.com>" the address is a comment, and mutt finds no
# recipient. A nickname of two words becomes a shorter one and a longer name. Nothing is said.
#
# What was expected: what mutt writes into such a file itself: the name in quotation marks. RFC 5322, 3.2.4; the manual of mutt,
# "Syntax of Initialization Files", has # for comments and quotation marks against it. The manual page of abook, which "is
# designed for use with mutt", has "mutt alias" among the formats that are written. Its file BUGS has duplicate aliases only.
# There is no option.
#
#   in the book             line of abook                                   mutt -A
#   Smith, Ann              alias ann Smith, Ann <ann@example.com>          Smith, Ann <ann@example.com>
#   the same, quoted        alias ann "Smith, Ann" <ann@example.com>        "Smith, Ann" <ann@example.com>
#   Flat #2                 alias dora Flat #2 <dora@example.com>           Flat
#   Carl, nick "carl l"     alias carl l Carl <carl@example.com>            l Carl <carl@example.com>
#   a message to ann is sent to: Smith@host.example.com ann@example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12 and its package
# lists (apt-get update); installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

PROGRAMS='abook=0.6.1-2+b1 mutt=2.2.12-0.1~deb12u2'
LIBRARIES='libassuan0 libgpg-error0 libgpgme11 libgsasl18 libgssapi-krb5-2 libgssglue1 libidn12 libk5crypto3 libkeyutils1
  libkrb5-3 libkrb5support0 libncursesw6 libntlm0 libreadline8 libtokyocabinet9'
apt-get download $PROGRAMS $LIBRARIES > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$(echo root/usr/lib/*-linux-gnu | tr ' ' ':'):$(echo root/lib/*-linux-gnu | tr ' ' ':')
export LD_LIBRARY_PATH HOME="$folder" LC_ALL=C.UTF-8

cat > addressbook <<'BOOK'
[format]
program=abook
version=0.6.1

[0]
name=Bob Jones
email=bob@example.com
nick=bob

[1]
name=Smith, Ann
email=ann@example.com
nick=ann

[2]
name=Flat #2
email=dora@example.com
nick=dora

[3]
name=Carl
email=carl@example.com
nick=carl l
BOOK
root/usr/bin/abook --convert --infile addressbook --informat abook --outformat mutt --outfile aliases || exit 2
sed -n 's/^alias ann .*/alias ann "Smith, Ann" <ann@example.com>/p' aliases > quoted

# What mutt takes the alias $2 of the file $1 for.
expanded() {
  root/usr/bin/mutt -n -F "$1" -A "$2" < /dev/null
}
told() {
  printf '%-23s %-47s %s\n' "$1" "$(grep "^alias $3" "$2")" "$(expanded "$2" "$3")"
}
echo 'in the book             line of abook                                   mutt -A'
told 'Smith, Ann' aliases ann
told 'the same, quoted' quoted ann
told 'Flat #2' aliases dora
told 'Carl, nick "carl l"' aliases carl

# Stands for the program that sends: keeps the recipients, which follow two hyphens.
cat > sendmail.sh <<'SH'
while [ "$1" != -- ]; do shift; done
shift
echo "$*" > recipients
cat > message
SH
cat > muttrc <<RC
set sendmail="sh $folder/sendmail.sh" sendmail_wait=0 record="" from=me@example.com hostname=host.example.com
source $folder/aliases
RC
echo hello | root/usr/bin/mutt -n -F muttrc -s plan ann > mutt.log 2>&1 || { cat mutt.log; exit 2; }
recipients=$(cat recipients)
echo "a message to ann is sent to: $recipients"

if [ "$(expanded aliases bob)" != 'Bob Jones <bob@example.com>' ] ||
  [ "$(expanded quoted ann)" != '"Smith, Ann" <ann@example.com>' ]; then
  echo 'not even a plain alias is read: nothing was tried'
  exit 2
fi
[ "$recipients" = 'Smith@host.example.com ann@example.com' ] && [ "$(expanded aliases dora)" = Flat ] &&
  [ "$(expanded aliases carl)" = 'l Carl <carl@example.com>' ] || exit 1
