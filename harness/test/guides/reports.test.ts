import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { REPORTERS } from '#harness/report/reporters.js';
import { ROOT } from '../support/npm.js';
import { takesCommands } from '../support/takes-commands.js';

const guide = readFileSync(join(ROOT, 'docs', 'reports.md'), 'utf8');

test('The guide has each kind of report once in its table, and no other', (t) => {
  const told = [...guide.matchAll(/^\| `--([a-z]+) FILE` \|/gmu)].map(([, name = '']) => name);
  const options = REPORTERS.filter(({ option }) => option !== null).map(({ name }) => name);
  t.deepEqual(told.sort(), options.sort());
});

test('The command line takes each command of the guide', async (t) => {
  const commands = [...guide.matchAll(/npx mapi-certify ([^\n;']+)/gu)].map(([, args = '']) => args.trim().split(' '));
  t.true(commands.length > 7, String(commands.length));
  await takesCommands(t, commands);
});

test('What the workflows keep is what their commands write', (t) => {
  for (const [block] of guide.matchAll(/```(?:yaml|groovy)\n[\s\S]*?```/gu)) {
    const written = [...block.matchAll(/--(?:html|junit|ctrf) (certification\.[a-z]+)/gu)].map(([, file]) => file);
    const kept = [...block.matchAll(/(?<!--(?:html|junit|ctrf) )\b(certification\.[a-z]+)/gu)].map(([, file]) => file);
    t.deepEqual([...new Set(kept)].sort(), [...new Set(written)].sort());
  }
});
