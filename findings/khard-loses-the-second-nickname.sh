#!/bin/sh
# khard, by python3-vobject, keeps the first of several nicknames of a vCard: who changes the address of mail of a contact loses
# the others for all programs that share the address book.
#
# Versions: khard 0.18.0-1 and python3-vobject 0.9.6.1-2 (Debian 12, November 2026).
#
# What happens: vobject divides the text of a property at its commas and takes the first piece, also where the property is a
# list. What is behind the comma is neither shown nor written again, and nothing is said. khard reads each card so, and when
# anything in a card is changed it writes all of it anew; vdirsyncer or another program takes the shorter card to the server
# then.
#
# What was expected: RFC 2426, 3.1.3: NICKNAME is "one or more text values separated by a COMMA character". The README of
# vobject: vCard 3.0 "files are supported, and all data should be imported". CATEGORIES, which is a list too, stays whole. There
# is no option.
#
#   before:                        NICKNAME:Annie,Nan    CATEGORIES:friends,work
#   khard show:                    Annie
#   after another address of mail: NICKNAME:Annie    CATEGORIES:friends,work
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and python3; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

PROGRAMS='khard=0.18.0-1 python3-vobject=0.9.6.1-2'
LIBRARIES='libyaml-0-2 python3-atomicwrites python3-configobj python3-dateutil python3-distutils python3-ruamel.yaml
  python3-ruamel.yaml.clib python3-six python3-unidecode'
apt-get download $PROGRAMS $LIBRARIES > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$(echo root/usr/lib/*-linux-gnu | tr ' ' ':')
PYTHONPATH=root/usr/lib/python3/dist-packages:root/usr/lib/python3.11
export LD_LIBRARY_PATH PYTHONPATH HOME="$folder" LC_ALL=C.UTF-8

mkdir cards
cat > khard.conf <<CONF
[addressbooks]
[[cards]]
path = $folder/cards
[general]
default_action = list
CONF
khard() {
  /usr/bin/python3 root/usr/bin/khard -c khard.conf "$@"
}
# The line of the card that begins with $1.
line() {
  tr -d '\r' < cards/ann.vcf | grep "^$1"
}

cat > cards/ann.vcf <<'VCF'
BEGIN:VCARD
VERSION:3.0
UID:ann
N:Smith;Ann;;;
FN:Ann Smith
NICKNAME:Annie,Nan
CATEGORIES:friends,work
EMAIL;TYPE=INTERNET:ann@example.com
END:VCARD
VCF
echo "before:                        $(line NICKNAME)    $(line CATEGORIES)"
shown=$(khard show ann | sed -n 's/^ *Nickname: //p')
echo "khard show:                    $shown"
khard show --format yaml ann > ann.yaml || exit 2
sed 's/ann@example\.com/smith@example.com/' ann.yaml > changed.yaml
echo y | khard edit --input-file changed.yaml ann > edit.log 2>&1 || { cat edit.log; exit 2; }
if ! line EMAIL | grep -q smith@example.com || [ "$(line CATEGORIES)" != CATEGORIES:friends,work ]; then
  cat edit.log cards/ann.vcf
  echo 'the address of mail was not changed alone: nothing was tried'
  exit 2
fi
echo "after another address of mail: $(line NICKNAME)    $(line CATEGORIES)"
[ "$shown" = Annie ] && [ "$(line NICKNAME)" = NICKNAME:Annie ] || exit 1
