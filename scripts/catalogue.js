// Writes docs/catalogue.md: every requirement, as the compiled catalogue has it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../harness/dist/catalogue/catalogue.js';
import { renderCataloguePage } from '../harness/dist/report/catalogue-page.js';

const page = renderCataloguePage(CATALOGUE, '../harness/test/fixtures/broken/');
writeFileSync(join(import.meta.dirname, '..', 'docs', 'catalogue.md'), page);
