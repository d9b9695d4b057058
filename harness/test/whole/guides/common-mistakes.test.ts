import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { findRequirement } from '#harness/catalogue/catalogue.js';
import { certifyMistake, findingNow, idOf, mistakesOf } from '../../guides/support/mistakes.js';
import { words } from '../../guides/support/words.js';
import { ROOT } from '../../support/npm.js';

// Each mistake of the page is made, in the module of the guide that the page names, and each right way certified.

const mistakes = mistakesOf(readFileSync(join(ROOT, 'docs', 'common-mistakes.md'), 'utf8'));

test('The page shows ten mistakes', (t) => {
  t.is(mistakes.length, 10);
});

for (const mistake of mistakes) {
  const { title, shown } = mistake;
  test.serial(`"${title}" shows what mapi-certify says of it`, async (t) => {
    t.timeout(300_000);
    t.is(words(await findingNow(mistake)), words(shown.text), 'run npm run readme -- common-mistakes.md');
  });

  if (findRequirement(idOf(mistake)) !== undefined) {
    test.serial(`The right way of "${title}" passes`, async (t) => {
      t.timeout(300_000);
      const { code, report } = await certifyMistake(mistake, 'right');
      t.is(code, 0, report.summary);
      t.is(report.verdict, 'passed');
    });
  }
}
