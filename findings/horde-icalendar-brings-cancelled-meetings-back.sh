#!/bin/sh
# Horde_Icalendar, of PHP, writes a calendar that it has read so that cancelled meetings of a series take place again, and all
# of them an hour early: the excluded dates become three of 1970, and times in UTC keep the name of the zone, Berlin or another.
#
# Version: php-horde-icalendar 2.1.8-7 with PHP 8.2 (Debian 12, November 2026).
#
# What happens: it keeps each date as a number of seconds and writes it in the zone that PHP runs in, UTC unless it is set
# otherwise, and leaves the parameter TZID as it was: 10 o'clock of Berlin is written as 9 o'clock of Berlin. A time without a
# zone, which is that of whoever looks, gets a Z. An excluded date is kept as year, month and day, and written as if these were
# the seconds: 2026 of them are 00:33:46 on 1 January 1970, then there is one for the month and one for the day. Added dates are
# written so too, and of an added period nothing is left behind the colon.
#
# What was expected: the calendar that was read. RFC 5545, 3.3.5: with TZID a time is local to that zone, and one with neither
# TZID nor Z is the local time of each; 3.8.5.1: EXDATE is the list of dates that are excluded. There is no option for it;
# date.timezone in php.ini hides the shift for calendars of that one zone, not the dates of 1970.
#
#   DTSTART;TZID=Europe/Berlin:20260105T100000
#     DTSTART;TZID=Europe/Berlin:20260105T090000
#   EXDATE;TZID=Europe/Berlin:20260112T100000
#     EXDATE;TZID=Europe/Berlin:19700101T003346Z,19700101T000001Z,19700101T000012Z
#   RDATE:20260401T100000Z
#     RDATE:19700101T003346Z,19700101T000004Z,19700101T000001Z
#   RDATE;VALUE=PERIOD:20260401T100000Z/PT2H
#     RDATE;VALUE=PERIOD:
#   DTSTART:20260105T100000
#     DTSTART:20260105T100000Z
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

# PHP comes along, with what it is linked with and a small Debian has not.
apt-get download php-horde-icalendar=2.1.8-7 php-horde-date php-horde-exception php-horde-support php-horde-util php8.2-cli \
  php8.2-common php8.2-mbstring libargon2-1 libicu72 libpcre2-8-0 libsodium23 libssl3 libxml2 > apt.log 2>&1 ||
  { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu "$folder"/system/lib/*-linux-gnu | tr ' ' ':')
export LD_LIBRARY_PATH

cat > try.php <<'PHP'
<?php
// As Horde's own loader finds them.
spl_autoload_register(function ($class) {
    $file = 'system/usr/share/php/' . str_replace('_', '/', $class) . '.php';
    if (is_file($file)) {
        require_once $file;
    }
});

/** The line of the written calendar that begins as the line of the read one does. */
function written(string $line): string
{
    $zone = ['BEGIN:VTIMEZONE', 'TZID:Europe/Berlin', 'BEGIN:STANDARD', 'DTSTART:19701025T030000', 'TZOFFSETFROM:+0200',
        'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD', 'BEGIN:DAYLIGHT',
        'DTSTART:19700329T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
        'END:DAYLIGHT', 'END:VTIMEZONE'];
    $start = str_starts_with($line, 'DTSTART') ? [] : ['DTSTART;TZID=Europe/Berlin:20260105T100000'];
    $lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//meetings//EN', ...$zone, 'BEGIN:VEVENT',
        'UID:1@example.com', 'DTSTAMP:20260101T000000Z', ...$start, $line, 'RRULE:FREQ=WEEKLY;COUNT=5', 'END:VEVENT',
        'END:VCALENDAR', ''];
    $calendar = new Horde_Icalendar();
    $calendar->parsevCalendar(implode("\r\n", $lines));
    $text = preg_replace('/\r?\n[ \t]/', '', $calendar->exportvCalendar());
    $event = strstr($text, 'BEGIN:VEVENT');
    $name = preg_split('/[;:]/', $line)[0];
    return preg_match("/^$name.*/m", $event, $found) ? rtrim($found[0]) : 'no line';
}

$expected = [
    'DTSTART:20260105T100000Z' => 'DTSTART:20260105T100000Z',
    'DTSTART;TZID=Europe/Berlin:20260105T100000' => 'DTSTART;TZID=Europe/Berlin:20260105T090000',
    'EXDATE;TZID=Europe/Berlin:20260112T100000' =>
        'EXDATE;TZID=Europe/Berlin:19700101T003346Z,19700101T000001Z,19700101T000012Z',
    'RDATE:20260401T100000Z' => 'RDATE:19700101T003346Z,19700101T000004Z,19700101T000001Z',
    'RDATE;VALUE=PERIOD:20260401T100000Z/PT2H' => 'RDATE;VALUE=PERIOD:',
    'DTSTART:20260105T100000' => 'DTSTART:20260105T100000Z',
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
