#!/bin/sh
# unrtf writes the word "hyperlink" in the place of the text of a link, as Outlook and Word write links, and the link leads
# nowhere; of links that are written without inner braces the address is lost.
#
# Version: unrtf 0.21.10-clean-1 (Debian 12, November 2026).
#
# What happens: a link of RTF is a field of two groups: what it is (`\fldinst`) and what is to be read (`\fldrslt`). With braces
# around the instruction the HTML has the address with its quotation marks in quotation marks, which is an empty address for a
# browser, and the result is left out: "Ann Smith" is not in the message any more. Without these braces the result is there, and
# the address of the page is not. As plain text it is the same. Nothing is said, and the exit code is 0.
#
# What was expected: the text, and in HTML a link to the address. The RTF specification, Fields: `\fldrslt` is the "most recent
# calculated result of the field", which readers "that do not recognize fields" can include as well; in the instruction there
# may be "arbitrarily nested groups". The manual page has HTML as the format that is finished: "the program supports tables,
# fonts, hyperlinks". No option changes it.
#
#   with braces:     Ask <a href=""mailto:ann@example.com"">hyperlink</a> today.
#   without braces:  Ask Ann Smith today.
#   as text:         Ask "mailto:ann@example.com" today.
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12 and its package
# lists (apt-get update); installs nothing.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

apt-get download unrtf=0.21.10-clean-1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done

# Writes a document with one link, whose instruction is $1.
document() {
  printf '%s\n' '{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}' \
    "\\pard\\plain\\f0 Ask {\\field{\\*\\fldinst$1}{\\fldrslt{\\ul Ann Smith}}} today.\\par}"
}
# The sentence of the document $1 in the format $2, without elements of fonts and underlining.
sentence() {
  root/usr/bin/unrtf -P root/usr/share/unrtf --quiet "--$2" "$1" 2> unrtf.log |
    sed 's/<\/*\(font\|body\|u\)[^>]*>//g; s/<br>//' | grep '^Ask .* today\.'
}

document '{HYPERLINK "mailto:ann@example.com"}' > braces.rtf
document ' HYPERLINK "mailto:ann@example.com"' > plain.rtf
braces=$(sentence braces.rtf html)
plain=$(sentence plain.rtf html)
text=$(sentence braces.rtf text)
if [ -z "$braces" ] || [ -z "$plain" ] || [ -z "$text" ]; then
  echo 'not even the words around the link are there: nothing was tried'
  exit 2
fi
echo "with braces:     $braces"
echo "without braces:  $plain"
echo "as text:         $text"
[ "$braces" = 'Ask <a href=""mailto:ann@example.com"">hyperlink</a> today.' ] || exit 1
[ "$plain" = 'Ask Ann Smith today.' ] && [ "$text" = 'Ask "mailto:ann@example.com" today.' ] || exit 1
