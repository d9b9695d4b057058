#!/bin/sh
# postal-mime changes the bytes of attachments: of those that are not in base64, and of calendars in any encoding.
#
# Version: postal-mime 4.0.0 (the newest in November 2026); seen with Node 20.20.
#
# What happens: an attachment comes as an ArrayBuffer, "decoded". Where it was sent as it is (8bit, binary), or
# quoted-printable, its line ends are LF afterwards, whatever they were, and there is one more at its end. An attached
# text/calendar is decoded and encoded as text, also where it was in base64. Nothing in the result tells such attachments from
# whole ones, and a digest or a signature over them fails.
#
# What was expected: the bytes that were sent, as other readers of MIME give them.
#
#   sent             "one\r\ntwo\r\n"
#   base64           "one\r\ntwo\r\n"
#   8bit             "one\ntwo\n\n"
#   quoted-printable "one\ntwo\n\n"
#   calendar, base64 "one\ntwo\n"
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "postal-mime": "4.0.0" } }' > package.json
npm install --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import PostalMime from 'postal-mime';

const sent = 'one\r\ntwo\r\n';
const encoded = Buffer.from(sent).toString('base64');

async function attempt(name, type, encoding, body) {
  const part = `Content-Type: ${type}\r\nContent-Disposition: attachment; filename=a\r\n`;
  const head = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n';
  const raw = `${head}--b\r\n${part}Content-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n--b--\r\n`;
  const { attachments } = await PostalMime.parse(raw);
  const text = Buffer.from(attachments[0].content).toString('latin1');
  console.log(name.padEnd(16), JSON.stringify(text));
  return text === sent;
}

console.log('sent'.padEnd(16), JSON.stringify(sent));
const isWhole = await attempt('base64', 'application/x-data', 'base64', encoded);
const others = [
  await attempt('8bit', 'application/x-data', '8bit', sent),
  await attempt('quoted-printable', 'application/x-data', 'quoted-printable', sent),
  await attempt('calendar, base64', 'text/calendar', 'base64', encoded),
];
if (!isWhole) console.log('not even base64 comes whole: nothing was tried');
process.exitCode = !isWhole ? 2 : others.some(Boolean) ? 1 : 0;
JS
node try.mjs
