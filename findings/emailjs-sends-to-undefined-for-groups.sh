#!/bin/sh
# emailjs sends a message to the address `undefined` instead of to the members of a group.
#
# Version: emailjs 5.0.3 (the newest in November 2026); seen with Node 20.20 and 26.
#
# What happens: recipients may be given as a text, and its parser knows groups ("Team: a, b;"): it gives the group as one entry
# that has members, and no address. Whoever takes the list, the envelope as well as the header, takes the address of each entry,
# which becomes the text `undefined`. Nobody of the group gets the message, the server is asked for a mailbox of that name, and
# the header says `Team <undefined>` to all the others, whose answers go there. The check of a message before sending finds
# nothing.
#
# What was expected: the members in the envelope and the group in the header (RFC 5322, 3.4), or an error.
#
#   checked: no fault
#   envelope: undefined, carol@example.com
#   header: =?UTF-8?Q?Team?= <undefined>, carol@example.com
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "emailjs": "5.0.3" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import { Message, SMTPClient } from 'emailjs';

const to = 'Team: ann@example.com, bob@example.com;, carol@example.com';
const message = new Message({ from: 'me@example.com', to, subject: 'hello', text: 'hello' });
const { isValid, validationError } = message.checkValidity();
const envelope = new SMTPClient({ host: 'localhost' }).createMessageStack(message).to.map(({ address }) => address);
const source = await new Promise((resolve, reject) => {
  message.read((error, text) => (error ? reject(error) : resolve(text)));
});
const header = /^To: (.*)$/m.exec(source)?.[1].trim();

console.log(`checked: ${isValid ? 'no fault' : validationError}`);
console.log(`envelope: ${envelope.join(', ')}`);
console.log(`header: ${header}`);
const isSo = isValid && envelope.join() === 'undefined,carol@example.com'
  && header === '=?UTF-8?Q?Team?= <undefined>, carol@example.com';
process.exitCode = isSo ? 0 : 1;
JS
node try.mjs
