import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { renderCataloguePage } from '#harness/report/catalogue-page.js';
import { ROOT } from '../support/npm.js';

test('docs/catalogue.md is what npm run catalogue writes now', (t) => {
  const page = readFileSync(join(ROOT, 'docs', 'catalogue.md'), 'utf8');
  t.is(page, renderCataloguePage(CATALOGUE, '../harness/test/fixtures/broken/'), 'run npm run catalogue');
});
