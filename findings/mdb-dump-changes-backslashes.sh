#!/bin/sh
# mdb_dump -p, of LMDB, leaves backslashes as they stand, and mdb_load takes each for the beginning of a byte in hexadecimal:
# the copy has one byte in the place of `\ba` and one backslash of two, and a dump with any other backslash can't be loaded at
# all.
#
# Version: lmdb-utils 0.9.24-1 (Debian 12; LMDB 0.9.25 of January 2020 mends it, ITS#9068).
#
# What happens: with -p a sign that can be printed is written as it is, the backslash as well; any other byte is a backslash and
# two digits, so that a backslash of its own would have to be two. mdb_load reads it by that rule. Of the path of a folder of
# Windows three signs become a byte, the share of a server loses a backslash, and nothing is said. At a backslash that no two
# digits follow it says "unexpected end of input" and loads nothing: the backup is found to be none when it is needed.
#
# What was expected: the same bytes. mdb_dump(1) has that its output is understood by mdb_load(1), and that -p is for whoever
# changes the contents with a text editor; db_dump of Berkeley DB, whose format it is, doubles backslashes. Without -p all is in
# hexadecimal, and right.
#
#   without -p: 1=plain 2=D:\backup 3=\\nas\family 4=last
#   by -p: 1=plain 2=D:<ba>ckup 3=\nas<fa>mily 4=last
#   exit code of mdb_load: 0
#   with C:\mail in it, by -p: nothing
#   exit code of mdb_load: 1
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download lmdb-utils=0.9.24-1 liblmdb0=0.9.24-1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu)
PATH="$folder/system/usr/bin:$PATH"
export LD_LIBRARY_PATH PATH

hex() { printf %s "$1" | od -An -v -tx1 | tr -d ' \n'; }
# Keys and values of a database in one line; bytes that are no letters as <hex>.
show() {
  mdb_dump "$1" | sed -n 's/^ //p' | perl -pe 'chomp; s/(..)/chr hex $1/ge; s/([^ -~])/sprintf "<%02x>", ord $1/ge;
    $_ = $. % 2 ? "$_=" : "$_\n"' | paste -s -d ' ' -
}

# A database in the folder $1 with the other arguments as values, and its copy by a dump with the options in $options.
copy() {
  name=$1
  shift
  mkdir "$name" "$name.copy"
  {
    printf 'VERSION=3\nformat=bytevalue\ntype=btree\nmapsize=1048576\nHEADER=END\n'
    number=0
    for value in "$@"; do
      number=$((number + 1))
      printf ' %s\n %s\n' "$(hex $number)" "$(hex "$value")"
    done
    echo DATA=END
  } > values
  mdb_load -f values "$name" && mdb_dump $options -f dump "$name" || exit 2
  mdb_load -f dump "$name.copy" 2> errors
  code=$?
}

options=''
copy plain plain 'D:\backup' '\\nas\family' last
plain=$(show plain.copy)
printf '%s\n' "without -p: $plain"
[ "$plain" = '1=plain 2=D:\backup 3=\\nas\family 4=last' ] || { echo 'nothing was tried'; exit 2; }

options=-p
copy changed plain 'D:\backup' '\\nas\family' last
changed=$(show changed.copy)
printf '%s\n' "by -p: $changed" "exit code of mdb_load: $code"
[ $code = 0 ] && [ "$changed" = '1=plain 2=D:<ba>ckup 3=\nas<fa>mily 4=last' ] || exit 1

copy refused plain 'C:\mail' last
refused=$(show refused.copy)
printf '%s\n' "with C:\\mail in it, by -p: ${refused:-nothing}" "exit code of mdb_load: $code"
[ $code = 1 ] && grep -q 'unexpected end of input' errors && [ -z "$refused" ]
