// Writes the lists of public names, as the entries of the packages export them now.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { entriesOf, listOf, readPublicNames } from '../harness/build/test/architecture/public-names.js';
import { ROOT } from '../harness/build/test/architecture/source-files.js';

const entries = ['sdk', 'harness'].flatMap(entriesOf);
const names = await readPublicNames(entries);
for (const [index, entry] of entries.entries()) {
  mkdirSync(dirname(listOf(entry)), { recursive: true });
  writeFileSync(listOf(entry), `${names[index].join('\n')}\n`);
  process.stdout.write(`${relative(ROOT, listOf(entry))}: ${names[index].length} names\n`);
}
