// Writes the JavaScript beside the TypeScript of README.md, docs/*.md and the templates of `mapi-certify init`: the same,
// without types.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { snippetsOf, withJavaScript } from '../harness/build/test/guides/support/snippets.js';
import { stripTypes } from '../harness/build/test/guides/support/strip-types.js';
import { templateModules } from '../harness/build/test/guides/support/templates.js';

const root = join(import.meta.dirname, '..');
const guides = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));

for (const file of ['README.md', ...guides.map((name) => join('docs', name))]) {
  const page = readFileSync(join(root, file), 'utf8');
  const javascript = stripTypes(snippetsOf(page).map(({ typescript }) => typescript));
  writeFileSync(join(root, file), withJavaScript(page, javascript));
}

const modules = templateModules();
const javascript = stripTypes(modules.map(({ typescript }) => typescript));
for (const [index, { file }] of modules.entries()) writeFileSync(file.replace(/\.ts$/, '.js'), javascript[index]);
