#!/bin/sh
# PHPMailer writes for the plain text of an HTML message words that have grown together: paragraphs, lines, list items and cells
# of a table follow each other without anything between, so that 12 and 30 are 1230. Links are without their addresses.
#
# Version: libphp-phpmailer 6.6.3-1 with PHP 8.2 (Debian 12, November 2026).
#
# What happens: msgHTML() sets Body to the HTML and AltBody to what is left of it when all tags are taken away; nothing is put
# in their place, not even for <br>. Where the HTML has its paragraphs on lines of their own, these line ends are kept, so that
# it does not show with every message. An AltBody that was set before is replaced. Who reads plain text reads another text than
# the others.
#
# What was expected: a line end between paragraphs, and at <br>. The documentation of msgHTML() has that it "creates a
# plain-text version by converting the HTML"; that of html2text(), that an "advanced converter" was taken out, and that one may
# give a converter of one's own as $advanced, which is what helps.
#
#   <p>Dear Bob,</p><p>it is at</p>
#     Dear Bob,it is at
#   <p>12<br>30 people</p>
#     1230 people
#   <table><tr><td>12</td><td>30</td></tr></table>
#     1230
#   <p><a href="https://example.com/">here</a></p>
#     here
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

# PHP comes along, with what it is linked with and a small Debian has not.
apt-get download libphp-phpmailer=6.6.3-1 php8.2-cli php8.2-common php8.2-mbstring libargon2-1 libicu72 libpcre2-8-0 \
  libsodium23 libssl3 libxml2 > apt.log 2>&1 ||
  { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu "$folder"/system/lib/*-linux-gnu | tr ' ' ':')
export LD_LIBRARY_PATH

cat > try.php <<'PHP'
<?php
require 'system/usr/share/php/libphp-phpmailer/autoload.php';

/** The plain text that is sent beside the HTML. */
function plain(string $html): string
{
    $mail = new PHPMailer\PHPMailer\PHPMailer(true);
    $mail->setFrom('ann@example.com');
    $mail->addAddress('bob@example.com');
    $mail->Subject = 'Salon';
    $mail->msgHTML($html);
    $mail->preSend();
    $sent = $mail->getSentMIMEMessage();
    if (!preg_match('/^Content-Type: text\/plain.*?\r?\n\r?\n(.*?)\r?\n\r?\n--/ms', $sent, $found)) {
        exit(2);
    }
    return trim($found[1]);
}

$expected = [
    '<p>Meet me</p>' => 'Meet me',
    '<p>Dear Bob,</p><p>it is at</p>' => 'Dear Bob,it is at',
    '<p>12<br>30 people</p>' => '1230 people',
    '<table><tr><td>12</td><td>30</td></tr></table>' => '1230',
    '<p><a href="https://example.com/">here</a></p>' => 'here',
];
$isSo = true;
foreach ($expected as $html => $text) {
    $found = plain($html);
    echo "$html\n  $found\n";
    if ($found !== $text) {
        // The first one is right: who does not write it has tried nothing.
        if ($isSo && $html === '<p>Meet me</p>') {
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
