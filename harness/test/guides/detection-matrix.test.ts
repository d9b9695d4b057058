import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { breachesOf } from '../certification/support/detection.js';
import { BROKEN_PROVIDERS } from '../certification/tables/all.js';
import { ROOT } from '../support/npm.js';

// That each provider comes to what its table says, its own test asserts. Here: the committed page is not an old one.

const page = readFileSync(join(ROOT, 'docs', 'detection-matrix.md'), 'utf8');
const rows = [
  ...page.matchAll(
    /^\| \[(?<id>[^\]]+)\][^|]* \| (?<title>.*) \| (?<caught>.*) \| (?<quick>.*) \| (?<silent>.*) \| (?<accused>.*) \|$/gm,
  ),
].map(({ groups = {} }) => groups);
const names = (cell = ''): string[] => [...cell.matchAll(/\[([^\]]+)\]/g)].map(([, name = '']) => name);
const shortName = (provider: string): string => provider.replace('broken/', '');

test('The detection matrix has a row for each requirement of the catalogue', (t) => {
  t.deepEqual(
    rows.map(({ id, title }) => `${id} ${title}`),
    CATALOGUE.map(({ id, title }) => `${id} ${title}`),
    'run npm run detection',
  );
});

for (const { id } of CATALOGUE) {
  test(`In the detection matrix ${id} is caught in exactly the providers that break it`, (t) => {
    const row = rows.find((each) => each['id'] === id);
    const breakers = BROKEN_PROVIDERS.filter((expectation) => breachesOf(expectation).includes(id));
    t.deepEqual(
      names(row?.['caught']),
      breakers.map(({ provider }) => shortName(provider)),
    );
    t.is(row?.['silent'], '');
    t.is(row?.['accused'], '');
  });
}

test('The detection matrix names every broken provider, and nobody else', (t) => {
  const named = new Set([...page.matchAll(/fixtures\/broken\/([^)]+)\.ts\)/g)].map(([, name = '']) => name));
  t.deepEqual([...named].sort(), BROKEN_PROVIDERS.map(({ provider }) => shortName(provider)).sort());
});

test('The detection matrix says that all were caught, and nobody was wrongly accused', (t) => {
  const totals = `\\*\\*${BROKEN_PROVIDERS.length} broken providers, ${CATALOGUE.length} requirements: caught 100 % \\(the quick mode: (?<quick>\\d+) %\\), wrongly accused 0\\*\\*`;
  const [, quick] = new RegExp(`^${totals}$`, 'm').exec(page) ?? [];
  t.true(Number(quick) >= 90, 'the quick mode catches at least 90 %');
});
