import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { outputNow, shownOutputs } from '../../guides/support/shown-output.js';
import { words } from '../../guides/support/words.js';
import { ROOT } from '../../support/npm.js';

// What the README and the guides show is what the commands print, figures aside: those differ from machine to machine.

const guides = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));

test('The README shows a certified provider, one in the quick mode, and a broken one', (t) => {
  t.is(shownOutputs(readFileSync(join(ROOT, 'README.md'), 'utf8'), 'output').length, 3);
});

for (const name of ['README.md', ...guides.map((guide) => `docs/${guide}`)]) {
  for (const shown of shownOutputs(readFileSync(join(ROOT, name), 'utf8'), 'output')) {
    test.serial(`${name} shows what mapi-certify ${shown.args.join(' ')} prints`, async (t) => {
      t.timeout(180_000);
      t.is(words(await outputNow(shown)), words(shown.text), 'run npm run readme');
    });
  }
}
