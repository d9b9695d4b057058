#!/bin/sh
# abook takes the first line of a folded vCard property for all of it: of a long address of mail the end is lost, and what is
# left is an address of another domain, which goes on into the aliases of mutt.
#
# Versions: abook 0.6.1-2+b1, with python3-vobject 0.9.6.1-2 as the one that writes the card (Debian 12, November 2026).
#
# What happens: who writes vCards folds lines that are longer than 75 octets, wherever that is: the next line begins with a
# blank that belongs to nobody. abook passes over each line that begins so. Of a note the first letters stay, of
# ann...@example.com ann...@example.co, which is an address too. Backslashes that stand before commas come into notes and names
# with them. Nothing is said, and the exit code is 0.
#
# What was expected: the whole values. RFC 2426, 2.6: a folded line is put together again before it is read, and 5: `\,` stands
# for a comma. The manual page of abook has "VCard addressbook" among the formats that it reads; it and the file BUGS say
# nothing of such lines, and there is no option. To unfold the file first helps against the first, not against the second.
#
#   written:  ann.smith.of.the.northern.office.in.the.town@example.com
#   in mutt:  alias ann Ann Smith <ann.smith.of.the.northern.office.in.the.town@example.co>
#   written:  Meet her at the entrance of the northern office, not at the southern one.
#   in abook: Meet her at the entrance of the northern office\, not at the southern
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its package
# lists (apt-get update) and python3; installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

LIBRARIES="python3-dateutil python3-six libncursesw6 libreadline8"
apt-get download abook=0.6.1-2+b1 python3-vobject=0.9.6.1-2 $LIBRARIES > apt.log 2>&1 ||
  { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done
LD_LIBRARY_PATH=$(echo root/usr/lib/*-linux-gnu | tr ' ' ':'):$(echo root/lib/*-linux-gnu | tr ' ' ':')
PYTHONPATH=root/usr/lib/python3/dist-packages
export LD_LIBRARY_PATH PYTHONPATH

ADDRESS=ann.smith.of.the.northern.office.in.the.town@example.com
NOTE='Meet her at the entrance of the northern office, not at the southern one.'
ALIAS="alias ann Ann Smith <$ADDRESS>"

# Writes a card with the address $1 and the note $2.
write() {
  /usr/bin/python3 - "$1" "$2" <<'PY'
import sys
import vobject

card = vobject.vCard()
card.add('n').value = vobject.vcard.Name(family='Smith', given='Ann')
card.add('fn').value = 'Ann Smith'
card.add('email').value = sys.argv[1]
card.email.type_param = 'INTERNET'
card.add('note').value = sys.argv[2]
sys.stdout.write(card.serialize())
PY
}
# Turns the card $1 into the format $2.
convert() {
  root/usr/bin/abook --convert --infile "$1" --informat vcard --outformat "$2" --outfile -
}

write ann@example.com 'short note' > short.vcf || exit 2
write "$ADDRESS" "$NOTE" > long.vcf || exit 2
convert short.vcf mutt > short.mutt && convert short.vcf abook > short.abook || exit 2
if ! grep -qx 'alias ann Ann Smith <ann@example.com>' short.mutt || ! grep -qx 'notes=short note' short.abook; then
  echo 'not even a short card is read: nothing was tried'
  exit 2
fi
if ! grep -q '^ ' long.vcf; then
  echo 'the lines were not folded: nothing was tried'
  exit 2
fi
convert long.vcf mutt > long.mutt && convert long.vcf abook > long.abook || exit 1
alias=$(grep '^alias' long.mutt)
note=$(sed -n 's/^notes=//p' long.abook)
echo "written:  $ADDRESS"
echo "in mutt:  $alias"
echo "written:  $NOTE"
echo "in abook: $note"
[ "$alias" = "${ALIAS%m>}>" ] && [ "${note#*office\\, not}" = ' at the southern ' ] || exit 1
