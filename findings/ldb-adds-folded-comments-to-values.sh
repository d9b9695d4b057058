#!/bin/sh
# ldbadd and ldbmodify take the second line of a folded comment for the next piece of the value before it, so that a telephone
# number ends in words; above an entry, where ldapsearch writes such comments, that entry and all after it are left out.
#
# Version: ldb-tools 2:2.6.2+samba4.17.12+dfsg-0+deb12u4 (Debian 12).
#
# What happens: the library takes the lines of comments away first and joins lines that begin with a blank afterwards, so the
# rest of a comment that went over the end of its line is joined with what stood before. Nothing is said, and ldbsearch gives
# the value so from then on. ldapsearch of OpenLDAP writes the name of each entry as a comment above it, and folds long ones:
# ldbadd reads a list of contacts that it wrote up to the first such name, says on the side of errors that the first line must
# be a dn, and then success.
#
# What was expected: that the comment is ignored. RFC 2849, note 2 of the syntax, has that any line may be folded, "including
# comment lines". The manual of ldbmodify refers for the format to ldapmodify(1) of OpenLDAP, which folds comments itself.
#
#   without a comment: telephoneNumber: 555-0100
#   added: telephoneNumber: 555-0100 and in the evening.
#   changed: mail: ann@example.comis not in use any more.
#   three contacts: Added 1 records successfully, exit code 0
#   found: Ann
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

samba=2:2.6.2+samba4.17.12+dfsg-0+deb12u4
apt-get download ldb-tools=$samba libldb2=$samba liblmdb0=0.9.24-1 libpopt0=1.19+dfsg-1 libtalloc2=2.4.0-f2 \
  libtdb1=1.4.8-2 libtevent0=0.14.1-1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
libraries=$(echo "$folder"/system/usr/lib/*-linux-gnu)
LD_LIBRARY_PATH="$libraries:$libraries/samba"
LDB_MODULES_PATH="$libraries/samba/ldb"
PATH="$folder/system/usr/bin:$PATH"
export LD_LIBRARY_PATH LDB_MODULES_PATH PATH

value() { ldbsearch -H tdb://contacts.ldb cn=Ann "$1" | grep "^$1:"; }

cat > ann.ldif <<'LDIF'
dn: cn=Ann,dc=example,dc=com
cn: Ann
telephoneNumber: 555-0100
LDIF
ldbadd -H tdb://contacts.ldb ann.ldif > ldb.log || exit 2
plain=$(value telephoneNumber)
echo "without a comment: $plain"
[ "$plain" = 'telephoneNumber: 555-0100' ] || { echo 'nothing was tried'; exit 2; }

rm contacts.ldb
cat > ann.ldif <<'LDIF'
dn: cn=Ann,dc=example,dc=com
cn: Ann
telephoneNumber: 555-0100
# Ann can be reached under this number by day,
  and in the evening.
LDIF
ldbadd -H tdb://contacts.ldb ann.ldif > ldb.log || exit 2
added=$(value telephoneNumber)
echo "added: $added"

cat > change.ldif <<'LDIF'
dn: cn=Ann,dc=example,dc=com
changetype: modify
add: mail
mail: ann@example.com
# The address that she had before
 is not in use any more.
-
LDIF
ldbmodify -H tdb://contacts.ldb change.ldif > ldb.log || exit 2
changed=$(value mail)
echo "changed: $changed"

cat > three.ldif <<'LDIF'
# Ann, example.com
dn: cn=Ann,dc=example,dc=com
cn: Ann

# Bartholomew Featherstonehaugh-Montgomery, Department of Correspondence, exam
 ple.com
dn: cn=Bartholomew Featherstonehaugh-Montgomery,dc=example,dc=com
cn: Bartholomew Featherstonehaugh-Montgomery

# Carl, example.com
dn: cn=Carl,dc=example,dc=com
cn: Carl
LDIF
three=$(ldbadd -H tdb://three.ldb three.ldif 2> refused.log)
code=$?
echo "three contacts: $three, exit code $code"
found=$(ldbsearch -H tdb://three.ldb '(cn=*)' cn | sed -n 's/^cn: //p' | paste -s -d ' ' -)
echo "found: $found"

[ "$added" = 'telephoneNumber: 555-0100 and in the evening.' ] &&
  [ "$changed" = 'mail: ann@example.comis not in use any more.' ] &&
  grep -q 'First line of ldif must be a dn' refused.log && [ $code = 0 ] && [ "$found" = Ann ]
