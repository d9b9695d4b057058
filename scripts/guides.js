// Writes the JavaScript beside the TypeScript of README.md and docs/*.md: the same, without types.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { snippetsOf, withJavaScript } from '../harness/build/test/guides/support/snippets.js';
import { stripTypes } from '../harness/build/test/guides/support/strip-types.js';

const root = join(import.meta.dirname, '..');
const guides = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));

for (const file of ['README.md', ...guides.map((name) => join('docs', name))]) {
  const page = readFileSync(join(root, file), 'utf8');
  const javascript = stripTypes(snippetsOf(page).map(({ typescript }) => typescript));
  writeFileSync(join(root, file), withJavaScript(page, javascript));
}
