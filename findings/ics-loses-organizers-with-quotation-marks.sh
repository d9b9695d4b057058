#!/bin/sh
# ics writes an invitation whose organizer is lost when the name has quotation marks: node-ical finds none, ical.js half a name.
#
# Versions: ics 3.12.0, read with node-ical 0.27.2 and ical.js 2.2.1 (the newest in November 2026); seen with Node 20.20 and 22.
#
# What happens: names are parameters (CN), and in the quotation marks around a parameter there may be no others (RFC 5545, 3.2);
# RFC 6868 has `^'` for them. ics puts a backslash before them, which means nothing there. So the parameter ends at the first
# one, and what follows is no parameter: ical.js keeps the name up to there, with the backslash, and node-ical leaves the line
# out, so that nobody can be answered. The same happens to attendees, who are not invited then. No error comes from anybody.
#
# What was expected: `^'`, or another sign in place of the quotation mark; and a reader that does not skip the line in silence.
#
#   written    ORGANIZER;CN="Jane \"JD\" Doe":MAILTO:jane@example.org
#   ical.js    organizer MAILTO:jane@example.org, named Jane \; 2 attendees
#   node-ical  organizer none; 1 attendee
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs npm and its registry.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

echo '{ "private": true, "dependencies": { "ical.js": "2.2.1", "ics": "3.12.0", "node-ical": "0.27.2" } }' > package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error > npm.log 2>&1 || { cat npm.log; exit 2; }

cat > try.mjs <<'JS'
import ICAL from 'ical.js';
import ics from 'ics';
import ical from 'node-ical';

const { error, value } = ics.createEvent({
  start: [2026, 2, 5, 10, 0],
  duration: { hours: 1 },
  title: 'meeting',
  organizer: { name: 'Jane "JD" Doe', email: 'jane@example.org' },
  attendees: [
    { name: 'Robert "Bob" Roe', email: 'bob@example.org' },
    { name: 'Ann', email: 'ann@example.org' },
  ],
});
if (error) throw error;
// A long line goes on in the next one, after a blank.
const line = value.replace(/\r\n[ \t]/g, '').split('\r\n').find((one) => one.startsWith('ORGANIZER'));
console.log('written'.padEnd(10), line);

function tell(name, organizer, cn, { length }) {
  const named = organizer === undefined ? 'none' : `${organizer}, named ${cn}`;
  console.log(`${name.padEnd(10)} organizer ${named}; ${length} attendee${length === 1 ? '' : 's'}`);
}
const component = new ICAL.Component(ICAL.parse(value)).getFirstSubcomponent('vevent');
const property = component.getFirstProperty('organizer');
const name = property?.getParameter('cn');
tell('ical.js', property?.getFirstValue(), name, component.getAllProperties('attendee'));

const event = Object.values(ical.sync.parseICS(value)).find(({ type }) => type === 'VEVENT');
const attendees = [event.attendee ?? []].flat();
tell('node-ical', event.organizer?.val ?? event.organizer, event.organizer?.params?.CN, attendees);

process.exitCode = name === 'Jane \\' && event.organizer === undefined && attendees.length === 1 ? 0 : 1;
JS
node try.mjs
