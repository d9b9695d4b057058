#!/bin/sh
# mailparser gives the present time as the date of a message whose Date header it can't read, another one each time, and
# does so for dates that are valid.
#
# Version: mailparser 3.14.2 (the newest in November 2026); seen with Node 20.20. In nodemailer/mailparser issue 305 the
# fallback is named; the documentation has `date` as the time at which the message was sent.
#
# What happens: a date that neither `new Date()` nor the library's second parser understands becomes now, in `date` and in
# `headers` alike, and nothing tells it from a date that was read. Such dates are an example of RFC 5322 (A.6.3), and times in
# zones by letters, of which it says that the ones nobody knows count as -0000 (4.3). An old message that is imported comes to
# the top of its folder, and comes there again whenever it is read again.
#
# What was expected: the date, or none. Without a Date header `date` is undefined.
#
#   Fri, 21 Nov 1997 09:55:06 -0600                   1997
#   Fri, 21 Nov 1997 09(comment):   55  :  06 -0600   now
#   Fri, 21 Nov 1997 09:55:06 CET                     now
#   none                                              undefined
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "mailparser": "3.14.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { simpleParser } from 'mailparser';

async function attempt(text) {
  const header = text === undefined ? '' : `Date: ${text}\r\n`;
  const { date } = await simpleParser(`${header}Subject: hello\r\n\r\nhello\r\n`);
  const outcome = date === undefined ? 'undefined' : Math.abs(date - Date.now()) < 60_000 ? 'now' : `${date.getUTCFullYear()}`;
  console.log(`${text ?? 'none'}`.padEnd(49), outcome);
  return outcome;
}

const plain = await attempt('Fri, 21 Nov 1997 09:55:06 -0600');
const outcomes = [
  await attempt('Fri, 21 Nov 1997 09(comment):   55  :  06 -0600'),
  await attempt('Fri, 21 Nov 1997 09:55:06 CET'),
];
await attempt(undefined);
if (plain !== '1997') console.log('not even a plain date is read: nothing was tried');
process.exitCode = plain !== '1997' ? 2 : outcomes.every((outcome) => outcome === 'now') ? 0 : 1;
JS
node try.mjs
