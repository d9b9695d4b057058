#!/bin/sh
# Eluceo iCal, of PHP, writes the end of a series as the time of the clock in its zone, and says that it is universal time: of a
# series of New York the last meeting is left out. A quotation mark in a title has a backslash before it for whoever reads.
#
# Version: php-eluceo-ical 0.16.1-2 with PHP 8.2 (Debian 12, November 2026).
#
# What happens: the date that setUntil() is given is written with the hour that it has in its own zone, and with a Z behind it.
# Six in the evening in New York is 22:00Z in summer, and becomes 18:00Z, which is before the meeting of that day. DTSTART,
# DTEND and EXDATE are right, in UTC as well as with a zone. In texts it puts a backslash before quotation marks, and into names
# between quotation marks others with a backslash.
#
# What was expected: the same instant. RFC 5545, 3.3.10: UNTIL "bounds the recurrence rule in an inclusive manner", and is in
# UTC where the start is; 3.3.11: in a text a backslash is before a backslash, a semicolon, a comma, or an n, and 3.2: there is
# no quotation mark in a value of a parameter. A date that is brought into UTC before, by setTimezone(), is written right.
#
#   six in New York, last on 26 July: 20260726T220000Z
#     UNTIL=20260726T180000Z
#   six in London, last on 26 July:   20260726T170000Z
#     UNTIL=20260726T180000Z
#   the same in UTC:                  20260726T220000Z
#     UNTIL=20260726T220000Z
#   Lunch at "Bob's"
#     SUMMARY:Lunch at \"Bob's\"
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

# PHP comes along, with what it is linked with and a small Debian has not.
apt-get download php-eluceo-ical=0.16.1-2 php8.2-cli php8.2-common php8.2-mbstring libargon2-1 libicu72 libpcre2-8-0 \
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

use Eluceo\iCal\Component\Calendar;
use Eluceo\iCal\Component\Event;
use Eluceo\iCal\Property\Event\RecurrenceRule;

/** A calendar of a meeting each Sunday, the last one at this time. */
function calendar(DateTime $last, string $title): string
{
    $rule = new RecurrenceRule();
    $rule->setFreq(RecurrenceRule::FREQ_WEEKLY)->setUntil($last);
    $start = (clone $last)->modify('-21 days');
    $event = new Event('1@example.com');
    $event->setDtStart($start)->setDtEnd((clone $start)->modify('+1 hour'))->setSummary($title)->setRecurrenceRule($rule);
    $calendar = new Calendar('-//example//meetings//EN');
    $calendar->addComponent($event);
    return $calendar->render();
}

/** What UNTIL has for a series of this zone. */
function until(string $text, DateTime $last): bool
{
    $right = (clone $last)->setTimezone(new DateTimeZone('UTC'))->format('Ymd\THis\Z');
    $written = preg_match('/UNTIL=(\w+)/', calendar($last, 'Lunch'), $found) ? $found[1] : 'none';
    echo "$text $right\n  UNTIL=$written\n";
    return $written === $right;
}

$newYork = new DateTime('2026-07-26 18:00', new DateTimeZone('America/New_York'));
$isNewYorkRight = until('six in New York, last on 26 July:', $newYork);
$london = new DateTime('2026-07-26 18:00', new DateTimeZone('Europe/London'));
$isLondonRight = until('six in London, last on 26 July:  ', $london);
if (!until('the same in UTC:                 ', (clone $newYork)->setTimezone(new DateTimeZone('UTC')))) {
    echo "not even in UTC: nothing was tried\n";
    exit(2);
}
$title = preg_match('/^SUMMARY:.*/m', calendar($newYork, 'Lunch at "Bob\'s"'), $found) ? rtrim($found[0]) : 'no title';
echo "Lunch at \"Bob's\"\n  $title\n";
exit(!$isNewYorkRight && !$isLondonRight && $title === 'SUMMARY:Lunch at \"Bob\'s\"' ? 0 : 1);
PHP
system/usr/bin/php8.2 -n -d extension_dir="$(echo "$folder"/system/usr/lib/php/20*)" -d extension=ctype -d extension=mbstring \
  -d error_reporting=0 try.php
code=$?
[ $code -le 2 ] || exit 2
exit $code
