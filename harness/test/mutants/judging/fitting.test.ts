import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { makeMutants } from '../mutant/make-mutants.js';
import { isNeutral, lineOf } from '../mutant/mutant.js';
import { firstLookAt } from './first-look.js';
import { fittingOf } from './fitting.js';
import type { Judged } from './judge-mutant.js';
import { type KeptMutant, reasonFor } from './kept-mutants.js';
import { scoreOf } from './score.js';

test('every mutant that loses something has a requirement of the catalogue that fits', (t) => {
  const ids = CATALOGUE.map(({ id }) => id);
  for (const mutant of makeMutants(500, 5)) {
    if (isNeutral(mutant)) continue;
    const fitting = fittingOf(mutant);
    t.true(fitting.length > 0, lineOf(mutant));
    for (const id of fitting) t.true(ids.includes(id), `${id}: ${lineOf(mutant)}`);
    // Else the first look would be refused as a selection of nothing.
    const first = firstLookAt(mutant);
    const played = CATALOGUE.filter(({ id, scenarios }) => fitting.includes(id) && scenarios.includes(first));
    t.true(played.length > 0, `${first}: ${lineOf(mutant)}`);
  }
});

test('what is lost in one sequence only is not laid to the requirements of all', (t) => {
  const target = { part: 'names' } as const;
  const fitting = fittingOf({ kind: 'store', operator: 'drop', target, when: { sequence: 'do-alone' } });
  t.deepEqual(fitting, ['SEQ-6', 'SEQ-13', 'SEQ-15']);
});

test('a survivor is excused by its reason, and one that is caught by now is not', (t) => {
  const known = { kind: 'transport', operator: 'late-sync' } as const;
  const listed = (reason: string | null): readonly KeptMutant[] => [{ mutant: known, seed: 1, reason }];
  t.is(reasonFor(known, listed('why')), 'why');
  t.is(reasonFor(known, listed(null)), undefined);
  t.is(reasonFor({ ...known, operator: 'other-order' }, listed('why')), undefined);
});

test('the score counts who was caught, and has a line for everyone who was judged wrongly', (t) => {
  const target = { part: 'names' } as const;
  const losing = { kind: 'store', operator: 'drop', target, when: {} } as const;
  const honest = { kind: 'store', operator: 'late-sync' } as const;
  const base = {
    seed: 3,
    failed: [],
    mode: null,
    words: ['TIME-1 fail: slow'],
    losses: ['a: 1 saved, 2 found'],
  } as const;
  const all: readonly Judged[] = [
    { ...base, mutant: losing, fate: 'caught' },
    { ...base, mutant: losing, fate: 'survived' },
    { ...base, mutant: honest, fate: 'accused' },
  ];
  const score = scoreOf(all, () => undefined);
  t.false(score.isGood);
  t.is(score.lines[0], `survived: npm run mutants -- --seed 3 --only '${lineOf(losing)}'`);
  t.regex(score.summary, /^mutants: 1 of 2 that lose something caught \(50\.0 %\); 0 of 1 .*; 1 as expected, 2 not$/);
  t.true(scoreOf(all.slice(0, 2), () => 'why').isGood);
});
