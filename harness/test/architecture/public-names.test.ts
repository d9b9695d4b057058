import { readFileSync } from 'node:fs';
import test from 'ava';
import { entriesOf, listOf, readPublicNames } from './public-names.js';

const HOW = 'Where that is meant, `npm run names` renews the list, and CHANGELOG.md says so.';

const entries = ['sdk', 'harness'].flatMap(entriesOf);
let reading: ReturnType<typeof readPublicNames> | undefined;

for (const [index, entry] of entries.entries()) {
  test(`${entry.name} exports the names of its list, and no others`, async (t) => {
    reading ??= readPublicNames(entries);
    const exported = (await reading)[index] ?? [];
    const listed = readFileSync(listOf(entry), 'utf8').trimEnd().split('\n');
    const added = exported.filter((name) => !listed.includes(name));
    const missing = listed.filter((name) => !exported.includes(name));
    t.deepEqual(added, [], `${entry.name} exports what is not in its list. ${HOW}`);
    t.deepEqual(missing, [], `${entry.name} no longer exports what is in its list. ${HOW}`);
    t.deepEqual(listed, exported, `The list of ${entry.name} is not sorted. ${HOW}`);
  });
}
