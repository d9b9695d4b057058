import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { CATALOGUE, findRequirement, GROUPS } from '#harness/catalogue/catalogue.js';
import { SCENARIOS } from '#harness/scenarios/scenarios.js';

const FIRST_VERSION = [
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => `COM-${n}`),
  ...[1, 2, 3, 4, 5].map((n) => `ANS-${n}`),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((n) => `SEQ-${n}`),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => `DUR-${n}`),
  ...[1, 2, 3, 4].map((n) => `TIME-${n}`),
  ...[1, 2, 3, 4].map((n) => `QUIET-${n}`),
  ...[1, 2, 3, 4, 5].map((n) => `FAULT-${n}`),
];

test('the ids of version 1 are there, in their order, and each id is there once', (t) => {
  const ids = CATALOGUE.map(({ id }) => id);
  t.deepEqual(
    ids.filter((id) => FIRST_VERSION.includes(id)),
    FIRST_VERSION,
  );
  t.is(new Set(ids).size, ids.length);
});

test('the numbers of a group go on from 1', (t) => {
  for (const { id: group } of GROUPS) {
    const numbers = CATALOGUE.filter((requirement) => requirement.group === group).map(({ id }) => id);
    t.deepEqual(
      numbers,
      numbers.map((_, index) => `${group}-${index + 1}`),
    );
  }
});

test('random walks are explained by what a walk can show, and by no report', (t) => {
  const explains = findRequirement('SEQ-13')?.explainedBy ?? [];
  for (const id of ['COM-1', 'ANS-5', 'SEQ-12', 'DUR-10', 'TIME-4', 'QUIET-2', 'FAULT-3'])
    t.true(explains.includes(id), id);
  for (const id of ['SEQ-13', 'DUR-9', 'TIME-2', 'QUIET-4', 'FAULT-1']) t.false(explains.includes(id), id);
});

test('every requirement is in its group, and every group has requirements', (t) => {
  for (const { id, group } of CATALOGUE) t.true(id.startsWith(`${group}-`), id);
  for (const { id } of GROUPS)
    t.true(
      CATALOGUE.some(({ group }) => group === id),
      id,
    );
});

test('every requirement says what, why, how, from where and where to look', (t) => {
  for (const { id, title, what, why, how, sources, lookAt } of CATALOGUE) {
    for (const text of [title, what, why, how, lookAt]) t.true(text.length > 10, id);
    t.true(sources.length > 0, id);
    for (const source of sources) {
      t.regex(source.id, /^(?:DOC-\d{3}|GAP-\d{2})$/);
      t.regex(source.text, /\.$/);
      t.regex(source.page, /^[a-z0-9-]+$/);
    }
  }
});

test('every requirement names scenarios that there are', (t) => {
  const names = new Set(SCENARIOS.map(({ name }) => name));
  for (const { id, scenarios } of CATALOGUE) {
    t.true(scenarios.length > 0, id);
    for (const name of scenarios) t.true(names.has(name), `${id} ${name}`);
  }
});

test('every requirement has a scenario for each stance that it applies to', (t) => {
  for (const { id, stances, scenarios } of CATALOGUE) {
    for (const stance of stances) {
      const found = SCENARIOS.some(
        (scenario) => scenarios.includes(scenario.name) && scenario.stances.includes(stance),
      );
      t.true(found, `${id} ${stance}`);
    }
  }
});

test('what explains a requirement exists, and explanations never go round', (t) => {
  const visit = (id: string, path: readonly string[]): void => {
    t.false(path.includes(id), [...path, id].join(' > '));
    const requirement = findRequirement(id);
    t.truthy(requirement, id);
    for (const next of requirement?.explainedBy ?? []) visit(next, [...path, id]);
  };
  for (const { id } of CATALOGUE) visit(id, []);
});

test('a broken provider breaks one requirement, and its source is there', (t) => {
  const named = CATALOGUE.flatMap(({ brokenBy }) => (brokenBy === null ? [] : [brokenBy]));
  t.is(new Set(named).size, named.length);
  for (const name of named) {
    const path = fileURLToPath(new URL(`../../../test/fixtures/broken/${name}`, import.meta.url));
    t.true(existsSync(path), path);
  }
});

test('a requirement is found in capitals or not', (t) => {
  t.is(findRequirement('dur-10')?.id, 'DUR-10');
  t.is(findRequirement('DUR-99'), undefined);
});
