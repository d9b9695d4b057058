// Fills the blocks behind `<!-- output: COMMAND -->` and `<!-- finding: COMMAND -->` in README.md and docs/*.md with what
// the commands print now. A finding is what stays the same on every machine, of a mistake that the page shows.
//
//   npm run readme                         all pages
//   npm run readme -- common-mistakes.md   only this one
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findingNow, mistakesOf } from '../harness/build/test/guides/support/mistakes.js';
import { outputNow, shownOutputs, withOutput } from '../harness/build/test/guides/support/shown-output.js';

const root = join(import.meta.dirname, '..');
const guides = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const pages = [join(root, 'README.md'), ...guides.map((name) => join(root, 'docs', name))];
const names = process.argv.slice(2);
const unknown = names.find((name) => !pages.some((page) => basename(page) === name));
if (unknown !== undefined) {
  console.error(`readme: there is no page ${unknown}; pages are ${pages.map((page) => basename(page)).join(', ')}`);
  process.exit(2);
}

for (const file of pages.filter((page) => names.length === 0 || names.includes(basename(page)))) {
  let page = readFileSync(file, 'utf8');
  for (const shown of shownOutputs(page, 'output')) {
    console.error(`${basename(file)}  ${shown.marker}`);
    page = withOutput(page, shown, await outputNow(shown));
  }
  for (const mistake of mistakesOf(page)) {
    console.error(`${basename(file)}  ${mistake.shown.marker}`);
    page = withOutput(page, mistake.shown, await findingNow(mistake));
  }
  writeFileSync(file, page);
}
