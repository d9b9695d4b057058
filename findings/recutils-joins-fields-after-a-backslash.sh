#!/bin/sh
# recutils writes a value that ends in a backslash so that it reads it together with the next field: that field is no more, its
# name is in the value before, and the backslash is gone.
#
# Version: recutils 1.9-2 (Debian 12; 1.9 is the newest release in November 2026).
#
# What happens: in a recfile a backslash at the end of a line continues it with the next one. recins, recset and csv2rec write a
# value as it is given, without a word, and recsel, rec2csv and the next recins take the two lines for one. A contact whose
# folder is `C:\mail\` has no telephone any more; of a note the line after such a one grows together with it, with the `+` that
# begins it. Another recset writes the joined field back, and then it is so for good.
#
# What was expected: the fields that were given, or an error. The manual (2.1, Fields) has that one may split a line so; there
# is no escape for a backslash at the end of a value, but an empty continuation or a blank after it would do.
#
#   the table: Ann; C:\mail\; 555-0100
#   of csv2rec: Name "Ann", Folder "C:\mailPhone: 555-0100", Phone ""
#   of recins: Name "Ann", Folder "C:\mailPhone: 555-0100", Phone ""
#   a note of two lines: "on D:+ and E:"
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download recutils=1.9-2 librec1=1.9-2 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu)
PATH="$folder/system/usr/bin:$PATH"
export LD_LIBRARY_PATH PATH

# What a file has of its one contact.
show() {
  for name in Name Folder Phone; do
    value=$(recsel -P $name "$1") || exit 2
    printf '%s "%s"\n' $name "$value"
  done | paste -s -d '|' - | sed 's/|/, /g'
}

printf 'Name,Folder,Phone\nAnn,C:\\mail\\,555-0100\n' > contacts.csv
echo "the table: $(sed -n '2s/,/; /gp' contacts.csv)"

csv2rec contacts.csv > table.rec || exit 2
table=$(show table.rec)
echo "of csv2rec: $table"

: > added.rec
recins -f Name -v Ann -f Folder -v 'C:\mail\' -f Phone -v 555-0100 added.rec || exit 2
added=$(show added.rec)
echo "of recins: $added"

: > note.rec
recins -f Note -v 'on D:\
and E:' note.rec || exit 2
note=$(recsel -P Note note.rec)
echo "a note of two lines: \"$note\""

: > whole.rec
recins -f Name -v Ann -f Folder -v 'C:\mail' -f Phone -v 555-0100 whole.rec || exit 2
[ "$(show whole.rec)" = 'Name "Ann", Folder "C:\mail", Phone "555-0100"' ] ||
  { echo 'nothing was tried'; exit 2; }

[ "$table" = 'Name "Ann", Folder "C:\mailPhone: 555-0100", Phone ""' ] && [ "$added" = "$table" ] &&
  [ "$note" = 'on D:+ and E:' ]
