import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { fixture } from './support/fixture.js';
import { BROKEN_PROVIDERS } from './tables/all.js';

// Derived from the catalogue: a requirement that is added without a provider that breaks it fails here.

/** Fixtures whose certification does not begin; bad-input.test.ts has them. */
const NEVER_STARTED = ['exits-at-import', 'hangs-at-import', 'has-no-provider-export', 'no-export', 'throws-at-import'];

/** Fixtures with tests of their own, in correct.test.ts and elsewhere. */
const ELSEWHERE = ['adds-no-reference-in-query-interface'];

// A report never fails.
for (const { id, brokenBy } of CATALOGUE.filter(({ strength }) => strength !== 'REPORT')) {
  test(`${id} is broken by a provider that breaks nothing else`, (t) => {
    const breakers = BROKEN_PROVIDERS.filter(({ fails = {}, warns = {} }) => {
      const ids = [...Object.keys(fails), ...Object.keys(warns)];
      return ids.length === 1 && ids[0] === id;
    });
    t.not(breakers.length, 0, 'there is such a provider in the tables');
    t.is(typeof brokenBy, 'string', 'the catalogue names one');
    const names = breakers.map(({ provider }) => `${provider.replace('broken/', '')}.ts`);
    t.true(names.includes(brokenBy ?? ''), `the catalogue names ${brokenBy}, which is none of ${names.join(', ')}`);
  });
}

test('only a report has no provider that breaks it', (t) => {
  const unnamed = CATALOGUE.filter(({ brokenBy }) => brokenBy === null);
  t.deepEqual(
    unnamed.filter(({ strength }) => strength !== 'REPORT').map(({ id }) => id),
    [],
  );
});

test('every broken provider has its test, and every test its provider', (t) => {
  const files = readdirSync(fileURLToPath(new URL('../fixtures/broken/', import.meta.url)))
    .filter((name) => name.endsWith('.js'))
    .map((name) => name.slice(0, -'.js'.length));
  const tested = BROKEN_PROVIDERS.map(({ provider }) => provider.replace('broken/', ''));
  t.deepEqual(files.sort(), [...tested, ...NEVER_STARTED, ...ELSEWHERE].sort());
  t.true(tested.every((name) => existsSync(fixture(`broken/${name}`))));
});

test('no provider is expected to break a requirement that does not exist', (t) => {
  const known = CATALOGUE.map(({ id }) => id);
  const named = BROKEN_PROVIDERS.flatMap(({ fails = {}, warns = {} }) => [
    ...Object.keys(fails),
    ...Object.keys(warns),
  ]);
  t.deepEqual(
    named.filter((id) => !known.includes(id)),
    [],
  );
});
