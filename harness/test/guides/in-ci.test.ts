import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { type Actions, createProgram } from '#harness/cli/program.js';
import { ROOT } from '../support/npm.js';

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
  let done = 0;
  const count = async (): Promise<void> => {
    done += 1;
  };
  const actions: Actions = {
    certify: count,
    list: count,
    explain: count,
    judge: count,
    report: count,
    show: count,
    replay: count,
    merge: count,
    verify: count,
    keygen: count,
    completion: count,
    init: count,
  };
  for (const args of commands) {
    await t.notThrowsAsync(createProgram('1.0.0', actions).parseAsync(args, { from: 'user' }), args.join(' '));
  }
  t.is(done, commands.length);
});
