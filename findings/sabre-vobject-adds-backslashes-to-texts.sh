#!/bin/sh
# Sabre VObject, of PHP, writes a text that it has read with a backslash more before each comma and semicolon: "Smith, Bob" of a
# calendar or a vCard is "Smith\, Bob" from then on. Of several addresses of a member or a delegate none is left.
#
# Version: php-sabre-vobject 2.1.7-6.1 with PHP 8.2 (Debian 12, November 2026).
#
# What happens: it takes `\n` and `\\` for what they stand for, but leaves `\,` and `\;` as they are; when it writes, it doubles
# every backslash. `Smith\, Bob` becomes `Smith\\, Bob`, which is a backslash and a comma. It is so for every property that is
# one text: SUMMARY, LOCATION, DESCRIPTION, NOTE, FN. A parameter with two values in quotation marks has none in the object, and
# its name alone is written. The second time nothing is added.
#
# What was expected: the text that was read. RFC 5545, 3.3.11: `\,` is a comma and `\\` a backslash; 3.2.4 and 3.2.11:
# DELEGATED-FROM and MEMBER may have several addresses, each in quotation marks. serialize(), by its comment, "turns the
# object back into a serialized blob". No option does it right.
#
#   SUMMARY:Smith\, Bob
#     SUMMARY:Smith\\, Bob
#   LOCATION:Room 1\; left
#     LOCATION:Room 1\\; left
#   ATTENDEE;MEMBER="mailto:a@example.com","mailto:b@example.com":mailto:bob@example.com
#     ATTENDEE;MEMBER:mailto:bob@example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

# PHP comes along, with what it is linked with and a small Debian has not.
apt-get download php-sabre-vobject=2.1.7-6.1 php8.2-cli php8.2-common php8.2-mbstring libargon2-1 libicu72 libpcre2-8-0 \
  libsodium23 libssl3 libxml2 > apt.log 2>&1 ||
  { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu "$folder"/system/lib/*-linux-gnu | tr ' ' ':')
export LD_LIBRARY_PATH

cat > try.php <<'PHP'
<?php
spl_autoload_register(function ($class) {
    $file = 'system/usr/share/php/' . str_replace('\\', '/', $class) . '.php';
    if (is_file($file)) {
        require_once $file;
    }
});

/** The line as it is written after it was read. */
function written(string $line): string
{
    $lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//meetings//EN', 'BEGIN:VEVENT', 'UID:1@example.com',
        'DTSTAMP:20260101T000000Z', 'DTSTART:20260105T100000Z', $line, 'END:VEVENT', 'END:VCALENDAR', ''];
    $text = Sabre\VObject\Reader::read(implode("\r\n", $lines))->serialize();
    $name = preg_split('/[;:]/', $line)[0];
    return preg_match("/^$name.*/m", preg_replace('/\r\n[ \t]/', '', $text), $found) ? rtrim($found[0]) : 'no line';
}

$expected = [
    'SUMMARY:Meeting\nin C:\\\\new' => 'SUMMARY:Meeting\nin C:\\\\new',
    'SUMMARY:Smith\\, Bob' => 'SUMMARY:Smith\\\\, Bob',
    'LOCATION:Room 1\\; left' => 'LOCATION:Room 1\\\\; left',
    'ATTENDEE;MEMBER="mailto:a@example.com","mailto:b@example.com":mailto:bob@example.com' =>
        'ATTENDEE;MEMBER:mailto:bob@example.com',
];
$isSo = true;
foreach ($expected as $line => $expectedLine) {
    $got = written($line);
    echo "$line\n  $got\n";
    if ($got !== $expectedLine) {
        // The first one is right: who does not write it has tried nothing.
        if ($line === $expectedLine) {
            exit(2);
        }
        $isSo = false;
    }
}
exit($isSo ? 0 : 1);
PHP
system/usr/bin/php8.2 -n -d extension_dir="$(echo "$folder"/system/usr/lib/php/20*)" -d extension=ctype -d extension=mbstring \
  -d error_reporting=0 try.php
code=$?
[ $code -le 2 ] || exit 2
exit $code
