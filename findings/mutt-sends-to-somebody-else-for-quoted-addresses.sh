#!/bin/sh
# mutt takes the quotation marks from the local part of an address, and what needed them with it: mail for "ann
# smith"@example.com is sent to annsmith@example.com, who may be somebody else, and mail for "ann, smith"@example.com to ann on
# the own machine.
#
# Version: mutt 2.2.12-0.1~deb12u2 (Debian 12).
#
# What happens: it reads the words of the local part, puts them together without their marks and blanks, and writes that into To
# and into the arguments of sendmail. It is so for addresses of the command line and for those of a draft (-H). In angle
# brackets the blank is kept, but not the marks, which is no address. Of one with a comma what is before the comma gets the
# machine's own name.
#
# What was expected: the address that was given. RFC 5322, 3.4.1: a local part may be a quoted string, and 3.2.4: blanks in it
# are part of it; RFC 5321, 4.1.2, has it so for the recipient. `"ann.smith"@example.com` is the same mailbox without its marks,
# and right.
#
#   "ann.smith"@example.com: ann.smith@example.com
#   "ann smith"@example.com: annsmith@example.com
#   Ann <"ann smith"@example.com>: ann smith@example.com
#   "ann, smith"@example.com: ann@own.example
#   To: annsmith@example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

# What it is linked with, and a small Debian has not.
apt-get download mutt=2.2.12-0.1~deb12u2 libassuan0 libgnutls30 libgpgme11 libgsasl18 libgssglue1 libgssapi-krb5-2 libidn12 \
  libk5crypto3 libkeyutils1 libkrb5-3 libkrb5support0 libncursesw6 libntlm0 libtokyocabinet9 > apt.log 2>&1 ||
  { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu "$folder"/system/lib/*-linux-gnu | tr ' ' ':')
export LD_LIBRARY_PATH

# In the place of sendmail: keeps the message, and prints the recipients, a line each. Nothing is sent.
cat > sendmail <<'SENDMAIL'
#!/bin/sh
cd "${0%/*}"
cat > sent
[ "$1" = -- ] && shift
printf '%s\n' "$@" > recipients
SENDMAIL
chmod +x sendmail
printf 'set %s\n' "sendmail=\"$folder/sendmail\"" from=ann@example.com hostname=own.example copy=no > settings

# The recipient of a draft whose To is $1.
send() {
  printf 'From: ann@example.com\nTo: %s\nSubject: Hello\n\nHello\n' "$1" > draft
  system/usr/bin/mutt -n -F settings -H draft < /dev/null > mutt.log 2>&1 || { cat mutt.log; exit 2; }
  to=$(paste -s -d ' ' recipients)
  echo "$1: $to"
}

send '"ann.smith"@example.com'
[ "$to" = ann.smith@example.com ] || { echo 'nothing was tried'; exit 2; }
send '"ann smith"@example.com'
blank=$to
header=$(grep '^To:' sent)
send 'Ann <"ann smith"@example.com>'
brackets=$to
send '"ann, smith"@example.com'
echo "$header"
[ "$blank" = annsmith@example.com ] && [ "$brackets" = 'ann smith@example.com' ] && [ "$to" = ann@own.example ] &&
  [ "$header" = 'To: annsmith@example.com' ]
