#!/bin/sh
# nodemailer leaves an address group out, with everybody in it, when it is given as an object.
#
# Version: nodemailer 10.6.1 (the newest in November 2026); seen with Node 20.20.
#
# What happens: its type of an address (MimeNodeAddress) is "a mailbox with an address or a group holding a list of
# addresses", and it parses the text `Friends: Bob <bob@example.org>;` into { name, group }. Given back as `to`, that object
# is in neither the envelope nor the header. When there is another recipient, the message is sent without a word.
#
# What was expected: what the same group does as text, or an error.
#
#   as text: to bob@example.org, ann@example.org; To: Friends:Bob <bob@example.org>;, ann@example.org
#   as an object: to ann@example.org; To: ann@example.org
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "nodemailer": "10.6.1" } }' > package.json
npm install --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { createTransport } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';

const transport = createTransport({ streamTransport: true, buffer: true });
const text = 'Friends: Bob <bob@example.org>;';

async function attempt(name, group) {
  const to = [group, 'ann@example.org'];
  const { envelope, message } = await transport.sendMail({ from: 'me@example.org', to, text: 'hello' });
  const [, header] = /^To: (.*?)\r?$/m.exec(message.toString()) ?? [];
  console.log(`${name}: to ${envelope.to.join(', ')}; To: ${header}`);
  return envelope.to.includes('bob@example.org');
}

const asText = await attempt('as text', text);
const asObject = await attempt('as an object', addressparser(text)[0]);
if (!asText) console.log('not even the text is a group: nothing was tried');
process.exitCode = !asText ? 2 : asObject ? 1 : 0;
JS
node try.mjs
