import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { ROOT } from '../support/npm.js';

const page = readFileSync(join(ROOT, 'docs', 'databases.md'), 'utf8');
const folder = join(ROOT, 'examples', 'level-store', 'src');
const example = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

test('Every snippet of the page about databases stands in the example on LevelDB', (t) => {
  const snippets = [...page.matchAll(/^```ts\n(?<code>[\s\S]*?)^```$/gm)].map(({ groups }) => groups?.['code'] ?? '');
  t.is(snippets.length, 4);
  for (const snippet of snippets) {
    t.true(
      example.some((source) => source.includes(snippet)),
      snippet,
    );
  }
});
