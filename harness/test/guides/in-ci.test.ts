import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { ROOT } from '../support/npm.js';
import { takesCommands } from '../support/takes-commands.js';

const guide = readFileSync(join(ROOT, 'docs', 'in-ci.md'), 'utf8');

/** What CI servers put in the place of their variables. */
function filledIn(command: string): string {
  return command.replaceAll(/\$\{\{[^}]*\}\}|\$\([\w.]+\)|\$CI_NODE_\w+/gu, '4');
}

test('The command line takes each command of the guide about CI', async (t) => {
  const commands = [...filledIn(guide).matchAll(/npx mapi-certify ([^\n`]+)/gu)].map(([, args = '']) =>
    args.split(' '),
  );
  t.true(commands.length > 9, String(commands.length));
  await takesCommands(t, commands);
});
